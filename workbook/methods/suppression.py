"""Hiding small groups so that nobody gets them back by subtracting what is shown.

Use it on every table of head counts that goes to more people than may know each answer. It hides
counts; the figures that go with a hidden group have to be left out along with its count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Integral
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbook.errors import MethodError
from workbook.methods.answers import cells_of, table_of
from workbook.methods.disclosure import Printed, fewest

__all__ = ["Suppressed", "suppress"]

# More people than there are: beyond it a count is a slip of the keyboard.
_MOST = 10_000_000_000
_FEWEST = {True: "the fewest hidden, proven", False: "none hidden that need not be"}


@dataclass(frozen=True)
class Suppressed:
    """A table as it may be shown: None stands for hidden, in `shown` and in the totals.

    `shown` has the form of the table given. `hidden` names the hidden groups (a name or position;
    a pair of them in a table of rows and columns), and does not say which are the small ones, for
    that would help in guessing. `row_totals` and `column_totals` are empty for a single list.
    """

    shown: Any
    total: int | None
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    hidden: tuple[Any, ...]
    n: int
    threshold: int
    variant: str
    caveat: str


def suppress(table: Any, threshold: int = 5) -> Suppressed:
    """Return the table with every count below the threshold hidden, and more where that is needed.

    A hidden count is safe if another one agrees with all that is shown: count = row total − rest,
    column total − rest, no count below 0. The fewest that make all safe are hidden too, the
    smallest where there is a choice; totals come last. Beyond about 1,500 counts, or where the
    proof would take long, they may be a few more than the fewest, but none that could be shown
    again by itself; the `variant` says which. A group as large as the threshold is shown, a group
    of 0 is hidden like any small one.

    Protected is the exact size of each hidden group within this table. Not protected are the sum of
    hidden groups, which the total gives away, the range in which a hidden count must lie, and what
    other tables tell. Of [1, 2, 10] all see that the first two have three people together: where a
    mean is printed for the third group and for all, that of the three can be worked out, so leave
    one of them out. Put quarters that are seen side by side into one table, a row each, and they
    are hidden together.

    Args:
        table: people in each group: a mapping or a list, or rows × columns as a mapping of
            mappings or a list of lists; a data frame is a mapping of its columns. Rows and columns
            add up to totals, which are shown unless they are small themselves.
        threshold: the smallest group that is shown, at least 2.

    Raises:
        MethodError: an empty table, a count that is missing or no whole number of people, or a
            threshold below 2.

    Source: Cox (1980), J. American Statistical Association 75, 377–385; how the fewest are found:
    `workbook.methods.disclosure`.

    >>> suppress({"Sales": 12, "Service": 9, "Finance": 3}).shown
    {'Sales': 12, 'Service': None, 'Finance': None}
    """
    if not (isinstance(threshold, Integral) and threshold >= 2):
        raise MethodError("The threshold is a whole number of 2 or more: one is a person.")
    names, counts = _read(table)
    frame = _framed(counts)
    hidden, proven = fewest(Printed.of(frame), (frame < threshold).ravel())
    cover = _Cover(frame, hidden.reshape(frame.shape), proven)
    return _result(table, names, cover, int(threshold))


@dataclass(frozen=True)
class _Cover:
    """Counts with their totals in the last row and column, and which of them are hidden."""

    frame: NDArray[np.int64]
    hidden: NDArray[np.bool_]
    proven: bool

    def at(self, row: int, column: int) -> int | None:
        return None if self.hidden[row, column] else int(self.frame[row, column])


def _read(table: Any) -> tuple[list[Any], NDArray[np.int64]]:
    plain = table.to_dict() if hasattr(table, "to_dict") else table
    if isinstance(plain, Mapping):
        names, rows = list(plain), list(plain.values())
        if any(isinstance(row, list | tuple | np.ndarray) for row in rows):
            names = [_places(row, name) for name, row in zip(names, rows, strict=True)]
        elif rows and isinstance(rows[0], Mapping):
            inner = list(rows[0])
            if any(not isinstance(row, Mapping) or list(row) != inner for row in rows):
                raise MethodError("Every row of the table needs the same groups in one order.")
            names = [[(row, column) for column in inner] for row in names]
            rows = [list(row.values()) for row in rows]
    else:
        rows = cells_of(plain)
        names = [_places(row, r) for r, row in enumerate(rows)]
    read = table_of(rows)
    if not read.size:
        raise MethodError("There is no group in the table.")
    if not np.all((read >= 0) & (read <= _MOST) & (read == np.floor(read))):
        raise MethodError("Every group needs a whole number of people; 0 if there is nobody.")
    return names, read.astype(np.int64)


def _places(row: Any, place: Any) -> Any:
    alone = not hasattr(row, "__len__") or getattr(row, "ndim", 1) == 0
    return place if alone else [(place, c) for c in range(len(row))]


def _framed(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    if counts.shape[1] == 1:
        return np.vstack([counts, counts.sum(axis=0)])
    tall = np.vstack([counts, counts.sum(axis=0)])
    return np.column_stack([tall, tall.sum(axis=1)])


def _result(table: Any, names: list[Any], cover: _Cover, threshold: int) -> Suppressed:
    rows, columns = cover.frame.shape
    flat = columns == 1 and not isinstance(names[0], list)
    counts = range(rows - 1)
    inner = range(1 if columns == 1 else columns - 1)
    cells = [[cover.at(r, c) for c in inner] for r in counts]
    named = [[name] for name in names] if flat else names
    hidden = tuple(
        name
        for line, row in zip(named, cells, strict=True)
        for name, cell in zip(line, row, strict=True)
        if cell is None
    )
    return Suppressed(
        shown=_shaped(table, cells, flat),
        total=cover.at(-1, -1),
        row_totals=() if flat else tuple(cover.at(r, -1) for r in counts),
        column_totals=() if flat else tuple(cover.at(-1, c) for c in inner),
        hidden=hidden,
        n=len(counts) * len(inner),
        threshold=threshold,
        variant=f"totals known, counts 0 or more, {_FEWEST[cover.proven]}",
        caveat=_caveat(len(hidden), threshold, cover.at(-1, -1) is None),
    )


def _shaped(table: Any, cells: list[list[int | None]], flat: bool) -> Any:
    plain = table.to_dict() if hasattr(table, "to_dict") else table
    lines = [row[0] for row in cells] if flat else cells
    if not isinstance(plain, Mapping):
        return list(lines)
    if flat:
        return dict(zip(plain, lines, strict=True))
    return {
        name: dict(zip(given, row, strict=True)) if isinstance(given, Mapping) else list(row)
        for (name, given), row in zip(plain.items(), cells, strict=True)
    }


def _caveat(hidden: int, threshold: int, total_too: bool) -> str:
    if not hidden:
        return ""
    total = " The total is hidden as well." if total_too else ""
    return (
        f"Hidden: {hidden}, so that no group below {threshold} can be worked out.{total} "
        "Another table or quarter with the same people can still give it away: compare first."
    )
