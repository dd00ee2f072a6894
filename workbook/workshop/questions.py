"""What a round asks: the nine kinds of ballot.

The room's server knows nothing else of a workbook: a question is made from the plan beforehand, and
kept as JSON in the room's own file.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

__all__ = ["Kind", "Option", "Question"]

_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MOST_OPTIONS = 60
_WIDEST = 10


class Kind(StrEnum):
    """How an answer is given."""

    LIST = "list"
    """Short texts, so many at most, under each option: recall, or start, stop and keep."""
    SCALE = "scale"
    """A whole number from `low` to `high` for each option."""
    MATRIX = "matrix"
    """A whole number from `low` to `high` for each option by each of the criteria."""
    POINTS = "points"
    """`most` points to share out; where options cost something, those that `most` can buy."""
    RANKING = "ranking"
    """The place of each option, 1 being the best; options may be left out."""
    ESTIMATE = "estimate"
    """A lowest and a highest figure for each option, in `unit`."""
    CONSENT = "consent"
    """Yes, no objection, or no, to each option."""
    WRITING = "writing"
    """A text for each option, written in silence."""
    RESPONSE = "response"
    """What one would do against each option, a move, and whether that would hold."""


@dataclass(frozen=True)
class Option:
    """One thing that is judged, or a criterion; its `id` is the record's, or a plain name."""

    id: str
    name: str
    help: str = ""
    cost: float | None = None


@dataclass(frozen=True)
class Question:
    """What people are asked at once, on one page.

    Where `criteria` are given, it is a matrix. `ends` say in words what `low` and `high` mean.
    `most` is the number of texts under an option of a list, or what there is to spend. A `survey`
    asks about people, and stays hidden where fewer than five have answered. With `reasons`, each
    option may be given a reason, which is read out without a name.
    """

    id: str
    kind: Kind
    ask: str
    options: tuple[Option, ...]
    help: str = ""
    criteria: tuple[Option, ...] = ()
    low: int = 1
    high: int = 5
    ends: tuple[str, str] = ("", "")
    most: int = 3
    unit: str = ""
    survey: bool = False
    reasons: bool = False

    def __post_init__(self) -> None:
        """Refuse a question that cannot be asked.

        Raises:
            ValueError: no or too many options, two with one id, an id that is not plain, criteria
                where there is no matrix or none where there is, or no scale.
        """
        _single(self.options)
        _single(self.criteria)
        if not _PLAIN.fullmatch(self.id):
            raise ValueError(f"“{self.id}” cannot be the id of a question.")
        if not 1 <= len(self.options) <= _MOST_OPTIONS:
            raise ValueError(f"A question has 1 to {_MOST_OPTIONS} options.")
        if bool(self.criteria) != (self.kind == Kind.MATRIX):
            raise ValueError("A matrix, and nothing else, has criteria.")
        if not 0 < self.high - self.low <= _WIDEST:
            raise ValueError(f"A scale has 2 to {_WIDEST + 1} whole numbers.")
        if self.most < 1:
            raise ValueError("There has to be at least 1 to write or to spend.")
        if self.buys and not all(_price(option.cost) for option in self.options):
            raise ValueError("Where one option costs something, each has to say what.")

    @property
    def buys(self) -> bool:
        """Whether points are a budget, for which options are bought at their cost."""
        return self.kind == Kind.POINTS and any(o.cost is not None for o in self.options)

    @property
    def writes(self) -> bool:
        """Whether it is answered in texts alone, of which several may say the same."""
        return self.kind in {Kind.LIST, Kind.WRITING}

    def option(self, id: str) -> Option:
        """Return an option by its id.

        Raises:
            KeyError: there is none.
        """
        return {option.id: option for option in self.options}[id]

    def as_json(self) -> dict[str, Any]:
        """Return it as values that JSON can keep."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Question":
        """Return the question that was kept.

        Raises:
            ValueError, TypeError, KeyError: it was not made by `as_json`.

        >>> asked = Question("mood", Kind.SCALE, "How sure are you?", (Option("plan", "The plan"),))
        >>> Question.from_json(asked.as_json()) == asked
        True
        """
        known = {each.name for each in fields(cls)}
        given = {name: value for name, value in kept.items() if name in known}
        return cls(
            **{
                **given,
                "kind": Kind(kept["kind"]),
                "options": _options(kept["options"]),
                "criteria": _options(kept.get("criteria", ())),
                "ends": tuple(kept.get("ends", ("", ""))),
            }
        )


def _options(kept: Iterable[Mapping[str, Any]]) -> tuple[Option, ...]:
    return tuple(Option(**each) for each in kept)


def _single(options: tuple[Option, ...]) -> None:
    if len({option.id for option in options}) < len(options):
        raise ValueError("Two options have the same id.")
    for option in options:
        if not _PLAIN.fullmatch(option.id):
            raise ValueError(f"“{option.id}” cannot be the id of an option.")


def _price(cost: float | None) -> bool:
    return cost is not None and math.isfinite(cost) and cost >= 0
