"""Reading what people answered, where an answer may be missing."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbook.errors import MethodError
from workbook.methods.checks import in_a_row, number_of, unmasked

__all__ = ["answer_of", "cells_of", "complete_table", "is_missing", "table_of"]

_MISSING = ("NoneType", "NAType", "NaTType")


def is_missing(value: Any) -> bool:
    """Return whether there is no answer: None, NaN, pandas' NA or NaT.

    >>> is_missing(None), is_missing(float("nan")), is_missing(0)
    (True, True, False)
    """
    return type(value).__name__ in _MISSING or (
        isinstance(value, float | np.floating) and math.isnan(value)
    )


def answer_of(value: Any, where: str) -> float:
    """Return an answer as a float, NaN where it is missing (None, NaN, pandas' NA).

    Raises:
        MethodError: the answer is no finite number; the sentence begins with `where`.

    >>> answer_of(4, "Row 1")
    4.0
    """
    if is_missing(value):
        return math.nan
    return number_of(where, value)


def table_of(rows: Any) -> NDArray[np.float64]:
    """Return rows × columns of answers, NaN where missing; a flat list becomes one column.

    Raises:
        MethodError: no table, a row longer than another, or an answer that is no finite number.

    >>> table_of([[1, 2], [3, None]]).shape
    (2, 2)
    """
    cells = [cells_of(row) for row in in_a_row(_plain(rows), "a table of answers")]
    if len({len(row) for row in cells}) > 1:
        raise MethodError("Every row needs the same number of columns; fill gaps with None.")
    read = [
        [answer_of(cell, f"Row {r}, column {c}") for c, cell in enumerate(row, 1)]
        for r, row in enumerate(cells, 1)
    ]
    return np.array(read, dtype=float).reshape(len(read), len(read[0]) if read else 0)


def complete_table(rows: Any) -> NDArray[np.float64]:
    """Return rows × columns as `table_of` does, and raise `MethodError` where one is missing.

    >>> complete_table([[1, 2], [3, 4]]).sum()
    np.float64(10.0)
    """
    table = table_of(rows)
    gaps = np.argwhere(np.isnan(table))
    if len(gaps):
        row, column = gaps[0] + 1
        raise MethodError(
            f"Row {row}, column {column} is missing. This needs every answer: leave that row out."
        )
    return table


def _plain(rows: Any) -> Any:
    # An array or a data frame iterates in its own way; a list of rows is one already.
    unmasked(rows)
    return np.asarray(rows, dtype=object).tolist() if hasattr(rows, "shape") else rows


def cells_of(row: Any) -> list[Any]:
    """Return the answers of a row as a list; an answer by itself is a row of one.

    Raises:
        MethodError: a mapping, a set, a data frame or masked answers, as `in_a_row`.

    >>> cells_of((1, None)), cells_of(4)
    ([1, None], [4])
    """
    alone = not hasattr(row, "__iter__") or isinstance(row, str)
    return [row] if alone else in_a_row(row, "a list of answers")
