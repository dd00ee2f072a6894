"""What each KPI showed in the quarter: a table for KPIs that are read equally often."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.review.rollups import roll_ups
from workbook.period import Period, Unit
from workbook.quarter import Quarter
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding, Later
from workbook.steps.matrix import Matrix
from workbook.steps.review.claimed import claimed
from workbook.steps.review.doubted import asked_again
from workbook.steps.review.due import Due
from workbook.steps.review.flash import flash
from workbook.steps.review.phases import Phases
from workbook.steps.section import section
from workbook.strategy import KPI, Plan
from workbook.wording import say_list, say_number

__all__ = ["parts"]

GONE = "That KPI or period is no longer asked for: it came from a file meanwhile, or the KPI went."
TITLES: Mapping[Unit, str] = {
    "month": "Each month",
    "week": "Each week, from {day}",
    "day": "Each day",
    "quarter": "The whole quarter",
}
SHOWN = 12  # KPIs from files that are named; of a hundred, nobody reads the rest


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the readings of each KPI, and tell which came from files."""
    calendar = bound.plan.calendar
    every = [Due(unit, bound.quarter, date.today(), calendar) for unit in TITLES]
    return [
        section(
            "review/readings",
            "",
            f"What each KPI showed in {bound.quarter}. Leave empty what you do not know.",
            ("readings",),
            Finding("review/readings", bound.plan, lambda plan: _facts(plan, every)),
            *(Later([_typed(bound, due)], bound.plan, due.asks) for due in every),
            asked_again(bound),
            flash(bound),
            *claimed(bound),
            Finding("review/rollups", bound.plan, lambda plan: _made(plan, bound.quarter)),
            Phases(bound),
        )
    ]


def _made(plan: Plan, quarter: Quarter) -> Mapping[str, Any]:
    return {"lines": roll_ups(plan, quarter).lines}


def _typed(bound: Binding, due: Due) -> Matrix:
    title = TITLES[due.unit].format(day=due.calendar.weekday)
    return Matrix(bound.book, due.shape, gone=GONE, noun=due.unit, title=title, label=title)


def _facts(plan: Plan, every: Sequence[Due]) -> Mapping[str, Any]:
    kpis = plan.all(KPI)
    files = list(_from_files(plan, kpis, every[0].quarter))
    waiting = (due.later for due in every if due.kpis(plan))
    return {
        "begun": bool(kpis),
        "files": files[:SHOWN],
        "more": len(files) - SHOWN,
        "later": [period for period in waiting if period],
    }


@dataclass(frozen=True)
class _FromFiles:
    """What files gave of one KPI in a quarter."""

    kpi: KPI
    count: int
    newest: str
    period: str
    files: str


def _from_files(plan: Plan, kpis: Sequence[KPI], quarter: Quarter) -> Iterator[_FromFiles]:
    found = plan.readings.in_quarter(kpis, quarter)
    for kpi in kpis:
        series = found.get(kpi.id)
        if series is None or not any(series.sources):
            continue
        given = series[series.sources != None]  # noqa: E711 (element by element)
        names = dict.fromkeys(map(plan.name_of, dict.fromkeys(given.sources)))
        newest = say_number(given.values[-1].item(), kpi.unit)
        period: Period = given.period(-1)
        yield _FromFiles(kpi, len(given), newest, period.name, say_list(list(names)))
