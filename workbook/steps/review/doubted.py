"""Readings that look like a slip: asked about once, beneath the tables they were typed into."""

from collections.abc import Iterator

from workbook.forms import FieldSpec
from workbook.insight.review.doubts import Doubt, odd_readings
from workbook.quarter import Quarter
from workbook.steps.binding import Binding
from workbook.steps.finding import Later
from workbook.steps.matrix import Matrix
from workbook.steps.shape import Place, Row, Shape
from workbook.strategy import KPI, Plan, Reading
from workbook.strategy.destination.kpis import readings_of

__all__ = ["asked_again"]

LEAD = (
    "What you typed is kept. Correct it above, or say here why it is right: until then the pack "
    "marks it, and its KPI has no status."
)
GONE = "That reading was put right meanwhile, so there is nothing more to say about it."
FIELDS = (
    FieldSpec("asked", "Reading", "long text", fixed=True),
    FieldSpec("note", "Why it is right", help="Such as: the fair was in town.", max_length=200),
)


def asked_again(bound: Binding) -> Later:
    """Return the part that asks, shown while there is something to ask."""
    quarter = bound.quarter

    def shape(plan: Plan) -> Shape:
        return Shape(FIELDS, [_row(plan, doubt) for doubt in _every(plan, quarter)])

    title = "Is this right?"
    table = Matrix(bound.book, shape, gone=GONE, title=title, lead=LEAD, noun="reading")
    table.add_class("ws-answers")
    return Later([table], bound.plan, lambda plan: any(_every(plan, quarter)))


def _every(plan: Plan, quarter: Quarter) -> Iterator[Doubt]:
    for kpi in plan.all(KPI):
        yield from odd_readings(plan, quarter, kpi)


def _row(plan: Plan, doubt: Doubt) -> Row:
    day = doubt.period.start
    [reading] = readings_of(plan, doubt.kpi, day, day)
    place = Place(Reading, {"kpi_id": doubt.kpi.id, "start": day}, reading)
    return Row(reading.id, {"asked": doubt.sentence}, {"note": (place, "note")})
