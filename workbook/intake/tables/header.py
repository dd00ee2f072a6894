"""Which rows of a file name its columns: banks and programs write lines about it above them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workbook.intake.periods import parse_period
from workbook.written import dates, numbers

__all__ = ["Header", "header_at", "header_of", "header_place", "lettered"]

_LOOK = 40  # rows from the top
_FILLED = 0.8  # of a header's cells, at least
_BELOW = 5  # rows that are compared with the first

Rows = Sequence[tuple[int, Sequence[str]]]
"""Rows that hold something, each with its number."""


@dataclass(frozen=True)
class Header:
    """The names of the columns, and the rows that hold them; no rows where nothing names them."""

    names: tuple[str, ...]
    row: int
    rows: int = 1

    @property
    def last(self) -> int:
        """The row below which the table begins."""
        return self.row + self.rows - 1 if self.rows else 0


def header_of(rows: Rows) -> Header:
    """Return the header of a table, from its first rows that hold something.

    >>> rows = [["", "Sales", ""], ["Day", "Net", "Tax"], ["2026-01-02", "5", "1"]]
    >>> header_of(list(enumerate(rows, 1)))
    Header(names=('Day', 'Sales Net', 'Sales Tax'), row=1, rows=2)
    """
    if not rows:
        return Header(("",), 1)
    place = header_place([row for _, row in rows])
    if place == 0 and _holds_values(rows):
        return Header(lettered(max(len(row) for _, row in rows)), 0, 0)
    for first in (place, place - 1):
        if first >= 0 and (joined := _of_two(rows, first)):
            return joined
    number, names = rows[place]
    return Header(tuple(names), number)


def header_at(rows: Rows, number: int, count: int | None) -> Header | None:
    """Return the header that begins in a row that somebody named; None where that is empty."""
    if number == 0:
        return Header(lettered(max((len(row) for _, row in rows), default=1)), 0, 0)
    place = next((place for place, (found, _) in enumerate(rows) if found == number), None)
    if place is None:
        return None
    if count is None:
        return _of_two(rows, place) or Header(tuple(rows[place][1]), number)
    named = [row for found, row in rows[place:] if found < number + count]
    names = tuple(named[0])
    for row in named[1:]:
        names = _joined(names, row)
    return Header(names, number, count)


def lettered(width: int) -> tuple[str, ...]:
    """Return names for columns that have none, as a spreadsheet letters them.

    >>> lettered(3), lettered(28)[-1]
    (('A', 'B', 'C'), 'AB')
    """
    return tuple(map(_letters, range(1, width + 1)))


def header_place(rows: Sequence[Sequence[str]]) -> int:
    """Return the place of the row that names the columns, from 0; `rows` hold something each.

    It is the first row, unless that is narrower than the table, and one further down is as wide
    and holds only words.

    >>> header_place([["Account", "12"], ["Date", "Text", "Sum"], ["2026-01-02", "Rent", "5"]])
    1
    """
    widths = [_width(row) for row in rows]
    if not rows:
        return 0
    common = Counter(widths[:_LOOK]).most_common()
    typical = max(width for width, times in common if times == common[0][1])
    if widths[0] >= typical:
        return 0
    for place, row in enumerate(rows[:_LOOK]):
        if widths[place] >= typical > 1 and _names_columns(row[: widths[place]]):
            return place
    return 0


def _holds_values(rows: Rows) -> bool:
    """Whether the first row is a record already: a day stands in it, and days stand below it."""
    below = [row for _, row in rows[1 : 1 + _BELOW]]
    for place, cell in enumerate(rows[0][1]):
        if _is_day(cell) and below:
            under = [row[place] for row in below if place < len(row)]
            if under and all(map(_is_day, under)):
                return True
    return False


def _is_day(cell: str) -> bool:
    return dates.day(cell) is not None or parse_period(cell) is not None


def _of_two(rows: Rows, place: int) -> Header | None:
    """Return the header of two rows that begins at a place, if it is one.

    Groups stand above names: the upper row has gaps, or says a thing twice, and below two names or
    more of the lower row stand numbers or days.
    """
    if len(rows) < place + 3:
        return None
    (number, upper), (second, lower) = rows[place : place + 2]
    groups = [cell for cell in upper if cell]
    grouped = len(groups) < _width(lower) or len(set(groups)) < len(groups)
    words = _all_words(upper) and _all_words(lower) and _stand_above(lower, rows[place + 2 :])
    if second != number + 1 or not (grouped and words and groups) or _width(lower) < 2:
        return None
    names = _joined(upper, lower)
    filled = [name for name in names if name]
    named_alone = sum(1 for cell in lower if cell) >= _FILLED * len(filled) / 2
    return Header(names, number, 2) if len(set(filled)) == len(filled) and named_alone else None


def _stand_above(names: Sequence[str], rows: Rows) -> bool:
    below = [row for _, row in rows[:_BELOW]]
    found = 0
    for place, name in enumerate(names):
        texts = [row[place] for row in below if place < len(row)]
        found += bool(name and texts) and not any(map(_is_word, texts))
    return found >= 2


def _is_word(cell: str) -> bool:
    return bool(cell) and numbers.number(cell) is None and not _is_day(cell)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    names, group = [], ""
    for place in range(max(len(upper), len(lower))):
        above = upper[place] if place < len(upper) else ""
        below = lower[place] if place < len(lower) else ""
        group = above or (group if below else "")
        names.append(f"{group} {below}".strip())
    return tuple(names)


def _width(row: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell), default=0)


def _names_columns(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return _all_words(filled) and len(filled) >= _FILLED * len(cells)


def _all_words(cells: Sequence[str]) -> bool:
    return all(numbers.number(cell) is None and dates.day(cell) is None for cell in cells if cell)


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
