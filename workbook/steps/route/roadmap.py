"""The work on its timeline, the points on its way, and how the days promised for them moved."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.charts.milestone_trend import milestone_trend_chart
from workbook.charts.roadmap import roadmap_chart
from workbook.insight.route.milestone_trend import MilestoneTrend, milestone_trend
from workbook.insight.route.roadmap import roadmap
from workbook.steps.binding import Binding
from workbook.steps.finding import Sought
from workbook.steps.quarters import suggested
from workbook.steps.section import section
from workbook.strategy import Initiative, Milestone, Plan

__all__ = ["parts"]

CHAPTER = "route/roadmap"
INITIATIVE = ("name", "start", "due", "needs_ids")
MILESTONE = ("initiative_id", "name", "due", "done_on")
DATES = "Dates of the work"
LEAD = (
    "The bars are what the table under them says: change a date there, and its bar moves. The "
    "outline is what was promised first."
)


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Draw the work above the dates it is drawn from; ask for the milestones, and show theirs."""
    return [
        section(
            CHAPTER,
            "",
            LEAD,
            ("order",),
            Sought("route/timeline", bound.plan, _at_once, _bars, live=True),
            bound.table(Initiative, INITIATIVE, among=_open, noun="initiative", label=DATES),
        ),
        section(
            CHAPTER,
            "Milestones",
            "Points on the way that are either reached or not.",
            ("milestones",),
            bound.table(Milestone, MILESTONE, noun="milestone"),
            Sought("route/roadmap", bound.plan, _told, _drawn),
        ),
    ]


def _open(plan: Plan) -> Sequence[Initiative]:
    """Return the work whose dates still lie open."""
    return [each for each in plan.all(Initiative) if each.status not in ("done", "stopped")]


def _at_once(plan: Plan) -> Mapping[str, Any]:
    found = roadmap(plan, suggested(plan, date.today()))
    months = found.quarter.months
    return {"drawings": (), "lanes": found.lanes, "broken": found.broken, "months": months}


def _bars(plan: Plan) -> Mapping[str, Any]:
    found = roadmap(plan, suggested(plan, date.today()))
    return {**_at_once(plan), "drawings": (roadmap_chart(found),) if found.dated else ()}


def _found(plan: Plan) -> MilestoneTrend:
    return milestone_trend(plan, suggested(plan, date.today()))


def _told(plan: Plan) -> Mapping[str, Any]:
    lines = _found(plan).lettered
    told = [f"{letter} {trend.milestone.name}: {trend.told}." for letter, trend in lines]
    return {"drawings": (), "told": told}


def _drawn(plan: Plan) -> Mapping[str, Any]:
    found = _found(plan)
    drawn = (milestone_trend_chart(found),) if found.trends else ()
    return {**_told(plan), "drawings": drawn}
