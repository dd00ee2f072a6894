"""Two criteria and two options: small enough to reckon by hand."""

from tests.insight.small import make, plan
from workbook import Quarter
from workbook.insight.route.choosing import choosing
from workbook.strategy import Criterion, Initiative, Score

Q3 = Quarter.parse("2026-Q3")
CAFES = make(Criterion, id="cafes", name="Cafés won", worst="none", best="twenty", swing=100)
HOURS = make(
    Criterion, id="hours", name="Our hours", unit="hours", worst_at=200, best_at=0, swing=50
)  # fmt: skip
SHIFT = make(Initiative, id="shift", name="Second shift lead")
PRICES = make(Initiative, id="prices", name="Price list")
VAN = make(Initiative, id="van", name="Third van")


def score(initiative, criterion, value, **more):
    """Return what an initiative scores, in what the criterion is counted in."""
    ids = {"initiative_id": initiative.id, "criterion_id": criterion.id}
    return make(Score, **{**ids, "value": value, "counted_in": criterion.counted_in, **more})


SCORES = (
    score(SHIFT, CAFES, 90), score(SHIFT, HOURS, 160),
    score(PRICES, CAFES, 40), score(PRICES, HOURS, 80),
)  # fmt: skip
COMPARED = (CAFES, HOURS, SHIFT, PRICES, *SCORES)


def found(*records):
    """Return what is found out of these records."""
    return choosing(plan(*records), Q3)


def changed(record, **fields):
    """Return a record as it would be with other fields."""
    return make(type(record), **{**record.model_dump(), **fields})
