"""First figures that are still to be confirmed: marked here, and confirmed here."""

from collections.abc import Iterator

from workbook.forms import FieldSpec
from workbook.quarter import Quarter
from workbook.steps.binding import Binding
from workbook.steps.folded import Folded
from workbook.steps.matrix import Matrix
from workbook.steps.review.covered import HIDDEN, Cover
from workbook.steps.shape import Place, Row, Shape
from workbook.strategy import KPI, Plan, Reading
from workbook.strategy.destination.kpis import open_kpis, readings_of
from workbook.strategy.series import Series
from workbook.wording import say_number

__all__ = ["flash"]

TITLE = "Still to be confirmed"
LEAD = (
    "Tick what is not final. It is drawn hollow and judged, but no limits come from it, and no "
    "target is met by it without the word “provisional”. Take the tick away to confirm it."
)
GONE = "That reading is no longer there, or was confirmed meanwhile."
FIELDS = (
    FieldSpec("told", "Reading", "long text", fixed=True),
    FieldSpec("provisional", "Provisional", "tick"),
)


def flash(bound: Binding, cover: Cover) -> Folded:
    """Return the part that asks which readings of a quarter are provisional."""
    quarter = bound.quarter

    def make() -> Matrix:
        return Matrix(
            bound.book,
            lambda plan: _shape(plan, cover),
            gone=GONE,
            title=TITLE,
            label=TITLE,
            lead=LEAD,
            noun="flash reading",
        )

    return Folded(
        "review/flash",
        bound,
        make,
        open=any(series.provisional.any() for _, series in _read(bound.plan, quarter)),
        told=lambda plan: {"begun": any(len(series) for _, series in _read(plan, quarter))},
    )


def _read(plan: Plan, quarter: Quarter) -> Iterator[tuple[KPI, Series]]:
    kpis = open_kpis(plan, quarter.previous.end)
    found = plan.readings.in_quarter(kpis, quarter)
    return ((kpi, found[kpi.id]) for kpi in kpis)


def _shape(plan: Plan, cover: Cover) -> Shape:
    """Lay out what is provisional, and the newest reading of each KPI, which may become so."""
    over = cover.over(plan)
    rows = [
        _row(plan, kpi, series[place : place + 1], covered=kpi.id in over)
        for kpi, series in _read(plan, cover.quarter)
        for place in range(len(series))
        if series.provisional[place] or place == len(series) - 1
    ]
    return Shape(FIELDS, rows)


def _row(plan: Plan, kpi: KPI, one: Series, *, covered: bool) -> Row:
    period = one.period(0)
    [reading] = readings_of(plan, kpi, period.start, period.start)
    place = Place(Reading, {"kpi_id": kpi.id, "start": period.start}, reading)
    value = HIDDEN if covered else say_number(float(one.values[0]), kpi.unit)
    told = f"{kpi.name}, {period.label}: {value}"
    return Row(reading.id, {"told": told}, {"provisional": (place, "provisional")})
