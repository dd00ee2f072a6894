"""Whether a measure stands at another level after an initiative than before it.

Use it where a KPI was level before and may be level at another height since. Not for a measure
that was already rising or falling, or that has seasons: compare the same months, or read its
process-behaviour chart. It takes the points as independent of each other.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from statistics import NormalDist
from typing import Literal, get_args

import numpy as np

from workbook.methods.checks import one_of, series_of, share_of

__all__ = ["Direction", "Effect", "Verdict", "step_change"]

Direction = Literal["higher is better", "lower is better"]
Verdict = Literal["improved", "worsened", "no clear change", "too few points"]

LEAST = 3
FIRM = 8
# With this many points on both sides, or this many pairs, the normal quantile serves in place of
# the exact one.
_LARGE = 50
_PAIRS = 25_000


@dataclass(frozen=True)
class Effect:
    """A shift of level, after less before, in the unit of the values.

    `low` and `high` hold the shift with at least the probability `confidence` where the rank
    interval is exact, and with about that where it is normal (see `variant`). Where the verdict
    is `too few points`, no interval can promise that: they are the smallest and the largest
    difference between a point before and a point after.
    """

    difference: float
    low: float
    high: float
    n_before: int
    n_after: int
    verdict: Verdict
    confidence: float
    variant: str
    caveat: str


def step_change(
    before: Iterable[float],
    after: Iterable[float],
    direction: Direction = "higher is better",
    confidence: float = 0.95,
) -> Effect:
    """Return the median of all differences after(j) − before(i), its rank interval and a verdict.

    The interval runs from the k-th smallest to the k-th largest of the m·n differences, with k
    the largest whole number for which P(U ≤ k − 1) ≤ (1 − confidence)/2, U being Mann–Whitney's
    statistic. It is exact, and with ties on the safe side, where a side has fewer than 50 points
    and there are at most 25,000 differences; else k = ⌊mn/2 − z·√(mn(m + n + 1)/12)⌋. The verdict
    is `improved` or `worsened` where the interval leaves 0 out, else `no clear change`; `too few
    points` where a side has fewer than 3 points or even k = 1 promises less than the confidence.
    `improved` is a shift in the given direction: for a measure such as days to pay, say
    `direction="lower is better"`.

    It compares two levels: a trend, a season, or anything else that changed at the same time
    looks like a step too, and no verdict says what brought it about.

    Args:
        before: the figures of the periods before, at least 1, any unit.
        after: the figures of the periods after, at least 1, in the same unit.
        direction: which way is good for this measure.
        confidence: of the interval, between 0 and 1.

    Raises:
        TooFewPoints: no figure at all before or after.
        MethodError: a value that is no finite number, or an unknown direction or confidence.

    Source: Hodges & Lehmann, Ann. Math. Stat. 34 (1963), 598–611; Moses's interval as in Hollander
        & Wolfe, Nonparametric Statistical Methods (2nd ed. 1999), ch. 4; U: Mann & Whitney, Ann.
        Math. Stat. 18 (1947), 50–60.

    >>> found = step_change(before=[20, 22, 19, 21, 20, 23], after=[24, 26, 23, 25, 27, 24])
    >>> found.difference, found.low, found.high, found.verdict
    (4.0, 2.0, 6.0, 'improved')
    """
    old, new = np.array(series_of(before, 1, "before")), np.array(series_of(after, 1, "after"))
    confidence = share_of("The confidence", confidence)
    one_of(
        get_args(Direction), direction, "The direction is “higher is better” or “lower is better”."
    )
    differences = np.sort(np.subtract.outer(new, old), axis=None)
    rank = _rank(len(old), len(new), confidence)
    depth = max(rank, 1)
    low, high = float(differences[depth - 1]), float(differences[-depth])
    # Differences of rounded figures: what differs from 0 in the last digits only, is 0.
    dust = 1e-12 * float(max(np.abs(old).max(), np.abs(new).max()))
    enough = rank > 0 and min(len(old), len(new)) >= LEAST
    return Effect(
        difference=float(np.median(differences)),
        low=low,
        high=high,
        n_before=len(old),
        n_after=len(new),
        verdict=_verdict(low - dust, high + dust, direction) if enough else "too few points",
        confidence=confidence,
        variant=f"Hodges–Lehmann, {_kind(len(old), len(new))} rank interval",
        caveat=_caveat(len(old), len(new), enough, bool(differences[0] == differences[-1])),
    )


@cache
def _rank(m: int, n: int, confidence: float) -> int:
    """Return how far the interval's ends lie from the extremes, 0 where no rank is sure enough."""
    tail = (1 - confidence) / 2
    if _kind(m, n) == "exact":
        # A tail that is met to the last digit is met: 1 − 0.9 is a rounded figure.
        allowed = tail * math.comb(m + n, m) * (1 + 1e-9)
        return sum(below <= allowed for below in accumulate(_orders(m, n)))
    z = NormalDist().inv_cdf(1 - tail)
    return max(0, math.floor(m * n / 2 - z * math.sqrt(m * n * (m + n + 1) / 12)))


def _kind(m: int, n: int) -> Literal["exact", "normal"]:
    return "exact" if min(m, n) < _LARGE and m * n <= _PAIRS else "normal"


def _orders(m: int, n: int) -> list[int]:
    """Return in how many of the orders of m and n points U takes each value from 0 to m·n.

    >>> _orders(2, 2)
    [1, 1, 2, 1, 1]
    """
    # The Gaussian binomial coefficient, Π (1 − q^(n+i)) / (1 − q^i), in whole numbers.
    counts = [1] + [0] * (m * n)
    for i in range(1, m + 1):
        for u in range(m * n, n + i - 1, -1):
            counts[u] -= counts[u - n - i]
        for u in range(i, m * n + 1):
            counts[u] += counts[u - i]
    return counts


def _verdict(low: float, high: float, direction: Direction) -> Verdict:
    if low <= 0 <= high:
        return "no clear change"
    return "improved" if (low > 0) == (direction == "higher is better") else "worsened"


def _caveat(m: int, n: int, enough: bool, motionless: bool) -> str:
    if not enough:
        return f"{m} before and {n} after are too few points to tell a change from chance."
    said = []
    if min(m, n) < FIRM:
        said.append(f"Only {m} points before and {n} after: a moderate change can stay hidden.")
    if motionless:
        said.append("The figures do not vary within either side, so the interval has no width.")
    return " ".join(said)
