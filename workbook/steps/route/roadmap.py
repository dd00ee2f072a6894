"""The points on the way of each initiative, and how the days promised for them moved."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.charts.milestone_trend import milestone_trend_chart
from workbook.insight.route.milestone_trend import MilestoneTrend, milestone_trend
from workbook.steps.binding import Binding
from workbook.steps.finding import Sought
from workbook.steps.quarters import suggested
from workbook.steps.section import section
from workbook.strategy import Milestone, Plan

__all__ = ["parts"]

MILESTONE = ("initiative_id", "name", "due", "done_on")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the milestones, and show how their promises moved."""
    return [
        section(
            "route/roadmap",
            "",
            "Points on the way that are either reached or not.",
            ("milestones",),
            bound.table(Milestone, MILESTONE, noun="milestone"),
            Sought("route/roadmap", bound.plan, _told, _drawn),
        )
    ]


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
