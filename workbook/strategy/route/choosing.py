"""By what competing initiatives are compared, how each one scores, and how much each score counts.

“Do nothing” competes, too: what it would bring stands with each criterion.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Literal, NamedTuple, get_args

from pydantic import ValidationInfo, field_validator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, named
from workbook.strategy.entity import (
    Entity,
    Nouns,
    Once,
    Records,
    choice,
    long_text,
    number,
    one,
    text,
)
from workbook.strategy.plan import Plan
from workbook.wording import say_number

__all__ = [
    "NOTHING",
    "SURE",
    "TIMES",
    "Comparison",
    "CountedIn",
    "Criterion",
    "Pair",
    "Score",
    "Way",
    "Weighting",
    "asks",
    "comparisons",
    "weighting",
]

NOTHING = "Do nothing"
"""What the option is called that is always there."""

SURE = "1: a guess. 2: fairly sure. 3: sure, counted or tried."

CountedIn = Literal["points", "unit"]
_COUNTED = {"points": "points from 0 to 100", "unit": "the unit of the criterion"}

Way = Literal["swing", "ranking", "comparing"]
_WAYS: Mapping[str, str] = {
    "swing": "swing: points for each step",
    "ranking": "ranking: first, second, third",
    "comparing": "comparing two at a time",
}

Times = Literal[
    "9", "8", "7", "6", "5", "4", "3", "2", "1",
    "1/2", "1/3", "1/4", "1/5", "1/6", "1/7", "1/8", "1/9",
]  # fmt: skip
_MEANS = {
    "9": "the first, beyond question",
    "7": "the first, by far",
    "5": "the first, clearly",
    "3": "the first, a little",
    "1": "both alike",
    "1/3": "the second, a little",
    "1/5": "the second, clearly",
    "1/7": "the second, by far",
    "1/9": "the second, beyond question",
}
TIMES: Mapping[str, str] = {
    each: f"{each} – {_MEANS[each]}" if each in _MEANS else each for each in get_args(Times)
}
"""How many times as much the first of two counts as the second (Saaty's scale)."""


class Criterion(Entity, table=True):
    """One thing that makes an initiative worth more than another, from its worst to its best.

    With a number for both, scores are in its unit, and less is better where the best is the lower
    one; else they are points from 0, the worst, to 100, the best.
    """

    nouns = Nouns("criterion", "criteria")
    line = ("name", "worst", "best")

    name: str = text("Criterion", "What you want more of, or less.", required=True, limit=80)
    worst: str = text("Worst – 0 points", "The worst that any of them could bring, in words.")
    best: str = text("Best – 100 points", "The best that any of them could bring, in words.")
    note: str = long_text("What is meant", "What counts here, and what does not.")
    unit: str = text("Counted in", "Such as EUR a year, or weeks. Empty: points.", limit=40)
    worst_at: float | None = number("Worst, as a number", "In that unit; it may be the higher one.")
    best_at: float | None = number("Best, as a number", "In the same unit.")

    as_is: float | None = number("If you do nothing", "What doing nothing would bring.")
    as_is_in: CountedIn = choice("Doing nothing is in", default="points", labels=_COUNTED)
    as_is_sure: int | None = number("How sure of that", SURE, ge=1, le=3)

    swing: float | None = number(
        "Swing", "100 for the step from worst to best that is worth most; less for the others.",
        ge=0, le=100,
    )  # fmt: skip
    place: int | None = number("Place", "1 for the step that is worth most.", ge=1, le=100)

    @field_validator("best_at")
    @classmethod
    def _is_another(cls, best: float | None, info: ValidationInfo) -> float | None:
        if best is not None and best == info.data.get("worst_at"):
            raise ValueError("Worst and best are the same number.")
        return best

    @property
    def counted_in(self) -> CountedIn:
        """What scores are given in."""
        return "points" if self.worst_at is None or self.best_at is None else "unit"

    @property
    def span(self) -> tuple[float, float]:
        """The scores at worst and at best; the second is the lower one where less is better."""
        if self.worst_at is None or self.best_at is None:
            return 0.0, 100.0
        return self.worst_at, self.best_at

    @property
    def anchored(self) -> bool:
        """Whether it is said what is worst and what is best."""
        return self.counted_in == "unit" or bool(self.worst and self.best)

    @property
    def range(self) -> str:
        """From what to what scores go, as `0 to 40,000 EUR`."""
        low, high = sorted(self.span)
        unit = self.unit if self.counted_in == "unit" else "points"
        return f"{say_number(low)} to {say_number(high, unit)}"

    def holds(self, score: float) -> bool:
        """Tell whether a score lies between worst and best."""
        low, high = sorted(self.span)
        return low <= score <= high


class Score(Entity, table=True):
    """What one initiative would bring on one criterion, in points or in the criterion's unit."""

    nouns = Nouns("score", "scores")
    once = Once(
        "one_score_a_criterion",
        ("initiative_id", "criterion_id"),
        "criterion_id",
        "That initiative has a score on that criterion already. Change that one.",
    )

    initiative_id: str = one("initiative", "Initiative", required=True)
    criterion_id: str = one("criterion", "Criterion", required=True)
    value: float = number("Score", "Between worst and best.", default=...)  # type: ignore[arg-type]
    counted_in: CountedIn = choice("In", default="points", labels=_COUNTED)
    sure: int | None = number("How sure", SURE, ge=1, le=3)


class Comparison(Entity, table=True):
    """How many times as much one criterion counts as another, from its worst to its best."""

    nouns = Nouns("comparison", "comparisons")
    once = Once(
        "one_comparison_of_two_criteria",
        ("first_id", "second_id"),
        "second_id",
        "These two are compared already. Change that comparison.",
    )

    first_id: str = one("criterion", "First", required=True)
    second_id: str = one("criterion", "Second", required=True)
    times: Times = choice("Which counts more", default=..., labels=TIMES)

    def rule(self, field: str, others: Records) -> str:
        """Refuse a criterion against itself, and two that are compared the other way round."""
        if field != "second_id":
            return ""
        if self.first_id == self.second_id:
            return "A criterion counts as much as itself. Choose another one."
        back = (self.second_id, self.first_id)
        twice = any((each.first_id, each.second_id) == back for each in others.all(Comparison))
        return "These two are compared already, the other way round." if twice else ""


class Pair(NamedTuple):
    """Two criteria, in the order in which they are compared, and the comparison, if there is one.

    It is answered how many times as much the first one counts.
    """

    first: Criterion
    second: Criterion
    said: Comparison | None


class Weighting(Entity, table=True):
    """How the weights are found, and how many initiatives could be started. There is one."""

    nouns = Nouns("weighting", "weightings")

    way: Way = choice(
        "Weights by", "What you gave the other ways is kept.", default="swing", labels=_WAYS
    )
    places: int = number(
        "How many you could start", "The chance of being among so many is told.",
        default=3, ge=1, le=50,
    )  # fmt: skip


def weighting(plan: Plan) -> Weighting:
    """Return how weights are found, or else the usual way: by swing, with room for three."""
    return plan.only(Weighting) or Weighting.model_construct()


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for; a first pack can do without all of it."""
    found = plan.all(Criterion)
    first = "Name a first criterion: what makes one initiative worth more than another."
    yield Ask(bool(found), first, essential=False)
    if found:
        bare = [each for each in found if not each.anchored]
        sentence = f"Say what is worst and what is best on {named([each.name for each in bare])}."
        yield Ask(not bare, sentence, False, bare[0].id if bare else "", "worst")
        yield Ask(bool(plan.all(Score)), "Score a first initiative.", essential=False)
        yield Ask(_weighed(plan, found), "Say how much each criterion counts.", essential=False)


def comparisons(plan: Plan) -> tuple[Pair, ...]:
    """Return every two criteria with the comparison that there is of them, as it was put."""
    said = {frozenset((each.first_id, each.second_id)): each for each in plan.all(Comparison)}
    by_id = {each.id: each for each in plan.all(Criterion)}
    found = []
    for pair in combinations(by_id.values(), 2):
        kept = said.get(frozenset(each.id for each in pair))
        first, second = (by_id[kept.first_id], by_id[kept.second_id]) if kept else pair
        found.append(Pair(first, second, kept))
    return tuple(found)


def _weighed(plan: Plan, found: tuple[Criterion, ...]) -> bool:
    way = weighting(plan).way
    if way == "comparing":
        return all(pair.said for pair in comparisons(plan))
    return all((each.swing if way == "swing" else each.place) is not None for each in found)
