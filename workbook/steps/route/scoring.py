"""The scores as a table: an option a row, a criterion a column, worst and best in its head."""

from collections.abc import Iterator

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.forms import FieldSpec
from workbook.steps.binding import Binding
from workbook.steps.matrix import Matrix
from workbook.steps.shape import Place, Row, Shape
from workbook.strategy import Criterion, Plan, Score
from workbook.strategy.route.choosing import NOTHING
from workbook.strategy.route.initiatives import live_work
from workbook.wording import say_number

__all__ = ["score_table", "shape"]

GONE = "That initiative or criterion is no longer there. Look at both lists, then score it here."
OPTION = FieldSpec("option", "Option", "long text", fixed=True)


def score_table(bound: Binding) -> widgets.Widget:
    """Return the table in which each option is scored on each criterion."""
    return Matrix(bound.book, shape, gone=GONE, noun="score", label="Scores")


def shape(plan: Plan) -> Shape:
    """Return a row for each option, doing nothing included, once there are criteria."""
    criteria = plan.all(Criterion)
    columns = [OPTION, *map(_column, criteria)]
    return Shape(columns, list(_rows(plan, criteria)) if criteria else [])


def _column(criterion: Criterion) -> FieldSpec:
    worst, best = criterion.span
    ends = (
        f"{say_number(at)}: {words}"
        for at, words in ((worst, criterion.worst), (best, criterion.best))
        if words
    )
    unit = criterion.unit if criterion.counted_in == "unit" else ""
    help = "; ".join(ends) or f"From {criterion.range}."
    return FieldSpec(criterion.id, criterion.name, "number", help, unit=unit)


def _rows(plan: Plan, criteria: tuple[Criterion, ...]) -> Iterator[Row]:
    for each in live_work(plan):
        own = {score.criterion_id: score for score in plan.of(Score, "initiative_id", each.id)}
        cells = {}
        for criterion in criteria:
            now = {"counted_in": criterion.counted_in}
            where = {"initiative_id": each.id, "criterion_id": criterion.id, **now}
            place = Place(Score, where, own.get(criterion.id), {"value": now})
            cells[criterion.id] = place, "value"
        yield Row(each.id, {"option": each.name}, cells)
    yield Row("nothing", {"option": NOTHING}, {c.id: (_nothing(c), "as_is") for c in criteria})


def _nothing(criterion: Criterion) -> Place:
    return Place(Criterion, {}, criterion, {"as_is": {"as_is_in": criterion.counted_in}})
