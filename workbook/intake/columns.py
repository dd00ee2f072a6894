"""Rows of text made into columns, so that a million lines are worked on at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

__all__ = ["Body", "Numbers", "Tell", "Texts", "gather", "silent"]

Texts = np.ndarray[tuple[int], np.dtype[np.object_]]
Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Tell = Callable[[float], None]
"""Takes how much is done, from 0 to 1."""

_CHUNK = 50_000  # rows that are held as lists at a time
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
            columns = [_trimmed(column) for column in columns]
        numbers = np.arange(first, first + len(columns[0]), dtype=np.int64)
        too_wide = np.flatnonzero(columns[-1] != "")
        ragged = {
            int(numbers[row]): tuple(str(column[row]) for column in columns) for row in too_wide
        }
        whole = cls(numbers, tuple(columns[:-1]), ragged)
        return whole.without(np.union1d(_blank(columns), too_wide))

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
    """
    parts: list[list[Texts]] = [[] for _ in range(width)]
    numbers: list[int] = []
    ragged: dict[int, tuple[str, ...]] = {}
    known: list[dict[str, str]] = [{} for _ in range(width)]
    for chunk in _chunks(_filled(rows, width, ragged)):
        numbers += [number for number, _ in chunk]
        for place in range(width):
            parts[place].append(_column([row[place] for _, row in chunk], known[place]))
        tell(min(1.0, numbers[-1] / count) if count else 0.5)
    empty = np.empty(0, dtype=object)
    columns = tuple(np.concatenate(part) if part else empty for part in parts)
    return Body(np.array(numbers, dtype=np.int64), columns, ragged)


def _blank(columns: Sequence[Texts]) -> Numbers:
    rows = np.flatnonzero(columns[0] == "")
    for column in columns[1:]:
        rows = rows[column[rows] == ""]
    return rows


def _trimmed(column: Texts) -> Texts:
    return _column([text.strip() for text in column], {})


def _filled(
    rows: Iterable[tuple[int, Sequence[str]]], width: int, ragged: dict[int, tuple[str, ...]]
) -> Iterator[tuple[int, list[str]]]:
    for number, row in rows:
        cells = [cell.strip() for cell in row]
        if any(cells[width:]):
            last = max(place for place, cell in enumerate(cells, 1) if cell)
            ragged[number] = tuple(cells[:last])
        elif any(cells):
            yield number, cells[:width] + [""] * (width - len(cells))


def _chunks(
    rows: Iterator[tuple[int, list[str]]],
) -> Iterator[list[tuple[int, list[str]]]]:
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


def _column(texts: list[str], known: dict[str, str]) -> Texts:
    """Return texts as a column in which those that are equal are one and the same."""
    if len(known) > _KNOWN:
        known.clear()
    column = np.empty(len(texts), dtype=object)
    column[:] = [known.setdefault(text, text) for text in texts]
    return column
