"""What each KPI showed in the quarter."""

from collections.abc import Sequence
from datetime import date

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.period import Period
from workbook.steps.binding import Binding
from workbook.steps.readings import QuarterReadings, imported
from workbook.steps.section import section
from workbook.steps.words import Words
from workbook.strategy import KPI, Plan, Reading
from workbook.strategy.destination.kpis import readings_of
from workbook.widgets import RecordForm

__all__ = ["parts"]

DAY = ("start", "value", "note")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the readings of each KPI."""
    asked = [part for kpi in bound.plan.all(KPI) for part in _kpi(bound, kpi)]
    return [
        section(
            "review/readings",
            "",
            f"What each KPI showed in {bound.quarter}. Leave empty what you do not know.",
            ("readings",),
            *(asked or [Words("review/nokpis")]),
        )
    ]


def _kpi(bound: Binding, kpi: KPI) -> list[widgets.Widget]:
    from_files = imported(bound.plan, kpi, bound.quarter)
    taken = {reading.start for reading in from_files}
    every = Period.ending_in(kpi.frequency, bound.quarter)
    due = [period for period in every if period.start not in taken]
    over = tuple(period.start for period in due if period.end <= date.today())
    facts = Words(
        "review/kpi",
        kpi=kpi,
        owner=bound.plan.name_of(kpi.owner_id),
        objective=bound.plan.name_of(kpi.objective_id),
        imported=[
            (Period(kpi.frequency, r.start).label, r.value, bound.plan.name_of(r.source_id))
            for r in from_files
        ],
        later=due[len(over)].end if len(over) < len(due) else None,
    )
    return [facts, *_fields(bound, kpi, over)]


def _fields(bound: Binding, kpi: KPI, starts: tuple[date, ...]) -> list[widgets.Widget]:
    if kpi.frequency == "day":
        shared, quarter = {"kpi_id": kpi.id, "source_id": None}, bound.quarter

        def days(plan: Plan) -> Sequence[Reading]:
            return readings_of(plan, kpi, quarter.start, quarter.end)

        return [bound.table(Reading, DAY, shared, among=days, noun="day", label=kpi.name)]
    if not starts:
        return []
    typed = QuarterReadings(bound.book, kpi, bound.quarter, starts)
    form = RecordForm(
        typed.specs(), typed.record(), typed.save, reload=typed.records, label=kpi.name
    )
    form.add_class("ws-periods")
    return [form]
