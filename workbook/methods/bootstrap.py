"""How far a mean or a median from few people may be off, without a bell curve (see `survey`).

Use it where the answers are skewed or the figure is a median. For a mean of well-behaved answers
`survey.mean_interval` is better: below about 15 answers a percentile interval is too short.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import factorial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from workbook.errors import MethodError
from workbook.methods.checks import one_of, seed_of, series_of, whole_of

__all__ = ["Bootstrap", "bootstrap"]

Statistic = Literal["mean", "median"]

FIRM = 15
# Up to here every resample can be counted; 10 values would already have 92,378.
_COUNTED = 9
_STATISTICS: dict[str, Callable[..., Any]] = {"mean": np.mean, "median": np.median}
_DUST = 1e-12


@dataclass(frozen=True)
class Bootstrap:
    """A figure of `n` values with its standard error and 95% interval, in the unit of the values.

    `draws` is 0 where every possible resample was counted, so that nothing is left to chance.
    """

    value: float
    se: float
    low: float
    high: float
    n: int
    draws: int
    variant: str
    caveat: str


def bootstrap(
    values: Iterable[Any], statistic: Statistic = "mean", draws: int = 10_000, seed: int = 0
) -> Bootstrap:
    """Return the spread of a figure over resamples: n of the n values, drawn with replacement.

    `se` is the standard deviation of the figure over the resamples, `low` and `high` are its 2.5%
    and 97.5% points (the smallest figure with at least that share at or below it). Up to nine
    values all nⁿ resamples are counted (the ideal bootstrap); from ten on, `draws` are drawn. The
    standard error of a mean comes out low by the factor √((n − 1)/n).

    Args:
        values: one figure a person or a thing, any unit, at least two.
        statistic: “mean” or “median”.
        draws: how many resamples to draw where they cannot all be counted, at least 1.
        seed: of the random numbers, 0 or more: the same seed gives the same interval.

    Raises:
        TooFewPoints: fewer than two values.
        MethodError: a value that is missing or no number, an unknown statistic, or no draws.

    Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 2, 6 and 13.

    >>> found = bootstrap([12, 15, 9, 30, 11], "median")
    >>> found.value, round(found.se, 2), (found.low, found.high), found.draws
    (12.0, 4.47, (9.0, 30.0), 0)
    """
    sample = np.array(series_of(values, least=2))
    one_of(_STATISTICS, statistic, "The statistic is “mean” or “median”.")
    draws, seed = whole_of("draws", draws, 10**6), seed_of(seed)
    if draws < 1:
        raise MethodError("At least one resample has to be drawn.")
    n, counted = len(sample), len(sample) <= _COUNTED
    places, shares = _every(n) if counted else _drawn(n, draws, seed)
    figure = _STATISTICS[statistic]
    value = float(figure(sample))
    figures = figure(sample[places], axis=1)
    low, high = _points(figures, shares)
    away = figures - value
    return Bootstrap(
        value=value,
        se=float(np.sqrt(shares @ (away - shares @ away) ** 2)),
        low=low,
        high=high,
        n=n,
        draws=0 if counted else draws,
        variant=f"{statistic}, 95% percentile interval, {n**n if counted else draws} resamples",
        caveat=_caveat(sample),
    )


def _every(n: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Return each resample once, order aside, and its share among all nⁿ."""
    places = np.array(list(combinations_with_replacement(range(n), n)), dtype=np.intp)
    counts = (places[:, :, None] == np.arange(n)).sum(axis=1)
    orders = factorial(n) / np.array([factorial(k) for k in range(n + 1)])[counts].prod(axis=1)
    return places, orders / n**n


def _drawn(n: int, draws: int, seed: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    places = np.random.default_rng(seed).integers(n, size=(draws, n))
    return places, np.full(draws, 1 / draws)


def _points(figures: NDArray[np.float64], shares: NDArray[np.float64]) -> tuple[float, float]:
    order = np.argsort(figures)
    reached = np.cumsum(shares[order])
    low, high = np.searchsorted(reached, [0.025 - _DUST, 0.975 - _DUST])
    return float(figures[order[low]]), float(figures[order[high]])


def _caveat(sample: NDArray[np.float64]) -> str:
    if np.ptp(sample) == 0:
        return "All values are the same, so the interval has no width."
    if len(sample) < FIRM:
        return f"From {len(sample)} values the interval is too short: read it as a rough guide."
    return ""
