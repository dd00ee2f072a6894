"""What each KPI showed in the quarter: a table for KPIs that are read equally often."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.review.rollups import roll_ups
from workbook.period import Period, Unit
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding, Later
from workbook.steps.matrix import Matrix
from workbook.steps.review.claimed import claimed
from workbook.steps.review.covered import HIDDEN, Cover
from workbook.steps.review.doubted import asked_again
from workbook.steps.review.due import Due
from workbook.steps.review.flash import flash
from workbook.steps.review.guesses import Guessing
from workbook.steps.review.phases import Phases
from workbook.steps.section import section
from workbook.steps.shape import Shape
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
    cover = Cover(bound.quarter)
    guessing = Guessing(bound, cover)
    return [
        section(
            "review/readings",
            "",
            f"What each KPI showed in {bound.quarter}. Leave empty what you do not know.",
            ("readings",),
            Finding("review/readings", bound.plan, lambda plan: _facts(plan, every, cover)),
            guessing,
            *(Later([_typed(bound, due, cover)], bound.plan, due.asks) for due in every),
            asked_again(bound, cover),
            guessing.switch,
            flash(bound, cover),
            *claimed(bound, cover),
            Finding("review/rollups", bound.plan, lambda plan: _made(plan, cover)),
            Phases(bound, cover),
        )
    ]


def _made(plan: Plan, cover: Cover) -> Mapping[str, Any]:
    lines, over = roll_ups(plan, cover.quarter).lines, cover.over(plan)
    # What a KPI comes to tells of its parts, and they of it.
    return {"lines": () if any(line.kpi.id in over for line in lines) else lines}


def _typed(bound: Binding, due: Due, cover: Cover) -> Matrix:
    title = TITLES[due.unit].format(day=due.calendar.weekday)

    def lay(plan: Plan) -> Shape:
        return cover.laid(due.shape(plan), plan)

    return Matrix(
        bound.book, lay, gone=GONE, keep=cover.keep, noun=due.unit, title=title, label=title
    )


def _facts(plan: Plan, every: Sequence[Due], cover: Cover) -> Mapping[str, Any]:
    kpis = plan.all(KPI)
    files = list(_from_files(plan, kpis, cover))
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


def _from_files(plan: Plan, kpis: Sequence[KPI], cover: Cover) -> Iterator[_FromFiles]:
    found, over = plan.readings.in_quarter(kpis, cover.quarter), cover.over(plan)
    for kpi in kpis:
        series = found.get(kpi.id)
        if series is None or not any(series.sources):
            continue
        given = series[series.sources != None]  # noqa: E711 (element by element)
        names = dict.fromkeys(map(plan.name_of, dict.fromkeys(given.sources)))
        newest = HIDDEN if kpi.id in over else say_number(given.values[-1].item(), kpi.unit)
        period: Period = given.period(-1)
        yield _FromFiles(kpi, len(given), newest, period.name, say_list(list(names)))
