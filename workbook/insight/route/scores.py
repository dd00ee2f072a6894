"""What each competing option scores on each criterion, and what keeps one from being ranked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook.insight.naming import quoted
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.strategy.route.choosing import NOTHING, CountedIn, Criterion, Score
from workbook.strategy.route.initiatives import Initiative, live_work
from workbook.wording import say_list

__all__ = ["DOUBT", "Contender", "Given", "Scores", "scores"]

DOUBT: Mapping[int, float] = {1: 0.25, 2: 0.1, 3: 0.0}
"""How far a score may be off, as a share of the way from worst to best, by how sure it is."""


@dataclass(frozen=True)
class Given:
    """One score as it was given."""

    value: float
    counted_in: CountedIn
    sure: int | None

    def problem(self, criterion: Criterion) -> str:
        """Return why it says nothing on its criterion any more, or nothing where it does."""
        if self.counted_in != criterion.counted_in:
            was = "points" if self.counted_in == "points" else "a unit"
            return f"was given in {was}, and that goes from {criterion.range} now"
        return "" if criterion.holds(self.value) else f"is not within {criterion.range}"


@dataclass(frozen=True)
class Contender:
    """An option that competes, with its scores by the criterion's id: an initiative, or nothing."""

    initiative: Initiative | None
    given: Mapping[str, Given]

    @property
    def id(self) -> str:
        """The initiative's id; empty for doing nothing."""
        return self.initiative.id if self.initiative else ""

    @property
    def name(self) -> str:
        """What people call it."""
        return self.initiative.name if self.initiative else NOTHING


@dataclass(frozen=True)
class Scores:
    """The criteria, and what competes: `ranked` is scored in full, `partly` lacks something."""

    criteria: tuple[Criterion, ...]
    ranked: tuple[Contender, ...]
    partly: tuple[Contender, ...]

    @property
    def table(self) -> list[list[float]]:
        """The scores of what is ranked: options × criteria, each in its own unit."""
        return [[each.given[c.id].value for c in self.criteria] for each in self.ranked]

    @property
    def doubt(self) -> list[list[float]]:
        """How far each of them may be off, as a share of the way from worst to best."""
        return [
            [DOUBT.get(each.given[c.id].sure or 3, 0.0) for c in self.criteria]
            for each in self.ranked
        ]

    @property
    def refused(self) -> tuple[str, ...]:
        """Why an option that is scored in part has no place in the ranking, as sentences."""
        return tuple(_refused(each, self.criteria) for each in self.partly)


@remembered
def scores(plan: Plan) -> Scores:
    """Return what competes; an initiative without a single score does not take part."""
    criteria = plan.all(Criterion)
    every = [each for each in _contenders(plan, criteria) if each.given]
    whole = [each for each in every if all(_says(each, c) for c in criteria)]
    partly = [each for each in every if each not in whole]
    return Scores(criteria, tuple(whole), tuple(partly))


def _contenders(plan: Plan, criteria: Sequence[Criterion]) -> Iterator[Contender]:
    for each in live_work(plan):
        own = plan.of(Score, "initiative_id", each.id)
        yield Contender(each, {s.criterion_id: Given(s.value, s.counted_in, s.sure) for s in own})
    nothing = (c for c in criteria if c.as_is is not None)
    yield Contender(None, {c.id: Given(c.as_is or 0.0, c.as_is_in, c.as_is_sure) for c in nothing})


def _says(contender: Contender, criterion: Criterion) -> bool:
    given = contender.given.get(criterion.id)
    return given is not None and not given.problem(criterion)


def _refused(contender: Contender, criteria: Sequence[Criterion]) -> str:
    bare = [c.name for c in criteria if c.id not in contender.given]
    lacks = [f"no score on {quoted(bare)}"] if bare else []
    for criterion in criteria:
        given = contender.given.get(criterion.id)
        if given and (problem := given.problem(criterion)):
            lacks.append(f"its score on “{criterion.name}” {problem}")
    return f"“{contender.name}” is not ranked: {say_list(lacks)}."
