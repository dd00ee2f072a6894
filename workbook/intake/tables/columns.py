"""Rows of text made into columns, so that a million lines are worked on at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from workbook.errors import ImportRefused

__all__ = ["Body", "Coding", "Column", "Tell", "gather", "silent"]

Texts = np.ndarray[Any, np.dtype[np.object_]]
Codes = np.ndarray[Any, np.dtype[np.int32]]
Places = np.ndarray[Any, np.dtype[np.int64]]
Tell = Callable[[float], None]
"""Takes how much is done, from 0 to 1."""

_CHUNK = 500  # rows at a time; more of them wake the garbage collector again and again
_MANY = 20_000  # rows that do not fit


def silent(done: float) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Column:
    """The different texts of a column, and for each row which of them it holds, from 0."""

    texts: Texts
    codes: Codes

    def __getitem__(self, rows: Any) -> Any:
        """Return the text of a row, or the texts of several."""
        return self.texts[self.codes[rows]]

    def __iter__(self) -> Iterator[str]:
        return (self.texts[code] for code in self.codes)

    def without(self, rows: Places) -> "Column":
        """Return it without some rows, and without the texts that only they had."""
        codes = np.delete(self.codes, rows)
        held = np.bincount(codes, minlength=len(self.texts)) > 0
        place = np.cumsum(held) - 1
        return Column(self.texts[held], place[codes].astype(np.int32))


class Coding:
    """Texts as they come, a part at a time, made into a column in which each is kept once."""

    def __init__(self) -> None:
        self._texts: list[Texts] = [np.empty(0, dtype=object)]
        self._codes: list[Codes] = [np.empty(0, np.int32)]
        self._different = 0

    def add(self, texts: Texts) -> None:
        """Take the texts of some rows."""
        codes, different = pd.factorize(texts)
        self._codes.append(codes.astype(np.int32) + np.int32(self._different))
        self._texts.append(different)
        self._different += len(different)

    def column(self, *, spaced: bool = True) -> Column:
        """Return the column of all that was taken, trimmed where texts may be `spaced`."""
        different = np.concatenate(self._texts)
        place, texts = pd.factorize(_stripped(different) if spaced else different)
        return Column(texts, place.astype(np.int32)[np.concatenate(self._codes)])


@dataclass(frozen=True)
class Body:
    """The rows below a header that hold something, column by column, trimmed.

    `numbers` are the rows as people see them. `ragged` holds the cells of rows that
    are wider than the header; they are in no column.
    """

    numbers: Places
    columns: tuple[Column, ...]
    ragged: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, columns: Sequence[Column], first: int) -> "Body":
        """Make it of whole columns, of which the last holds what is too much; `first` is a row."""
        numbers = np.arange(first, first + len(columns[0].codes), dtype=np.int64)
        too_wide = np.flatnonzero(~_is_blank(columns[-1], slice(None)))
        ragged = {
            int(numbers[row]): tuple(str(column[row]) for column in columns) for row in too_wide
        }
        refuse_ragged(ragged, len(numbers))
        return cls(numbers, tuple(columns[:-1]), ragged).without(too_wide).filled()

    def filled(self) -> "Body":
        """Return it without the rows that hold nothing."""
        rows = np.arange(len(self.numbers))
        for column in self.columns:
            rows = rows[_is_blank(column, rows)]
        return self.without(rows)

    def without(self, rows: Places) -> "Body":
        """Return it without some rows, by their place from 0."""
        if not len(rows):
            return self
        columns = tuple(column.without(rows) for column in self.columns)
        return Body(np.delete(self.numbers, rows), columns, self.ragged)


def gather(
    rows: Iterable[tuple[int, Sequence[str]]], width: int, tell: Tell = silent, count: int = 0
) -> Body:
    """Make columns of numbered rows; cells that are missing at the right are empty.

    `count` is how many rows there will be, where that is known.

    Raises:
        ImportRefused: most rows are wider than the header.
    """
    coding = [Coding() for _ in range(width)]
    numbers: list[int] = []
    ragged: dict[int, tuple[str, ...]] = {}
    rows = iter(rows)
    while chunk := list(islice(rows, _CHUNK)):
        read = chunk[-1][0]
        kept = [(number, _fitted(row, width)) for number, row in chunk if not _spills(row, width)]
        ragged |= {n: _ended(row) for n, row in chunk if len(row) > width and _spills(row, width)}
        refuse_ragged(ragged, read)
        numbers += [number for number, _ in kept]
        for column, texts in zip(coding, zip(*(row for _, row in kept), strict=True), strict=False):
            column.add(np.array([*texts, ""], dtype=object)[:-1])
        tell(min(1.0, read / count) if count else 0.5)
    columns = tuple(column.column() for column in coding)
    return Body(np.array(numbers, dtype=np.int64), columns, ragged).filled()


def _stripped(texts: Iterable[str]) -> Texts:
    """Return texts without the spaces around them."""
    bare = list(map(str.strip, texts))
    held = np.empty(len(bare), dtype=object)
    held[:] = bare
    return held


def _is_blank(column: Column, rows: Any) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    empty = np.flatnonzero(column.texts == "")
    blank: np.ndarray[Any, np.dtype[np.bool_]]
    blank = column.codes[rows] == (empty[0] if len(empty) else -1)
    return blank


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
