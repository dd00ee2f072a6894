"""Which row of a file names its columns: banks and programs write lines about the file above it."""

from collections import Counter
from collections.abc import Sequence

from workbook.written import dates, numbers

__all__ = ["header_place"]

_LOOK = 40  # rows from the top
_FILLED = 0.8  # of a header's cells, at least


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


def _width(row: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell), default=0)


def _names_columns(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    words = all(numbers.number(cell) is None and dates.day(cell) is None for cell in filled)
    return words and len(filled) >= _FILLED * len(cells)
