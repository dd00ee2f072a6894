"""What all kinds of spreadsheet have: sheets, their cells, and how a cell looks to a person."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from workbook.intake.tables.marks import PERCENT, Marks

__all__ = ["Book", "Cells", "Leaf", "marked", "shown", "with_mark"]

_EXACT = 1e15  # beyond it, a spreadsheet itself has lost the last digits


@dataclass(frozen=True)
class Leaf:
    """A sheet as it is listed."""

    name: str
    hidden: bool


@dataclass(frozen=True)
class Cells:
    """The cells of a sheet: `rows` yields them from the first row, each time it is called.

    A value with a mark is text already: 38%, 12.5 €, #REF!. `hidden` are rows that the sheet does
    not show.
    """

    rows: Callable[[], Iterator[Sequence[Any]]]
    count: int
    hidden: Sequence[int] = ()


class Book(Protocol):
    """A spreadsheet file."""

    leaves: tuple[Leaf, ...]

    def cells(self, name: str) -> Cells:
        """Return the cells of the sheet of that name."""


def marked(sheet: Any, marks: Marks) -> Cells:
    """Return the cells of a sheet that calamine has read, with their marks.

    It leaves out the empty columns at the left, and what is empty to it at the end.
    """
    left = sheet.start[1] if sheet.start else 0
    width = max(left + sheet.width, marks.last[1])
    count = max(sheet.total_height, marks.last[0])

    def rows() -> Iterator[Sequence[Any]]:
        marked_rows = marks.rows()
        at, says = next(marked_rows, (0, {}))
        read = sheet.iter_rows()
        for number in range(1, count + 1):
            row = [""] * left + list(next(read, ()))
            if number == at:
                row += [""] * (width - len(row))
                for column, mark in says.items():
                    row[column - 1] = with_mark(row[column - 1], mark)
                at, says = next(marked_rows, (0, {}))
            yield row

    return Cells(rows, count, marks.hidden)


def with_mark(value: Any, mark: str) -> Any:
    """Return a value as its cell shows it: 0.38 in a cell for percentages is 38%."""
    if mark.startswith(("#", "=")):  # an error, or a formula without a value
        return mark if value == "" else value
    if not mark or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if mark == PERCENT:
        return f"{shown(round(value * 100, 10))}%"
    return f"{shown(value)} {mark}"


def shown(value: Any) -> str:
    """Return a value as text: days like 2026-01-31, numbers with a point and without groups.

    >>> shown(12.0), shown(0.1 + 0.2), shown(date(2026, 1, 31)), shown(True)
    ('12', '0.3', '2026-01-31', 'TRUE')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < _EXACT
        return str(int(value)) if whole else f"{value:.15g}"
    if isinstance(value, date | time | timedelta):
        return _moment(value)
    return "" if value is None else str(value)


def _moment(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        second = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
        return second.isoformat(" ") if second.time() != time.min else second.date().isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return value.isoformat()
