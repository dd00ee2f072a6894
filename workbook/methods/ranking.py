"""Comparing initiatives: by weighted criteria, by how sure the order is, and by simple ratios.

Use `weighted_sum` where options are scored on several criteria, `acceptability` and
`tipping_weight` to see how far its order hangs on the weights, `dominated` and `telling_the_same`
for what it could do without, `rice` and `wsjf` to put work in a queue. Not to choose a set of
initiatives within a budget: that is `portfolio`.

Values have a row for each option and a column for each criterion. Positions are counted from 0,
ranks from 1.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbook.errors import MethodError
from workbook.methods.checks import in_a_row, series_of, whole_of
from workbook.methods.ratios import rice, wsjf
from workbook.methods.redundancy import dominated, telling_the_same
from workbook.methods.smaa import Acceptability, acceptability
from workbook.methods.tables import TIE, Figures, floats_of, table_of, weights_of

__all__ = [
    "Acceptability",
    "Ranking",
    "TippingWeight",
    "acceptability",
    "common_scale",
    "dominated",
    "rice",
    "swing_weights",
    "telling_the_same",
    "tipping_weight",
    "weighted_sum",
    "wsjf",
]

Direction = Literal["max", "min"]
Anchors = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Ranking:
    """The score and the rank of each of `n` options; tied options share a rank, none is skipped."""

    scores: tuple[float, ...]
    ranks: tuple[int, ...]
    n: int
    variant: str
    caveat: str


def weighted_sum(
    scores: ArrayLike,
    weights: ArrayLike,
    directions: Sequence[Direction],
    anchors: Anchors | None = None,
) -> Ranking:
    """Return Σⱼ wⱼ·vᵢⱼ for each option i and its rank, where v is the score on its anchored scale.

    The weights are used as they are: with weights that add up to 1, a score of 1 is best on every
    anchor. As nothing in a score depends on the other options, adding one reorders none.

    Args:
        scores: options × criteria, each criterion in its own unit.
        weights: one a criterion, 0 or more, not all 0.
        directions: "max" or "min" a criterion: whether more or less is better.
        anchors: as `common_scale`; None for criteria that share a unit and need no scale.

    Raises:
        MethodError: as `common_scale`, or weights that are negative, all 0 or too few.

    Source: Fishburn (1967), Operations Research 15, 537–542; anchored ("local" or "global")
    scales: Belton & Stewart, Multiple Criteria Decision Analysis (2002), ch. 5.

    >>> found = weighted_sum(
    ...     [[40_000, 3], [25_000, 6]], [0.6, 0.4], ["max", "min"], [(0, 50_000), (0, 12)]
    ... )
    >>> [round(score, 2) for score in found.scores], found.ranks
    ([0.78, 0.5], (1, 2))
    """
    table = table_of(scores)
    values = common_scale(table, directions, anchors)
    parts = values * weights_of(weights, values.shape[1])
    totals = parts.sum(axis=1)
    return Ranking(
        scores=tuple(totals.tolist()),
        ranks=_dense_ranks(totals, np.abs(parts).sum(axis=1)),
        n=len(values),
        variant="weighted sum, no scale" if anchors is None else "weighted sum on anchored scales",
        caveat="" if anchors is None else _outside(values),
    )


def common_scale(
    scores: ArrayLike, directions: Sequence[Direction], anchors: Anchors | None = None
) -> Figures:
    """Return values on which more is better: (x − low)/(high − low), or (high − x)/(high − low).

    Args:
        scores: options × criteria, each criterion in its own unit.
        directions: "max" or "min" a criterion: whether more or less is better.
        anchors: (low, high) a criterion, in its unit: the scores worth 0 and 1, or 1 and 0 where
            less is better. A score outside them is worth less than 0 or more than 1. Without
            anchors the scores stay as they are, with the sign turned where less is better.

    Returns:
        An array of options × criteria, without a unit where there are anchors.

    Raises:
        MethodError: no options, a missing score, an unknown direction, a low anchor that is not
            below the high one, or not one of each a criterion.

    Source: Belton & Stewart (2002), ch. 5.

    >>> common_scale([[40, 3], [25, 6]], ["max", "min"], [(0, 50), (0, 12)])
    array([[0.8 , 0.75],
           [0.5 , 0.5 ]])
    """
    table = table_of(scores)
    criteria = table.shape[1]
    ways = in_a_row(directions, "a list of directions")
    if len(ways) != criteria or any(way not in ("max", "min") for way in ways):
        raise MethodError(f"Say “max” or “min” for each of the {criteria} criteria.")
    less_is_better = np.array([direction == "min" for direction in ways])
    if anchors is None:
        return np.where(less_is_better, -table, table)
    low, high = _anchors(anchors, criteria)
    return np.where(less_is_better, high - table, table - low) / (high - low)


def swing_weights(swings: Sequence[float]) -> tuple[float, ...]:
    """Return wⱼ = swingⱼ / Σ swings: weights, adding up to 1, from how much each swing is worth.

    Imagine an option at the worst anchor of every criterion. The swing of a criterion that one
    would raise to its best anchor first is 100, the others are how much less they would be worth.

    Args:
        swings: one a criterion, 0 to 100, the largest 100.

    Raises:
        TooFewPoints: no swing.
        MethodError: a swing that is missing, below 0 or above 100, or no swing of 100.

    Source: von Winterfeldt & Edwards, Decision Analysis and Behavioral Research (1986), ch. 8.

    >>> swing_weights([100, 60, 40])
    (0.5, 0.3, 0.2)
    """
    given = series_of(swings, 1, "the swings")
    if min(given) < 0 or max(given) != 100:
        raise MethodError("Swings are from 0 to 100, and the largest is 100: begin with that one.")
    total = math.fsum(given)
    return tuple(swing / total for swing in given)


@dataclass(frozen=True)
class TippingWeight:
    """Where the leader changes while one weight moves and the others keep their proportions.

    All weights are shares of 1. `lower` and `upper` are the nearest weights of the criterion,
    below and above its present `weight`, beyond which another option leads; None where none does.
    `move` is the smaller way there (negative: down), and `challenger` the option that leads then.
    """

    leader: int
    weight: float
    move: float | None
    challenger: int | None
    lower: float | None
    upper: float | None
    n: int
    caveat: str


def tipping_weight(values: ArrayLike, weights: ArrayLike, criterion: int) -> TippingWeight:
    """Return how far one weight must move before the leader changes: t where Sₗ(t) = Sₖ(t).

    S(t) = t·v + (1 − t)·r, with v the value on the criterion and r the weighted mean of the other
    values; if all their weights are 0, they share what the criterion gives up equally.

    Args:
        values: options × criteria on a common scale where more is better, see `common_scale`.
        weights: one a criterion, 0 or more, not all 0; divided by their sum.
        criterion: the position of the criterion whose weight moves.

    Raises:
        MethodError: no options, a missing value, weights that are negative, all 0 or too few, a
            single criterion, or a position that is not there.

    Source: Triantaphyllou & Sánchez (1997), Decision Sciences 28, 151–194, with the other weights
    kept in proportion.

    >>> found = tipping_weight([[0.9, 0.2], [0.4, 0.8]], [0.7, 0.3], criterion=0)
    >>> found.leader, found.challenger, round(found.lower, 3), round(found.move, 3), found.upper
    (0, 1, 0.545, -0.155, None)
    """
    table = table_of(values)
    n, criteria = table.shape
    shares = weights_of(weights, criteria)
    shares = shares / shares.sum()
    criterion = whole_of("criterion", criterion)
    if criteria < 2 or not 0 <= criterion < criteria:
        raise MethodError("Name one of at least two criteria, counted from 0.")
    now = float(shares[criterion])
    alone = table[:, criterion]
    others = np.delete(table, criterion, axis=1) @ _proportions(np.delete(shares, criterion))
    totals = now * alone + (1 - now) * others
    dust = TIE * float(np.abs(table).max())
    leading = np.flatnonzero(totals >= totals.max() - dust)
    leader = int(leading[0])
    ahead_at_1, ahead_at_0 = alone[leader] - alone, others[leader] - others
    lower = _nearest(_crossings(ahead_at_0, ahead_at_1, ahead_at_0 < -dust, now), now, -1)
    upper = _nearest(_crossings(ahead_at_0, ahead_at_1, ahead_at_1 < -dust, now), now, 1)
    nearest = min((way for way in (lower, upper) if way), key=lambda way: abs(way[0]), default=None)
    return TippingWeight(
        leader=leader,
        weight=now,
        move=nearest[0] if nearest else None,
        challenger=nearest[1] if nearest else None,
        lower=now + lower[0] if lower else None,
        upper=now + upper[0] if upper else None,
        n=n,
        caveat=f"{len(leading)} options share the lead already." if len(leading) > 1 else "",
    )


def _anchors(anchors: Anchors, criteria: int) -> tuple[Figures, Figures]:
    pairs = floats_of(anchors)
    if pairs.shape != (criteria, 2):
        raise MethodError(
            f"There has to be a (low, high) pair for each of the {criteria} criteria."
        )
    low, high = pairs.T
    if not (np.all(np.isfinite(pairs)) and np.all(low < high)):
        raise MethodError("The low anchor of a criterion has to be below its high anchor.")
    return low, high


def _dense_ranks(totals: Figures, sizes: Figures) -> tuple[int, ...]:
    order = np.argsort(-totals, kind="stable")
    # Only the two that are compared decide whether they are tied, never a third option.
    dust = TIE * np.maximum(sizes[order[:-1]], sizes[order[1:]])
    steps = totals[order[:-1]] - totals[order[1:]] > dust
    ranks = np.empty(len(totals), dtype=int)
    ranks[order] = np.concatenate([[1], 1 + np.cumsum(steps)])
    return tuple(ranks.tolist())


def _outside(values: Figures) -> str:
    out = np.flatnonzero(np.any((values < 0) | (values > 1), axis=1)) + 1
    if not len(out):
        return ""
    return f"Scores outside the anchors, in option {', '.join(map(str, out))}: widen the anchors?"


def _proportions(shares: Figures) -> Figures:
    total = shares.sum()
    return shares / total if total > 0 else np.full(len(shares), 1 / len(shares))


def _crossings(
    ahead_at_0: Figures, ahead_at_1: Figures, overtakes: NDArray[np.bool_], now: float
) -> list[tuple[float, int]]:
    """Return how far the weight moves until each overtaking option draws level, and which it is."""
    ways = []
    for option in np.flatnonzero(overtakes):
        level = ahead_at_0[option] / (ahead_at_0[option] - ahead_at_1[option])
        ways.append((float(level) - now, int(option)))
    return ways


def _nearest(
    ways: list[tuple[float, int]], now: float, side: Literal[-1, 1]
) -> tuple[float, int] | None:
    """Return the nearest way on one side, cut off at the present weight and at 0 or 1."""
    bounds = (-now, 0.0) if side < 0 else (0.0, 1 - now)
    inside = [(min(max(way, bounds[0]), bounds[1]), option) for way, option in ways]
    return min(inside, key=lambda way: abs(way[0]), default=None)
