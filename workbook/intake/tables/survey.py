"""One look at every byte of a text before it is read: is it a table, and may it be read fast?"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from workbook.errors import ImportRefused

__all__ = ["Survey", "refuse_too_many_cells", "survey"]

Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Places = np.ndarray[Any, np.dtype[np.int64]]

MOST_LINES = 2_000_000
MOST_CELLS = 30_000_000
LONGEST = 1_000_000  # bytes in a line; the longest cell of a spreadsheet is 32,767 letters
_CHUNK = 1 << 20
_TAB, _NEWLINE, _FEED, _RETURN, _SPACE, _QUOTE = b'\t\n\x0c\r "'


@dataclass(frozen=True)
class Survey:
    """What the bytes of a text look like.

    `well_quoted` says that quotation marks stand around whole cells only, so that every reader
    reads them alike.
    """

    lines: int = 0
    well_quoted: bool = True


def survey(name: str, text: bytes, delimiter: str) -> Survey:
    """Look at each byte of a UTF-8 text.

    Raises:
        ImportRefused: it is no text, or longer or wider than a table may be; in words.
    """
    look = _Look(name, text, delimiter)
    for start in range(0, len(text), _CHUNK):
        look.at(start, min(start + _CHUNK, len(text)))
    return look.seen()


def refuse_too_many_cells(name: str, cells: int, most: int = MOST_CELLS) -> None:
    """Refuse a table that is too large to be held.

    Raises:
        ImportRefused: it has more than `most` cells.
    """
    if cells > most:
        raise ImportRefused(
            f"{name} has more than {most:,} cells. Export fewer days at a time, or fewer columns."
        )


class _Look:
    def __init__(self, name: str, text: bytes, delimiter: str) -> None:
        self._name = name
        self._bytes = np.frombuffer(text, np.uint8)
        self._mark = delimiter.encode()[0]
        self._lines = self._marks = self._quotes = 0
        self._line_began = 0
        self._well_quoted = True

    def at(self, start: int, end: int) -> None:
        """Take the bytes from start to end, with those on either side of them."""
        part = self._bytes[start:end]
        at = np.flatnonzero(part < _SPACE)
        low = part[at]
        self._refuse_controls(np.bincount(low, minlength=_SPACE))
        ends = at[(low == _NEWLINE) | (low == _RETURN)]
        self._count_lines(ends + start, end)
        self._marks += int(np.count_nonzero(part == self._mark))
        self._refuse_too_much()
        quotes = np.flatnonzero(part == _QUOTE)
        if len(quotes) and self._well_quoted:
            self._well_quoted = self._are_well(quotes + start)
            self._quotes += len(quotes)

    def seen(self) -> Survey:
        """Return what was seen."""
        return Survey(self._lines + 1, self._well_quoted and self._quotes % 2 == 0)

    def _refuse_controls(self, times: Places) -> None:
        times[[sign for sign in (_TAB, _NEWLINE, _FEED, _RETURN, self._mark) if sign < _SPACE]] = 0
        if times.any():
            raise ImportRefused(f"{self._name} is not a table. Give a CSV or an XLSX file.")

    def _count_lines(self, ends: Places, end: int) -> None:
        began = np.concatenate(([self._line_began], ends, [end]))
        lengths = np.diff(began)
        if lengths.max() > LONGEST:
            raise ImportRefused(
                f"Line {self._lines + int(lengths.argmax()) + 1:,} of {self._name} has more than "
                f"{LONGEST:,} characters, so it is no line of a table. Export it again as CSV, "
                "with a line for each row."
            )
        self._lines += len(ends)
        self._line_began = int(began[-2])

    def _refuse_too_much(self) -> None:
        if self._lines > MOST_LINES:
            raise ImportRefused(
                f"{self._name} has more than {MOST_LINES:,} lines. Export fewer days at a time."
            )
        refuse_too_many_cells(self._name, self._marks)

    def _are_well(self, quotes: Places) -> bool:
        """Whether marks open and close in turns, at the edges of cells or doubled."""
        odd = self._quotes % 2
        opening, closing = quotes[odd::2], quotes[1 - odd :: 2]
        before = self._bytes[np.maximum(opening - 1, 0)]
        after = self._bytes[np.minimum(closing + 1, len(self._bytes) - 1)]
        edges = (_NEWLINE, _RETURN, self._mark, _QUOTE)
        opens = np.isin(before, edges) | (opening == 0)
        closes = np.isin(after, edges) | (closing == len(self._bytes) - 1)
        return bool(opens.all() and closes.all())
