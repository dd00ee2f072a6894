"""Early warning of a small, lasting shift (offered by `process_behaviour`)."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from workbook.errors import MethodError
from workbook.methods.checks import not_negative, number_of, series_of

__all__ = ["Cusum", "Ewma", "cusum", "ewma"]

# Where the asymptotic limits of an EWMA are less than this share too wide, nobody sees it.
_VISIBLE = 0.01


@dataclass(frozen=True)
class Ewma:
    """A weighted average at each of the `n` points, and the limits that it leaves on a warning.

    All figures are in the unit of the values. `lower` and `upper` are the asymptotic limits, one
    figure each; the `caveat` says for how many first points they are wider than need be.
    """

    values: tuple[float, ...]
    lower: float
    upper: float
    n: int
    variant: str
    caveat: str


def ewma(values: Iterable[float], lam: float, start: float, sigma: float, width: float) -> Ewma:
    """Return z(t) = λ·x(t) + (1 − λ)·z(t−1) and its limits, start ± width·σ·√(λ/(2 − λ)).

    Args:
        values: one figure a period in time order, at least one.
        lam: λ, the weight of the newest value, above 0 and at most 1.
        start: z before the first value, such as the target; in the unit of the values.
        sigma: standard deviation of a single value, above 0, in the unit of the values.
        width: distance of the asymptotic limits, in standard deviations of z; 3 is usual.

    Raises:
        TooFewPoints: no value at all.
        MethodError: λ, start, σ or width out of range, or a value that is no finite number.

    Source: Roberts, Technometrics 1 (1959), 239–250; NIST/SEMATECH e-Handbook of Statistical
        Methods, 6.3.2.4.

    >>> chart = ewma([52.0, 47.0, 53.0], lam=0.3, start=50, sigma=2.0539, width=3)
    >>> [round(z, 3) for z in chart.values], round(chart.upper, 4)
    ([50.6, 49.52, 50.564], 52.5884)
    """
    series = series_of(values, 1)
    weight, level = number_of("The weight of the newest value", lam), number_of("start", start)
    if not 0 < weight <= 1:
        raise MethodError("The weight of the newest value has to be above 0 and at most 1.")
    sigma, width = _sigma(sigma), not_negative("width", width)
    reach = width * sigma * math.sqrt(weight / (2 - weight))
    lower, upper = level - reach, level + reach
    averages = []
    for value in series:
        level = weight * value + (1 - weight) * level
        averages.append(level)
    return Ewma(
        values=tuple(averages),
        lower=lower,
        upper=upper,
        n=len(series),
        variant=f"λ = {weight:g}, asymptotic limits at {width:g} standard deviations",
        caveat=_ewma_caveat(weight, len(series)),
    )


def _ewma_caveat(lam: float, n: int) -> str:
    # The exact limits are the asymptotic ones times √(1 − (1 − λ)^(2t)).
    wide = (t for t in range(n, 0, -1) if 1 - math.sqrt(1 - (1 - lam) ** (2 * t)) > _VISIBLE)
    last = next(wide, 0)
    if not last:
        return ""
    points = "the first point" if last == 1 else f"the first {last} points"
    return f"The limits are those of a long series; on {points} they are wider than need be."


@dataclass(frozen=True)
class Cusum:
    """What has added up above and below the target at each of the `n` points.

    `high` and `low` hold one sum a point, 0 or more, in the unit of the values. `first_signal` is
    the first point (counted from 0) at which either exceeds h·σ, or None: where it is `high`, the
    level has risen, where it is `low`, fallen. The sums go on after a signal.
    """

    high: tuple[float, ...]
    low: tuple[float, ...]
    first_signal: int | None
    n: int
    variant: str
    caveat: str


def cusum(values: Iterable[float], target: float, sigma: float, k: float, h: float) -> Cusum:
    """Return S⁺(t) = max(0, S⁺(t−1) + x(t) − target − k·σ), S⁻ likewise below, and the signal.

    Both sums start at 0, before the first value.

    Args:
        values: one figure a period in time order, at least one.
        target: the level that is watched, in the unit of the values.
        sigma: standard deviation of a single value, above 0, in the unit of the values.
        k: slack, in sigmas: half the shift that matters; 0.5 is usual.
        h: decision interval, in sigmas; 4 or 5 is usual.

    Raises:
        TooFewPoints: no value at all.
        MethodError: target, σ, k or h out of range, or a value that is no finite number.

    Source: Page, Biometrika 41 (1954), 100–115; NIST/SEMATECH e-Handbook of Statistical Methods,
        6.3.2.3 (tabular CUSUM).

    >>> chart = cusum([10, 12, 13], target=10, sigma=1, k=0.5, h=3)
    >>> chart.high, chart.low, chart.first_signal
    ((0.0, 1.5, 4.0), (0.0, 0.0, 0.0), 2)
    """
    series, level = series_of(values, 1), number_of("target", target)
    sigma, k, h = _sigma(sigma), not_negative("k", k), not_negative("h", h)
    high = _adding_up([value - level for value in series], k * sigma)
    low = _adding_up([level - value for value in series], k * sigma)
    # A sum that meets the interval up to its last digits does not exceed it.
    edge = h * sigma + 1e-12 * max(map(abs, (*series, level)))
    exceeding = (i for i, sums in enumerate(zip(high, low, strict=True)) if max(sums) > edge)
    first = next(exceeding, None)
    return Cusum(
        high=high,
        low=low,
        first_signal=first,
        n=len(series),
        variant=f"tabular, k = {k:g} and h = {h:g} standard deviations",
        caveat=_cusum_caveat(len(series), k, h) if first is None else "",
    )


def _adding_up(excesses: Iterable[float], slack: float) -> tuple[float, ...]:
    sums = [0.0]
    for excess in excesses:
        sums.append(max(0.0, sums[-1] + excess - slack))
    return tuple(sums[1:])


def _cusum_caveat(n: int, k: float, h: float) -> str:
    # A shift of twice the slack adds k standard deviations a point, on average.
    if k == 0 or n * k > h:
        return ""
    return (
        f"A shift by {2 * k:g} × sigma takes about {math.floor(h / k) + 1} points "
        f"to add up to a signal; there are {n}."
    )


def _sigma(sigma: float) -> float:
    number = number_of("sigma", sigma)
    if not number > 0:
        raise MethodError("sigma has to be above 0: without variation there is nothing to judge.")
    return number
