"""Signal or noise in one measure over time: process-behaviour charts, and two for early warning.

Use `xmr` for any KPI that has one figure a period. It needs no target and no distribution; it is
not for counts of rare events (mostly 0), nor for figures that repeat with the season, whose
seasons it would report as signals. `ewma` and `cusum` find small, lasting shifts sooner, but have
to be told the usual level and its standard deviation.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.chance import FalseAlarms, Rule, false_alarms, recent_alarms
from workbook.methods.checks import number_of, one_of, series_of, whole_of, yes_or_no
from workbook.methods.early_warning import Cusum, Ewma, cusum, ewma

__all__ = [
    "Assurance",
    "Cusum",
    "Ewma",
    "FalseAlarms",
    "Line",
    "Rule",
    "Signal",
    "XmR",
    "assurance",
    "cusum",
    "ewma",
    "false_alarms",
    "recent_alarms",
    "xmr",
]

Assurance = Literal["will meet", "hit or miss", "will miss"]
Line = float | tuple[float, ...]
Floats = NDArray[np.float64]
Places = NDArray[np.intp]

_DIRECTIONS = ("higher is better", "lower is better")

LEAST = 6
FIRM = 17
# Wheeler's factors from the central moving range to the natural limits and the range limit.
_FACTORS = {"mean": (2.66, 3.268), "median": (3.145, 3.865)}

_NOWHERE = np.array([], dtype=np.intp)


@dataclass(frozen=True)
class Signal:
    """A point (counted from 0) and the detection rule that it completes."""

    index: int
    rule: Rule


@dataclass(frozen=True)
class XmR:
    """A process-behaviour chart; all figures are in the unit of the values.

    `centre`, `lower` and `upper` are one figure, or one figure a point where there is a trend.
    `moving_range` is the mean (or median) of the `n` − 1 moving ranges among the `n` points that
    the limits come from. `provisional` says that `n` is below 17.
    """

    centre: Line
    moving_range: float
    lower: Line
    upper: Line
    range_limit: float
    signals: tuple[Signal, ...]
    provisional: bool
    n: int
    variant: str
    caveat: str


def xmr(
    values: Iterable[float],
    baseline: int | list[int] | None = None,
    centre: Literal["mean", "median"] = "mean",
    spread: Literal["mean", "median"] = "mean",
    trend: bool = False,
) -> XmR:
    """Return natural limits, centre ± 2.66 × mean moving range, and the signals against them.

    With `spread="median"` the factor is 3.145, on the median moving range; the upper range limit
    is 3.268 × the mean or 3.865 × the median moving range. `baseline=n` computes all of this on
    the first n points and applies it to every point; a list of places, on the points there, which
    then follow on each other. `trend=True` puts in place of either centre the line through the
    averages of the first and the second half, each standing at the middle of its half (of an odd
    number of points the middle one belongs to neither).

    Signals, in order of the points: `beyond_limits`; `run_of_8`, the eighth and each further
    successive point on one side of the centre, where a point on the centre ends a run;
    `near_limit`, the last of four successive points of which three are nearer the same limit than
    the centre; `range`, the later point of a moving range above its limit. A point exactly on a
    limit, or exactly half-way between centre and limit, counts as within. The first moving range
    after a baseline is that between its last point and the next.

    Args:
        values: one figure a period in time order, any unit; at least 6, each a finite number.
            Leave out a period without a figure; its neighbours then follow on each other.
        baseline: how many of the first points to take the limits from, or the places of those
            points, ascending; all of them if None.
        centre: the mean or the median of the values.
        spread: the mean or the median of the moving ranges.
        trend: fit the half-average line instead of a level centre.

    Raises:
        TooFewPoints: fewer than 6 values, or a baseline of fewer than 6.
        MethodError: a value that is no finite number, a baseline that is no whole number or
            longer than the series, or of places with a trend, an unknown variant.

    Source: Wheeler, Understanding Variation (2nd ed. 2000); Making Sense of Data (2003), ch. 8–12.

    >>> chart = xmr([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])  # NIST 6.3.2.2
    >>> round(chart.centre, 2), round(chart.lower, 3), round(chart.upper, 3)
    (50.81, 45.815, 55.805)
    >>> chart.provisional, chart.caveat
    (True, 'Provisional: the limits come from 10 points; from 17 on they are firm.')
    """
    series = series_of(values, LEAST)
    _check_variant(centre, spread)
    trend = yes_or_no("trend", trend)
    base = _base(series, baseline, trend)
    limit_factor, range_factor = _FACTORS[spread]
    moving_range = _central(spread, _moving_ranges(base))
    if trend:
        middle = _half_average_line(base, len(series))
    else:
        middle = (_central(centre, base),) * len(series)
    width = limit_factor * moving_range
    frame = _Frame(series, middle, width, range_factor * moving_range)
    return XmR(
        centre=middle if trend else middle[0],
        moving_range=moving_range,
        lower=frame.lower if trend else frame.lower[0],
        upper=frame.upper if trend else frame.upper[0],
        range_limit=frame.range_limit,
        signals=frame.signals(),
        provisional=len(base) < FIRM,
        n=len(base),
        variant=_variant(centre, spread, trend),
        caveat=_caveat(len(base), moving_range),
    )


def assurance(xmr: XmR, target: float | None, direction: str | None) -> Assurance | None:
    """Return whether the process, as it is, meets a target: the newest limits against it.

    `will meet` where both limits are on the good side of the target or on it, `will miss` where
    both are on the bad side, `hit or miss` where the target lies between them: chance decides in
    each period, until the process or the target is changed. None where nothing can be said: no
    target, no direction, or limits that are provisional.

    Args:
        xmr: the chart; with a trend the limits at its last point count.
        target: in the unit of the values, or None.
        direction: "higher is better" or "lower is better", or None.

    Raises:
        MethodError: a target that is no finite number, or an unknown direction.

    Source: Wheeler, Understanding Variation (2nd ed. 2000); the three words as in the NHS's Making
        Data Count.

    >>> takings = xmr([20, 22, 19, 21, 20, 23, 21, 20, 22, 19, 21, 22, 20, 21, 19, 22, 20])
    >>> round(takings.lower, 1), round(takings.upper, 1)
    (15.4, 26.0)
    >>> [assurance(takings, target, "higher is better") for target in (15, 20, 27)]
    ['will meet', 'hit or miss', 'will miss']
    """
    if not isinstance(xmr, XmR):
        raise MethodError("What a process assures is read from its chart: give what `xmr` returns.")
    if direction is not None:
        one_of(_DIRECTIONS, direction, "The direction is “higher is better” or “lower is better”.")
    if target is None or direction is None or xmr.provisional:
        return None
    aim = number_of("The target", target)
    lower, upper = (_newest(line) for line in (xmr.lower, xmr.upper))
    worst, best = (lower, upper) if direction == "higher is better" else (-upper, -lower)
    aim = aim if direction == "higher is better" else -aim
    # A limit is rounded: what differs from it in the last digits only, lies on it.
    dust = 1e-12 * max(abs(lower), abs(upper), abs(aim))
    if worst >= aim - dust:
        return "will meet"
    return "will miss" if best < aim - dust else "hit or miss"


def _newest(line: Line) -> float:
    return line[-1] if isinstance(line, tuple) else line


@dataclass(frozen=True)
class _Frame:
    """A series within its centre line and limits."""

    values: Sequence[float]
    centre: tuple[float, ...]
    width: float
    range_limit: float

    @property
    def lower(self) -> tuple[float, ...]:
        return tuple(level - self.width for level in self.centre)

    @property
    def upper(self) -> tuple[float, ...]:
        return tuple(level + self.width for level in self.centre)

    def signals(self) -> tuple[Signal, ...]:
        """Return what each rule finds, in the order of the points."""
        found: dict[Rule, Places] = {
            "beyond_limits": self._beyond(),
            "run_of_8": self._runs(),
            "near_limit": self._near(),
            "range": self._ranges(),
        }
        listed = [Signal(int(i), rule) for rule, places in found.items() for i in places]
        return tuple(sorted(listed, key=lambda signal: signal.index))

    @cached_property
    def _dust(self) -> float:
        # A mean is rounded: what differs from it in the last digits only, lies on it.
        return 1e-12 * max(map(abs, (*self.values, *self.centre)))

    @cached_property
    def _deviations(self) -> Floats:
        differences = np.subtract(self.values, self.centre)
        return np.where(np.abs(differences) <= self._dust, 0.0, differences)

    def _beyond(self) -> Places:
        return np.flatnonzero(np.abs(self._deviations) > self.width + self._dust)

    def _runs(self) -> Places:
        if len(self.values) < 8:
            return _NOWHERE
        sides = sliding_window_view(np.sign(self._deviations), 8)
        return np.flatnonzero(np.abs(sides.sum(axis=1)) == 8) + 7

    def _near(self) -> Places:
        distance = np.abs(self._deviations)
        nearer = distance > np.abs(distance - self.width) + self._dust
        edges = sliding_window_view(np.sign(self._deviations) * nearer, 4)
        alike = np.maximum((edges > 0).sum(axis=1), (edges < 0).sum(axis=1))
        return np.flatnonzero(alike >= 3) + 3

    def _ranges(self) -> Places:
        moved = np.abs(np.diff(self.values))
        return np.flatnonzero(moved > self.range_limit + self._dust) + 1


def _base(
    series: Sequence[float], baseline: int | list[int] | None, trend: bool
) -> Sequence[float]:
    """Return the points that the limits come from."""
    if baseline is None:
        return series
    if isinstance(baseline, list):
        return _placed(series, baseline, trend)
    n = whole_of("The baseline", baseline)
    _require_enough(n)
    if n > len(series):
        raise MethodError(f"The baseline asks for {n} points; there are only {len(series)}.")
    return series[:n]


def _placed(series: Sequence[float], places: list[int], trend: bool) -> Sequence[float]:
    if trend:
        raise MethodError("A trend line needs successive points: say how many of the first.")
    if sorted({*places} & {*range(len(series))}) != places:
        raise MethodError("A baseline of places names points of the series, each once, in order.")
    _require_enough(len(places))
    return [series[place] for place in places]


def _require_enough(n: int) -> None:
    if n < LEAST:
        raise TooFewPoints(f"Limits need at least {LEAST} points; the baseline has {n}.")


def _check_variant(centre: str, spread: str) -> None:
    for kind in (centre, spread):
        one_of(_FACTORS, kind, "The centre and the spread are each “mean” or “median”.")


def _central(kind: str, values: Sequence[float]) -> float:
    return median(values) if kind == "median" else math.fsum(values) / len(values)


def _moving_ranges(values: Sequence[float]) -> list[float]:
    return [abs(b - a) for a, b in pairwise(values)]


def _half_average_line(base: Sequence[float], n: int) -> tuple[float, ...]:
    half = len(base) // 2
    first, second = _central("mean", base[:half]), _central("mean", base[-half:])
    slope = (second - first) / (len(base) - half)
    start = first - slope * (half - 1) / 2
    return tuple(start + slope * i for i in range(n))


def _variant(centre: str, spread: str, trend: bool) -> str:
    middle = "half-average line" if trend else f"{centre} of the values"
    return f"{middle} ± {_FACTORS[spread][0]} × {spread} moving range"


def _caveat(n: int, moving_range: float) -> str:
    said = []
    if n < FIRM:
        said.append(f"Provisional: the limits come from {n} points; from {FIRM} on they are firm.")
    if moving_range == 0:
        said.append("The values behind the limits hardly vary, so the limits have no width.")
    return " ".join(said)
