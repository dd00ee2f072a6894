"""Rows of text made into columns, so that a million lines are worked on at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from workbook.errors import ImportRefused

__all__ = ["Body", "Numbers", "Tell", "Texts", "gather", "silent"]

Texts = np.ndarray[tuple[int], np.dtype[np.object_]]
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Tell = Callable[[float], None]
"""Takes how much is done, from 0 to 1."""

_CHUNK = 500  # rows at a time; more of them wake the garbage collector again and again
_MANY = 20_000  # rows that do not fit
_KNOWN = 100_000  # texts of a column that are kept once only


def silent(done: float) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Body:
    """The rows below a header that hold something, column by column, trimmed.

    `numbers` are the rows as people see them. `ragged` holds the cells of rows that
    are wider than the header; they are in no column.
    """

    numbers: Numbers
    columns: tuple[Texts, ...]
    ragged: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, columns: Sequence[Texts], *, first: int, spaced: bool) -> "Body":
        """Make it of whole columns, of which the last holds what is too much; `first` is a row."""
        if spaced:
            columns = [_column(column, {}) for column in columns]
        numbers = np.arange(first, first + len(columns[0]), dtype=np.int64)
        too_wide = np.flatnonzero(columns[-1] != "")
        ragged = {
            int(numbers[row]): tuple(str(column[row]) for column in columns) for row in too_wide
        }
        refuse_ragged(ragged, len(numbers))
        return cls(numbers, tuple(columns[:-1]), ragged).without(too_wide).filled()

    def filled(self) -> "Body":
        """Return it without the rows that hold nothing."""
        if not self.columns:
            return self
        rows = np.flatnonzero(self.columns[0] == "")
        for column in self.columns[1:]:
            rows = rows[column[rows] == ""]
        return self.without(rows)

    def without(self, places: Numbers) -> "Body":
        """Return it without some rows, by their place from 0."""
        if not len(places):
            return self
        columns = tuple(np.delete(column, places) for column in self.columns)
        return Body(np.delete(self.numbers, places), columns, self.ragged)


def gather(
    rows: Iterable[tuple[int, Sequence[str]]], width: int, tell: Tell = silent, count: int = 0
) -> Body:
    """Make columns of numbered rows; cells that are missing at the right are empty.

    `count` is how many rows there will be, where that is known.

    Raises:
        ImportRefused: most rows are wider than the header.
    """
    parts: list[list[Texts]] = [[] for _ in range(width)]
    numbers: list[Numbers] = [np.empty(0, dtype=np.int64)]
    ragged: dict[int, tuple[str, ...]] = {}
    known: list[dict[str, str]] = [{} for _ in range(width)]
    rows = iter(rows)
    while chunk := list(islice(rows, _CHUNK)):
        read = chunk[-1][0]
        kept = [(number, _fitted(row, width)) for number, row in chunk if not _spills(row, width)]
        ragged |= {n: _ended(row) for n, row in chunk if len(row) > width and _spills(row, width)}
        refuse_ragged(ragged, read)
        columns = zip(*(row for _, row in kept), strict=True) if kept else [()] * width
        texts = [_column(column, known) for column, known in zip(columns, known, strict=True)]
        part = Body(np.array([number for number, _ in kept], np.int64), tuple(texts)).filled()
        numbers.append(part.numbers)
        for column, held in zip(parts, part.columns, strict=True):
            column.append(held)
        tell(min(1.0, read / count) if count else 0.5)
    empty = np.empty(0, dtype=object)
    return Body(
        np.concatenate(numbers), tuple(np.concatenate([empty, *part]) for part in parts), ragged
    )


def refuse_ragged(ragged: Mapping[int, Sequence[str]], rows: int) -> None:
    """Refuse a table of which most rows do not fit: it is the header that is wrong then.

    Raises:
        ImportRefused: it is so, and there are too many of them to list.
    """
    if len(ragged) > _MANY and 2 * len(ragged) > rows:
        row, cells = next(iter(ragged.items()))
        raise ImportRefused(
            f"Most rows have more cells than the header, such as row {row} with {len(cells)}. Say "
            "which row names the columns, or what separates the cells. Nothing was changed."
        )


def _spills(row: Sequence[str], width: int) -> bool:
    return len(row) > width and any(cell.strip() for cell in row[width:])


def _fitted(row: Sequence[str], width: int) -> Sequence[str]:
    if len(row) == width:
        return row
    return [*row[:width], *[""] * (width - len(row))]


def _ended(row: Sequence[str]) -> tuple[str, ...]:
    cells = [cell.strip() for cell in row]
    return tuple(cells[: max(place for place, cell in enumerate(cells, 1) if cell)])


def _column(texts: Iterable[str], known: dict[str, str]) -> Texts:
    """Return trimmed texts as a column in which those that are equal are one and the same."""
    if len(known) > _KNOWN:
        known.clear()
    bare = [known.setdefault(text, text) for text in map(str.strip, texts)]
    column = np.empty(len(bare), dtype=object)
    column[:] = bare
    return column
