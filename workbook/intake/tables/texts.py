"""A column as its different texts and where they stand: a million lines hold few different ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["Bad", "Coded", "Numbers", "coded", "rows_of", "short"]

Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Coded:
    """The different texts of a column, and for each row which of them it holds, from 0."""

    texts: list[str]
    codes: Numbers
    index: "pd.Index[int]"

    def spread(self, by_text: Numbers) -> Numbers:
        """Return for each row what belongs to its text; not to be written to."""
        if len(by_text) and (by_text == by_text[0]).all():
            return np.broadcast_to(by_text[0], len(self.codes))
        return by_text[self.codes]

    def rows(self, place: int) -> int:
        """Return how many rows hold a text."""
        return int((self.codes == place).sum())


def coded(column: "pd.Series[str] | Coded") -> Coded:
    """Return a column of texts by its different ones.

    >>> coded(pd.Series(["a", "b", "a"])).codes.tolist()
    [0, 1, 0]
    """
    if isinstance(column, Coded):
        return column
    codes, texts = pd.factorize(column)
    return Coded(list(texts), codes, column.index)


class Bad(Mapping[int, str]):
    """Why cells cannot be read, by row; in arrays, since one wrong column has a million of them.

    `at` are the places of the rows in their column, from 0.
    """

    def __init__(self, at: Numbers, rows: Numbers, which: Numbers, reasons: list[str]) -> None:
        self.at, self.rows, self.which, self.reasons = at, rows, which, reasons

    @classmethod
    def of(cls, held: Coded, reasons: Mapping[int, str]) -> "Bad":
        """Return the rows that hold a text with a reason, by the text's place."""
        if not reasons:
            nowhere = np.empty(0, np.int64)
            return cls(nowhere, nowhere, nowhere, [])
        place = np.full(len(held.texts), -1)
        place[list(reasons)] = np.arange(len(reasons))
        which = held.spread(place)
        at = np.flatnonzero(which >= 0)
        return cls(at, held.index.to_numpy()[at], which[at], list(reasons.values()))

    @classmethod
    def joined(cls, index: "pd.Index[int]", several: "Sequence[Bad]", where: Numbers) -> "Bad":
        """Return the reasons of several in the rows where a mask says so; the first one counts."""
        which = np.full(len(index), -1)
        reasons = [reason for bad in several for reason in bad.reasons]
        begins = len(reasons)
        for bad in reversed(several):
            begins -= len(bad.reasons)
            which[bad.at] = begins + bad.which
        at = np.flatnonzero(where & (which >= 0))
        return cls(at, index.to_numpy()[at], which[at], reasons)

    def __getitem__(self, row: int) -> str:
        return self._by_row[row]

    @cached_property
    def _by_row(self) -> dict[int, str]:  # made only where reasons are asked for by row
        reasons = (self.reasons[place] for place in self.which.tolist())
        return dict(zip(self.rows.tolist(), reasons, strict=True))

    def __iter__(self) -> Iterator[int]:
        return iter(self.rows.tolist())

    def __len__(self) -> int:
        return len(self.rows)


def rows_of(mask: Numbers) -> Any:
    """Return how to take the rows of a mask: all of them as a slice, which copies nothing."""
    return slice(None) if mask.all() else mask


def short(text: str) -> str:
    """Return a text as a sentence can quote it."""
    return text if len(text) <= 40 else f"{text[:39]}…"
