"""What two KPIs read in the same periods: in the coarser of those that both are read in."""

import math
from dataclasses import dataclass
from typing import TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from workbook.insight.review.weeks import MONDAY
from workbook.period import Unit
from workbook.strategy.destination.units import Shown
from workbook.strategy.series import Series

__all__ = ["Points", "coarser", "points"]

Places: TypeAlias = NDArray[np.int64]
Values: TypeAlias = NDArray[np.float64]

_RECENT = 104  # periods that are looked at: what was ten years ago says little of today
_ENOUGH = 0.75  # the share of its days or weeks that a longer period needs
_UNITS: tuple[Unit, ...] = get_args(Unit)


@dataclass(frozen=True)
class Points:
    """Values in time order, each `at` the number of its period: what follows 7 is 8."""

    at: Places
    values: Values

    @property
    def changes(self) -> "Points":
        """How far each value changed from that of the period before, where there is one."""
        following = np.diff(self.at) == 1
        largest = float(np.abs(self.values).max(initial=0))
        # Steps that differ in the last digits of a float only are equal, and have to tie.
        digits = 12 - math.ceil(math.log10(largest)) if largest else 0
        steps = np.round(np.diff(self.values), digits)
        return Points(self.at[1:][following], steps[following])

    def beside(self, later: "Points", lag: int) -> tuple[list[float], list[float]]:
        """Return the values that pair up where others are looked at so many periods later.

        >>> def at(*places): return Points(np.array(places), np.array(places, dtype=float))
        >>> at(1, 2, 4).beside(at(2, 3, 4, 5), lag=1)
        ([1.0, 2.0, 4.0], [2.0, 3.0, 5.0])
        """
        _, mine, theirs = np.intersect1d(self.at + lag, later.at, return_indices=True)
        return self.values[mine].tolist(), later.values[theirs].tolist()


def coarser(one: Unit, other: Unit) -> Unit:
    """Return the longer of two periods.

    >>> coarser("week", "month")
    'month'
    """
    return max(one, other, key=_UNITS.index)


def points(series: Series, unit: Unit, shows: Shown) -> Points:
    """Return the newest values of a series in periods of another length, its own or a longer one.

    A longer period has the last of its values, or else their mean: a month with five weeks is no
    better for that. It is left out where a quarter or more of its values is missing.
    """
    if not len(series):
        return Points(np.array([], dtype=np.int64), np.array([], dtype=np.float64))
    at, first, held = np.unique(_numbers(series, unit), return_index=True, return_counts=True)
    means = np.add.reduceat(series.values, first) / held
    values = series.values[first + held - 1] if shows == "last" else means
    enough = held >= _ENOUGH * float(np.median(held))
    return Points(at[enough][-_RECENT:], values[enough][-_RECENT:])


def _numbers(series: Series, unit: Unit) -> Places:
    """Return the number of the period in which each reading ends."""
    if unit == "day":
        return series.ends.astype(np.int64)
    if unit == "week":
        first_day = MONDAY + series.calendar.week_begins
        return np.asarray((series.starts - first_day) // np.timedelta64(7, "D"), dtype=np.int64)
    months = series.ends.astype("datetime64[M]").astype(np.int64)
    if unit == "month":
        return months
    return np.asarray((months + 1 - series.calendar.year_begins) // 3, dtype=np.int64)
