"""Texts that the facilitator takes as one idea: each person's, before they are counted.

So whoever gave two of them counts once, and leaving a merge out undoes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbook.workshop.answers import Answer
from workbook.workshop.results.texts import same

__all__ = ["Joined", "joined"]


@dataclass(frozen=True)
class Joined:
    """Texts under an option that are one idea, and how it is worded."""

    option: str
    texts: tuple[str, ...]
    wording: str


def joined(answers: Iterable[Answer], merges: Sequence[Joined]) -> list[Answer]:
    """Return the answers with each text in the wording of what it was merged into.

    >>> once = [Joined("top", ("Sunday bread", "Bread on Sundays"), "Bread on Sundays")]
    >>> joined([Answer({"top": ["sunday bread", "Bread on Sundays", "Tea"]})], once)[0].values
    {'top': ['Bread on Sundays', 'Bread on Sundays', 'Tea']}
    """
    wordings = {(each.option, same(text)): each.wording for each in merges for text in each.texts}
    if not wordings:
        return list(answers)
    return [replace(each, values=_worded(each.values, wordings)) for each in answers]


def _worded(
    values: Mapping[str, Any], wordings: Mapping[tuple[str, str], str]
) -> Mapping[str, Any]:
    def worded(option: str, value: Any) -> Any:
        if isinstance(value, list):
            return [worded(option, each) for each in value]
        known = wordings.get((option, same(value))) if isinstance(value, str) else None
        return known or value

    return {option: worded(option, value) for option, value in values.items()}
