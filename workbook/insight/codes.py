"""The short code beside a printed figure, by which it is found on the page of sources."""

import hashlib
from collections.abc import Iterable, Mapping

from workbook.insight.findings import findings
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered

__all__ = ["coded", "codes"]

# No vowels, so that no code is a word; no l, no 0 and no 1, so that none is misread on paper.
_LETTERS = "bcdfghjkmnpqrstvwxyz23456789"
_LENGTH = 4


@remembered
def codes(plan: Plan, quarter: Quarter) -> Mapping[str, str]:
    """Return the code of each figure of a quarter's pack, by the figure's id."""
    return coded(figure.id for figure in findings(plan, quarter))


def coded(ids: Iterable[str]) -> dict[str, str]:
    """Return a code of four characters for each id: a different one each, and always the same.

    Where two ids would share a code, the second in alphabetical order takes its next one.

    >>> coded(["kpi.takings.actual", "kpi.takings.target"])
    {'kpi.takings.actual': 'vdnh', 'kpi.takings.target': 'zhcn'}
    """
    owners: dict[str, str] = {}
    for id in sorted(set(ids)):
        turn = 0
        while (code := _code(id, turn)) in owners:
            turn += 1
        owners[code] = id
    return {id: code for code, id in owners.items()}


def _code(id: str, turn: int) -> str:
    number = int.from_bytes(hashlib.sha256(f"{id} {turn}".encode()).digest()[:8])
    letters = []
    for _ in range(_LENGTH):
        number, letter = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[letter])
    return "".join(letters)
