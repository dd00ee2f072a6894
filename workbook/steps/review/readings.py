"""What each KPI showed in the quarter."""

from collections.abc import Sequence
from datetime import date

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.review.readings import say_period
from workbook.steps.binding import Binding
from workbook.steps.readings import QuarterReadings, imported, periods
from workbook.steps.section import section
from workbook.steps.words import Words
from workbook.strategy import KPI, Reading
from workbook.strategy.destination import period_end
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
    due = [start for start in periods(kpi.frequency, bound.quarter) if start not in taken]
    over = tuple(start for start in due if period_end(start, kpi.frequency) <= date.today())
    facts = Words(
        "review/kpi",
        kpi=kpi,
        owner=bound.plan.name_of(kpi.owner_id),
        objective=bound.plan.name_of(kpi.objective_id),
        imported=[
            (say_period(r.start, kpi.frequency), r.value, bound.plan.name_of(r.source_id))
            for r in from_files
        ],
        later=period_end(due[len(over)], kpi.frequency) if len(over) < len(due) else None,
    )
    return [facts, *_fields(bound, kpi, over)]


def _fields(bound: Binding, kpi: KPI, starts: tuple[date, ...]) -> list[widgets.Widget]:
    if kpi.frequency == "day":
        shared = {"kpi_id": kpi.id, "source_id": None}
        return [bound.table(Reading, DAY, shared, noun="day", label=kpi.name)]
    if not starts:
        return []
    typed = QuarterReadings(bound.book, kpi, bound.quarter, starts)
    form = RecordForm(
        typed.specs(), typed.record(), typed.save, reload=typed.records, label=kpi.name
    )
    form.add_class("ws-periods")
    return [form]
