"""What a sheet is: named columns, and cells whose values are numbers, dates or words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from workbook.pack.blocks import Status
from workbook.pack.writers.office import legible

__all__ = ["FIGURES", "READINGS", "READ_ME", "Entry", "Sheet", "named"]

_LONGEST = 31  # letters of a name
_EDGES = " '"  # with neither of them may a name begin or end
READ_ME, FIGURES, READINGS = "Read me", "Figures", "Readings"


@dataclass(frozen=True)
class Entry:
    """One cell: a value, and how it is shown.

    `pattern` is Excel's number format, empty for words. `formula` computes the value from other
    cells. `code` leads to a figure's row on the sheet of figures, and `sheet` to another sheet.
    """

    value: str | float | date
    pattern: str = ""
    status: Status = ""
    formula: str = ""
    code: bool = False
    sheet: str = ""
    given: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet with its columns' names; one without is no table, but there to be read.

    A table of the pages has a `title`, of which its name is what Excel takes of it.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]
    title: str = ""


def named(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return sheets under names that Excel takes, each another one; those without a title keep it.

    >>> [each.name for each in named([Sheet("", (), (), title=t) for t in ("A: b", "a/ b", "'")])]
    ['A  b', 'a  b (2)', 'Table']
    """
    taken = {sheet.name.casefold() for sheet in sheets if not sheet.title}
    taken |= {READ_ME.casefold(), "history"}  # the second is Excel's own
    found = []
    for sheet in sheets:
        name = _free(sheet.title, taken) if sheet.title else sheet.name
        taken.add(name.casefold())
        found.append(replace(sheet, name=name))
    return found


def _free(title: str, taken: set[str]) -> str:
    plain = re.sub(r"[\[\]:*?/\\\s]", " ", legible(title)).strip(_EDGES) or "Table"
    ends = ("", *(f" ({number})" for number in range(2, len(taken) + 3)))
    names = (f"{plain[: _LONGEST - len(end)].rstrip(_EDGES)}{end}" for end in ends)
    return next(name for name in names if name.casefold() not in taken)
