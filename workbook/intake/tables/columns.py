"""Rows of text made into columns, so that a million lines are worked on at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from workbook.errors import ImportRefused

__all__ = ["Body", "Cells", "Column", "Part", "Tell", "column_of", "gather", "silent", "told_apart"]

Cells = np.ndarray[Any, np.dtype[Any]]
"""Texts, or their bytes in UTF-8, filled up with zeros."""
Texts = np.ndarray[Any, np.dtype[np.object_]]
Words = np.ndarray[Any, np.dtype[np.uint64]]
Marks = np.ndarray[Any, np.dtype[np.bool_]]
Codes = np.ndarray[Any, np.dtype[np.int32]]
Part = tuple[Codes, Cells]
"""Which cell each row holds, and the different ones."""
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


def told_apart(cells: Cells) -> Part:
    """Return the different cells, in the order in which they came, and for each which it is.

    >>> told_apart(np.array(["a", "b", "a"], dtype=object))
    (array([0, 1, 0], dtype=int32), array(['a', 'b'], dtype=object))
    """
    if cells.dtype == object:
        codes, different = pd.factorize(cells)
        return codes.astype(np.int32), different
    words = cells.view(np.uint64).reshape(len(cells), cells.itemsize // 8)
    begins = np.flatnonzero(_begins(words))
    if 2 * len(begins) < len(cells):  # the rows of a day stand together, and those of a ticket
        run, held = told_apart(cells[begins])
        return np.repeat(run, np.diff(begins, append=len(cells))), held
    codes, different = pd.factorize(words[:, 0])
    if not words[:, 1:].any():
        return codes.astype(np.int32), different.view("S8")
    for word in words.T[1:]:
        more, others = pd.factorize(word)
        codes, _ = pd.factorize(codes * len(others) + more)
    first = np.flatnonzero(np.diff(np.maximum.accumulate(codes), prepend=-1))
    return codes.astype(np.int32), cells[first]


def _begins(words: Words) -> Marks:
    """Return which rows hold another cell than the row before."""
    begins = np.zeros(len(words), bool)
    begins[:1] = True
    for word in words.T:
        begins[1:] |= word[1:] != word[:-1]
    return begins


def column_of(parts: Sequence[Part]) -> Column:
    """Return the column of parts that follow each other, trimmed."""
    begins = np.cumsum([0, *(len(different) for _, different in parts)], dtype=np.int32)
    codes = [codes + begin for (codes, _), begin in zip(parts, begins, strict=False)]
    held = [different for _, different in parts]
    if any(cells.dtype == object for cells in held):
        held = [_texts(cells) for cells in held]
    place, different = told_apart(np.concatenate(held))
    texts = _texts(different)
    if _may_be_spaced(different):
        again, texts = told_apart(_stripped(texts))
        place = again[place]
    return Column(texts, place[np.concatenate(codes)])


def _texts(cells: Cells) -> Texts:
    """Return cells as texts; all are decoded at once, each ended by a sign that no text holds."""
    if cells.dtype == object:
        return cells
    signs = np.full((len(cells), cells.itemsize + 1), 1, np.uint8)
    signs[:, :-1] = cells.view(np.uint8).reshape(len(cells), cells.itemsize)
    texts = signs.tobytes().translate(None, b"\0").decode().split("\1")
    return np.array(texts, dtype=object)[:-1]


def _may_be_spaced(cells: Cells) -> bool:
    if cells.dtype == object:
        return True
    signs = cells.view(np.uint8)
    return bool(((signs > 0) & (signs <= ord(" "))).any() or (signs >= 0x80).any())


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
            if not len(rows):
                return self
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
    parts: list[list[Part]] = [[told_apart(np.empty(0, dtype=object))] for _ in range(width)]
    numbers: list[int] = []
    ragged: dict[int, tuple[str, ...]] = {}
    rows = iter(rows)
    while chunk := list(islice(rows, _CHUNK)):
        read = chunk[-1][0]
        kept = [(number, _fitted(row, width)) for number, row in chunk if not _spills(row, width)]
        ragged |= {n: _ended(row) for n, row in chunk if len(row) > width and _spills(row, width)}
        refuse_ragged(ragged, read)
        numbers += [number for number, _ in kept]
        for column, texts in zip(parts, zip(*(row for _, row in kept), strict=True), strict=False):
            column.append(told_apart(np.array([*texts, ""], dtype=object)[:-1]))
        tell(min(1.0, read / count) if count else 0.5)
    columns = tuple(map(column_of, parts))
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
