"""The scores as a table: an option a row, a criterion a column, worst and best in its head."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.forms import FieldSpec
from workbook.steps.binding import Binding
from workbook.steps.folded import Folded
from workbook.steps.matrix import Matrix
from workbook.steps.shape import Place, Row, Shape
from workbook.strategy import Criterion, Plan, Score
from workbook.strategy.route.choosing import NOTHING, SURE
from workbook.strategy.route.initiatives import live_work
from workbook.wording import say_number

__all__ = ["score_table", "scores", "sure", "sureness"]

GONE = "That initiative or criterion is no longer there. Look at both lists, then score it here."
SURENESS = f"{SURE} Empty counts as sure. A guess may be off by 25 points, the next by 10."
OPTION = FieldSpec("option", "Option", fixed=True)


def score_table(bound: Binding) -> Matrix:
    """Return the table in which each option is scored on each criterion."""
    return Matrix(bound.book, scores, gone=GONE, noun="score", label="Scores")


def sureness(bound: Binding) -> Folded:
    """Return the same table for how sure each score is: a button until somebody wants it."""

    def make() -> Matrix:
        title = "How sure you are"
        return Matrix(
            bound.book, sure, gone=GONE, noun="answer", title=title, lead=SURENESS, label=title
        )

    said = any(score.sure for score in bound.plan.all(Score))
    return Folded("route/sureness", bound, make, open=said)


def scores(plan: Plan) -> Shape:
    """Return a row for each option, doing nothing included, once there are criteria."""
    return _shape(plan, [_scored(each) for each in plan.all(Criterion)], "value", "as_is")


def sure(plan: Plan) -> Shape:
    """Return the same for how sure each score is; where there is no score, nothing can be said."""
    columns = [
        FieldSpec(each.id, each.name, "number", minimum=1, maximum=3, step=1)
        for each in plan.all(Criterion)
    ]
    return _shape(plan, columns, "sure", "as_is_sure")


def _scored(criterion: Criterion) -> FieldSpec:
    worst, best = criterion.span
    ends = (
        f"{say_number(at)} {words}".strip()
        for at, words in ((worst, criterion.worst), (best, criterion.best))
    )
    unit = criterion.unit if criterion.counted_in == "unit" else ""
    help = " → ".join(ends)
    return FieldSpec(criterion.id, criterion.name, "number", help, unit=unit)


def _shape(plan: Plan, columns: Sequence[FieldSpec], field: str, as_is: str) -> Shape:
    criteria = plan.all(Criterion)
    return Shape([OPTION, *columns], list(_rows(plan, criteria, field, as_is)) if criteria else [])


def _rows(plan: Plan, criteria: Sequence[Criterion], field: str, as_is: str) -> Iterator[Row]:
    for each in live_work(plan):
        own = {score.criterion_id: score for score in plan.of(Score, "initiative_id", each.id)}
        cells = {c.id: (_place(each.id, c, own.get(c.id)), field) for c in criteria}
        bare = () if field == "value" else tuple(c.id for c in criteria if c.id not in own)
        yield Row(each.id, {"option": each.name}, cells, bare)
    bare = () if field == "value" else tuple(c.id for c in criteria if c.as_is is None)
    yield Row("nothing", {"option": NOTHING}, {c.id: (_nothing(c), as_is) for c in criteria}, bare)


@dataclass(frozen=True)
class _Scored(Place):
    """A score that is shown only while it is in what its criterion is counted in.

    What was given in points before there was a unit has to be typed anew, even where the number
    stays the same.
    """

    stale: bool = False

    def value(self, field: str) -> Any:
        return None if self.stale and field in ("value", "as_is") else super().value(field)


def _place(initiative: str, criterion: Criterion, score: Score | None) -> Place:
    now = {"counted_in": criterion.counted_in}
    where = {"initiative_id": initiative, "criterion_id": criterion.id, **now}
    stale = score is not None and score.counted_in != criterion.counted_in
    return _Scored(Score, where, score, {"value": now}, stale=stale)


def _nothing(criterion: Criterion) -> Place:
    anew = {"as_is": {"as_is_in": criterion.counted_in}}
    stale = criterion.as_is_in != criterion.counted_in
    return _Scored(Criterion, {}, criterion, anew, stale=stale)
