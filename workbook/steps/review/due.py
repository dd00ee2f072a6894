"""The readings of a quarter that people type: a row for each period, a column for each KPI."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from workbook.calendar import Calendar
from workbook.forms import FieldSpec
from workbook.period import Period, Unit
from workbook.quarter import Quarter
from workbook.steps.shape import Place, Row, Shape
from workbook.strategy import KPI, Plan, Reading
from workbook.strategy.destination.kpis import open_kpis, readings_of
from workbook.strategy.remembering import remembered
from workbook.strategy.series import Series
from workbook.wording import say_number

__all__ = ["Due"]

_FIRST = {"day": "Day", "week": "Week from", "month": "Month", "quarter": "Quarter"}
# What somebody types is no longer the file's, whatever it was before.
_TYPED = {"value": {"complete": True, "rows": None, "source_id": None}}


@dataclass(frozen=True)
class Due:
    """The readings of a quarter that can be given by `today`, of KPIs read once a `unit`.

    What files answer for is not asked: a period that they fill for every KPI has no row, and a KPI
    that they fill in every period no column. Nor is what came from a file typed over.
    """

    unit: Unit
    quarter: Quarter
    today: date
    calendar: Calendar

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods that are over."""
        every = Period.ending_in(self.unit, self.quarter, self.calendar)
        return tuple(period for period in every if period.end <= self.today)

    @property
    def later(self) -> Period | None:
        """The first period that is not over yet."""
        every = Period.ending_in(self.unit, self.quarter, self.calendar)
        return next((period for period in every if period.end > self.today), None)

    def kpis(self, plan: Plan) -> list[KPI]:
        """Return the KPIs that are read so often."""
        followed = open_kpis(plan, self.quarter.previous.end)
        return [kpi for kpi in followed if kpi.frequency == self.unit]

    def asks(self, plan: Plan) -> bool:
        """Return whether there is anything to type."""
        return bool(self.shape(plan).rows)

    def shape(self, plan: Plan) -> Shape:
        """Return what there is to type."""
        return _shape(plan, self)


@remembered
def _shape(plan: Plan, due: Due) -> Shape:
    kpis, periods = due.kpis(plan), due.periods
    found = plan.readings.in_quarter(kpis, due.quarter)
    filled = {kpi.id: _filled(due, periods, found.get(kpi.id)) for kpi in kpis}
    shown = [p for p in periods if any(p.start not in filled[kpi.id] for kpi in kpis)]
    asked = [kpi for kpi in kpis if any(p.start not in filled[kpi.id] for p in shown)]
    kept = {kpi.id: _kept(plan, kpi, shown) for kpi in asked}
    columns = [FieldSpec("period", _FIRST[due.unit], fixed=True)]
    before = plan.readings.in_quarter(asked, due.quarter.previous)
    columns += [spec for kpi in asked for spec in _columns(plan, kpi, before[kpi.id])]
    return Shape(columns, [_row(period, asked, kept) for period in shown])


def _filled(due: Due, periods: Sequence[Period], series: Series | None) -> AbstractSet[date]:
    """Return the first days of the periods that files answer for."""
    if series is None:
        return set()
    pairs = zip(series.starts.tolist(), series.sources, strict=True)
    starts = {start for start, source in pairs if source}
    if due.unit == "day" and starts:  # a day that is not in the file was a closed one
        last = max(starts)
        return {period.start for period in periods if period.start <= last}
    return starts


def _kept(plan: Plan, kpi: KPI, periods: Sequence[Period]) -> dict[date, Reading]:
    if not periods:
        return {}
    return {r.start: r for r in readings_of(plan, kpi, periods[0].start, periods[-1].start)}


def _columns(plan: Plan, kpi: KPI, before: Series) -> Iterator[FieldSpec]:
    last = before.whole.values[-1:].tolist()
    facts = [
        f"last {say_number(last[0], kpi.unit)}" if last else "",
        f"target {say_number(kpi.target, kpi.unit)}" if kpi.target is not None else "",
        plan.name_of(kpi.owner_id),
    ]
    help = ", ".join(filter(None, facts))
    yield FieldSpec(kpi.id, kpi.name, "number", help[:1].upper() + help[1:], unit=kpi.unit)
    if kpi.frequency == "day":
        yield FieldSpec(f"{kpi.id}.note", f"{kpi.name}: note", max_length=200)


def _row(period: Period, kpis: Sequence[KPI], kept: Mapping[str, Mapping[date, Reading]]) -> Row:
    cells, fixed = {}, []
    for kpi in kpis:
        reading = kept[kpi.id].get(period.start)
        where = {"kpi_id": kpi.id, "start": period.start}
        place = Place(Reading, where, reading, _TYPED)
        cells[kpi.id] = place, "value"
        if period.unit == "day":
            cells[f"{kpi.id}.note"] = place, "note"
        if reading and reading.source_id:
            fixed += [name for name, (behind, _) in cells.items() if behind is place]
    return Row(period.start.isoformat(), {"period": _label(period)}, cells, tuple(fixed))


def _label(period: Period) -> str:
    """Name a period where its quarter is known."""
    if period.unit == "quarter":
        return "The quarter"
    day = period.start
    return f"{day:%B}" if period.unit == "month" else f"{day.day} {day:%B}"
