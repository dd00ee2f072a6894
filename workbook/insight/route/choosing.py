"""Which of the competing initiatives comes out ahead, how surely, and what that rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.insight.route.alike import alike
from workbook.insight.route.choosing_figures import Counted, Ranked, Tip, counted, ranked, tips
from workbook.insight.route.robustness import robustness
from workbook.insight.route.scores import Scores, scores
from workbook.insight.route.weights import Weights, weights
from workbook.methods.tables import TIE
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.route.choosing import weighting

__all__ = ["SHOWN", "Choosing", "choosing"]

SHOWN = 8
"""So many options are printed; the page on the screen has all."""


@dataclass(frozen=True)
class Choosing(Finding):
    """The criteria with their weights, and the options in order, once two are scored in full.

    `likeliest` are those that are first most often. `places` is how many could be started, `tips`
    the weights at which another one leads, and `alike` names criteria that are nearly the same.
    """

    scores: Scores
    weights: Weights
    places: int
    criteria: tuple[Counted, ...]
    ranked: tuple[Ranked, ...] = ()
    likeliest: tuple[Ranked, ...] = ()
    leads: bool = False
    tips: tuple[Tip, ...] = ()
    alike: tuple[str, ...] = ()

    @property
    def begun(self) -> bool:
        """Whether the business compares its initiatives at all."""
        return bool(self.criteria)

    @cached_property
    def values(self) -> Mapping[str, float]:
        """The points, out of 100, of each initiative that is ranked, by its id."""
        return {each.option.id: _points(each) for each in self.ranked if each.option.initiative}

    @property
    def shown(self) -> tuple[Ranked, ...]:
        """The options that are printed: the first few, and doing nothing wherever it stands."""
        first, rest = self.ranked[:SHOWN], self.ranked[SHOWN:]
        return (*first, *(each for each in rest if each is self.nothing))

    @property
    def compared(self) -> tuple[Ranked, ...]:
        """The first few, of which it is told who beats whom."""
        return tuple(each for each in self.ranked if each.beats)

    @property
    def nothing(self) -> Ranked | None:
        """What doing nothing comes to, where that is scored in full."""
        return next((each for each in self.ranked if each.option.initiative is None), None)

    @property
    def below_nothing(self) -> tuple[Ranked, ...]:
        """The initiatives that come out below doing nothing."""
        if self.nothing is None:
            return ()
        least = _points(self.nothing) - 100 * TIE
        return tuple(each for each in self.ranked if _points(each) < least)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the chapter, where options are ranked."""
        if not self.ranked:
            return ()
        shares = (each.weight for each in self.criteria)
        levels = (each.weight for each in self.tips)
        return (*(f for each in self.shown for f in each.figures), *shares, *levels)

    @property
    def concerns(self) -> tuple[str, ...]:
        """That nobody can tell who leads, and work in progress that is worth less than nothing."""
        if not self.ranked:
            return ()
        unclear = () if self.leads else (self.verdict,)
        under = [
            each.option.name
            for each in self.below_nothing
            if each.option.initiative and each.option.initiative.status == "in progress"
        ]
        said = f"In progress, though it scores below doing nothing: {quoted(under)}."
        return (*unclear, *((said,) if under else ()))

    @property
    def verdict(self) -> str:
        """Who leads, or between whom it is open, in a sentence."""
        if not self.ranked:
            return "Fewer than two options are scored in full, so that nothing is ranked yet."
        first, second = self.likeliest[:2]
        of = "weightings" if self.weights.given else "all possible weightings"
        if self.leads:
            return f"“{first.option.name}” leads: it is first in {first.first.printed} of {of}."
        shared = " Where they are level, both count as first." if self._level(first, second) else ""
        return (
            f"No clear leader between “{first.option.name}” and “{second.option.name}”: they are "
            f"first in {first.first.printed} and {second.first.printed} of {of}.{shared}"
        )

    @staticmethod
    def _level(first: Ranked, second: Ranked) -> bool:
        return first.sure[0] + second.sure[0] > 1 + TIE

    @property
    def level(self) -> tuple[Ranked, ...]:
        """The options that share the most points; empty where one alone has them."""
        most = max(map(_points, self.ranked), default=0.0) - 100 * TIE
        found = tuple(each for each in self.ranked if _points(each) >= most)
        return found if len(found) > 1 else ()


@finding
def choosing(plan: Plan, _: Quarter) -> Choosing:
    """Return how the initiatives compare that compete now."""
    given, found, places = scores(plan), weights(plan), weighting(plan).places
    criteria = counted(plan, given.criteria, found)
    if not given.criteria or len(given.ranked) < 2:
        return Choosing(given, found, places, criteria, alike=alike(given.criteria, None))
    robust = robustness(given, found)
    order = ranked(plan, given, found, places, robust)
    by_option = dict(zip(robust.order, order, strict=True))
    return Choosing(
        given,
        found,
        places,
        criteria,
        order,
        likeliest=tuple(by_option[option] for option in robust.likeliest),
        leads=robust.leads,
        tips=tuple(tips(plan, given, criteria, robust)),
        alike=alike(given.criteria, robust.values),
    )


def _points(each: Ranked) -> float:
    value = each.points.value
    assert isinstance(value, int | float)
    return value
