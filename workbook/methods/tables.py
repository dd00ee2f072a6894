"""What the comparison of options asks of its tables, weights and ranks."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbook.errors import MethodError
from workbook.methods.checks import LARGEST, unmasked

__all__ = ["TIE", "Figures", "floats_of", "mean_ranks", "read_floats", "table_of", "weights_of"]

Figures = NDArray[np.float64]

# Scores nearer than this share of the figures they are made of are tied.
TIE = 1e-9


def table_of(values: ArrayLike) -> Figures:
    """Return options × criteria, or raise `MethodError` naming the figure that is missing."""
    table = floats_of(values)
    if table.ndim != 2 or not table.size:
        raise MethodError("There has to be at least one option, with a figure a criterion.")
    for option, criterion in np.argwhere(~np.isfinite(table))[:1]:
        raise MethodError(
            f"Option {option + 1} has no finite number for criterion {criterion + 1}."
        )
    return table


def floats_of(values: ArrayLike) -> Figures:
    """Return the values as an array, or raise `MethodError` where they are no numbers."""
    figures = read_floats(values)
    if figures is None:
        raise MethodError("Every option needs a number for each criterion, and no gaps.")
    if np.any(np.isfinite(figures) & (np.abs(figures) > LARGEST)):
        raise MethodError("A figure is too large to compute with. Take a larger unit.")
    return figures


def read_floats(values: Any) -> Figures | None:
    """Return the values as an array of floats, or None where they are ragged or no numbers.

    Raises:
        MethodError: there are masked entries.
    """
    for part in [values, *(values if isinstance(values, list | tuple) else [])]:
        unmasked(part)
    try:
        given = np.asarray(values)
        # NumPy would make figures of texts and of dates, and drop half of a complex number.
        texts = given.dtype.kind == "O" and any(isinstance(x, str | bytes) for x in given.flat)
        if texts or given.dtype.kind not in "biufO":
            return None
        return np.array(given, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        return None


def weights_of(weights: ArrayLike, criteria: int) -> Figures:
    """Return one weight a criterion as given, or raise `MethodError` where they cannot weigh."""
    figures = floats_of(weights)
    if figures.shape != (criteria,):
        raise MethodError(f"There has to be one weight for each of the {criteria} criteria.")
    if not (np.all(np.isfinite(figures)) and np.all(figures >= 0) and np.any(figures > 0)):
        raise MethodError("Each weight has to be 0 or more, and one above 0.")
    return figures


def mean_ranks(values: ArrayLike) -> Figures:
    """Return the rank of each value, the smallest 1; ties share their mean rank.

    >>> mean_ranks([30, 10, 30])
    array([2.5, 1. , 2.5])
    """
    given = np.asarray(values)
    ordered = np.sort(given)
    first, last = (np.searchsorted(ordered, given, side) for side in ("left", "right"))
    ranks: Figures = (first + last + 1) / 2
    return ranks
