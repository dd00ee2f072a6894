"""Readings that look like a slip: asked about once, beneath the tables they were typed into."""

from collections.abc import Iterator

from workbook.forms import FieldSpec
from workbook.insight.review.doubts import Doubt, odd_readings
from workbook.steps.binding import Binding
from workbook.steps.finding import Later
from workbook.steps.matrix import Matrix
from workbook.steps.review.covered import Cover
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


def asked_again(bound: Binding, cover: Cover) -> Later:
    """Return the part that asks, shown while there is something to ask."""

    def shape(plan: Plan) -> Shape:
        return Shape(FIELDS, [_row(plan, doubt) for doubt in _every(plan, cover)])

    title = "Is this right?"
    table = Matrix(bound.book, shape, gone=GONE, title=title, lead=LEAD, noun="reading")
    table.add_class("ws-answers")
    return Later([table], bound.plan, lambda plan: any(_every(plan, cover)))


def _every(plan: Plan, cover: Cover) -> Iterator[Doubt]:
    over = cover.over(plan)
    for kpi in plan.all(KPI):
        if kpi.id not in over:  # the question says what it read
            yield from odd_readings(plan, cover.quarter, kpi)


def _row(plan: Plan, doubt: Doubt) -> Row:
    day = doubt.period.start
    [reading] = readings_of(plan, doubt.kpi, day, day)
    place = Place(Reading, {"kpi_id": doubt.kpi.id, "start": day}, reading)
    return Row(reading.id, {"asked": doubt.sentence}, {"note": (place, "note")})
