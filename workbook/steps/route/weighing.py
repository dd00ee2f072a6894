"""How much each criterion counts: a table for the way that is in use, the others kept aside."""

from dataclasses import replace

from workbook.forms import FieldSpec, specs
from workbook.steps.binding import Binding
from workbook.steps.matrix import Matrix
from workbook.steps.shape import Place, Row, Shape
from workbook.strategy import Comparison, Criterion, Plan
from workbook.strategy.route.choosing import Pair, Way, comparisons, weighting
from workbook.wording import say_number

__all__ = ["shape", "weight_table"]

GONE = "That criterion is no longer there, or you weigh in another way now. Look at what is asked."
CRITERION = FieldSpec("criterion", "Criterion", fixed=True)
STEP = FieldSpec("step", "From worst to best", "long text", fixed=True)
PAIR = (
    FieldSpec("first", "First", fixed=True),
    FieldSpec("second", "Second", fixed=True),
)


def weight_table(bound: Binding) -> Matrix:
    """Return the table in which the criteria are weighed."""
    return Matrix(bound.book, shape, gone=GONE, noun="weight", label="Weights")


def shape(plan: Plan) -> Shape:
    """Return a row for each criterion, or for each two of them where they are compared."""
    way = weighting(plan).way
    if way == "comparing":
        [times] = specs(Comparison, ("times",))
        pairs = comparisons(plan)
        return Shape([*PAIR, replace(times, required=False)], [_pair(pair) for pair in pairs])
    field = _FIELD[way]
    criteria = plan.all(Criterion)
    columns = [CRITERION, STEP, *specs(Criterion, (field,))]
    return Shape(columns, [_criterion(each, field) for each in criteria])


_FIELD: dict[Way, str] = {"swing": "swing", "ranking": "place"}


def _criterion(criterion: Criterion, field: str) -> Row:
    told = {"criterion": criterion.name, "step": _step(criterion)}
    return Row(criterion.id, told, {field: (Place(Criterion, {}, criterion), field)})


def _step(criterion: Criterion) -> str:
    """Say what is weighed: `no café (0) → twenty more (20)`."""
    unit = criterion.unit if criterion.counted_in == "unit" else ""
    ends = zip((criterion.worst, criterion.best), criterion.span, strict=True)
    said = [
        f"{words} ({say_number(at, unit)})" if words else say_number(at, unit) for words, at in ends
    ]
    return " → ".join(said)


def _pair(pair: Pair) -> Row:
    ids = {"first_id": pair.first.id, "second_id": pair.second.id}
    place = Place(Comparison, ids, pair.said)
    told = {"first": pair.first.name, "second": pair.second.name}
    return Row(".".join(sorted(ids.values())), told, {"times": (place, "times")})
