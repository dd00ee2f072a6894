"""How far a ranking hangs on its weights and scores: who is first how often, who beats whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbook.insight.route.scores import Scores
from workbook.insight.route.weights import Weights
from workbook.methods.ranking import (
    Acceptability,
    TippingWeight,
    acceptability,
    common_scale,
    dominated,
    tipping_weight,
    weighted_sum,
)
from workbook.methods.tables import Figures

__all__ = ["CLEAR", "SPREAD", "Robustness", "robustness"]

CLEAR = 0.6
"""From so large a chance of being first, and ahead of each other one, an option leads clearly."""

SPREAD = 0.2

# Who beats whom is counted for every two options: the more of them, the fewer draws.
_MOST, _LEAST, _COUNTED = 10_000, 1_000, 36_000_000


@dataclass(frozen=True, eq=False)
class Robustness:
    """Options by their position in the scores: `order` is the ranking, the best first.

    `values` are shares of the way from worst to best, `parts` what each criterion adds to a total
    of 100, `totals` their sums. `over` names for each option one that dominates it, if one does.
    `tips` are the weights at which another one leads, the nearest first.
    """

    values: Figures
    parts: Figures
    totals: tuple[float, ...]
    order: tuple[int, ...]
    chance: Acceptability
    over: tuple[int | None, ...]
    tips: tuple[tuple[int, TippingWeight], ...]

    def first(self, option: int) -> float:
        """Return how often an option is first."""
        return float(self.chance.rank_probability[option, 0])

    def among(self, option: int, places: int) -> float:
        """Return how often an option is among the first few."""
        return float(self.chance.rank_probability[option, :places].sum())

    def beats(self, option: int, other: int) -> float:
        """Return how often one option beats another."""
        return float(self.chance.pairwise_winning[option, other])

    @property
    def leads(self) -> bool:
        """Whether the likeliest option is ahead often enough; one that is only level is not."""
        best, *others = self.likeliest
        return self.first(best) >= CLEAR and all(self.beats(best, o) >= CLEAR for o in others)

    @property
    def likeliest(self) -> tuple[int, ...]:
        """The options by how often they are first; of those alike, the one with more points."""
        return tuple(sorted(self.order, key=lambda option: -self.first(option)))


def robustness(scores: Scores, weights: Weights) -> Robustness:
    """Return how sure the ranking of the options is that are scored in full; there is one."""
    table, criteria = scores.table, scores.criteria
    anchors = [tuple(sorted(each.span)) for each in criteria]
    less = [each.span[1] < each.span[0] for each in criteria]
    values = common_scale(
        table,
        ["min" if each else "max" for each in less],
        [(low, high) for low, high in anchors],
    )
    ranking = weighted_sum(values, weights.shares, ["max"] * len(criteria))
    chance = acceptability(
        values,
        weights.shares if weights.given else None,
        SPREAD if weights.given else None,
        draws=max(_LEAST, min(_MOST, _COUNTED // len(table) ** 2)),
        doubt=scores.doubt,
    )
    order = sorted(range(len(table)), key=lambda option: ranking.ranks[option])
    return Robustness(
        values=values,
        parts=100 * values * list(weights.shares),
        totals=tuple(100 * score for score in ranking.scores),
        order=tuple(order),
        chance=chance,
        over=dominated(values),
        tips=_tips(values, weights.shares),
    )


def _tips(values: Figures, shares: Sequence[float]) -> tuple[tuple[int, TippingWeight], ...]:
    if len(shares) < 2:
        return ()
    every = ((at, tipping_weight(values, shares, at)) for at in range(len(shares)))
    found = [(at, tip) for at, tip in every if tip.move is not None]
    return tuple(sorted(found, key=lambda each: abs(each[1].move or 0.0)))
