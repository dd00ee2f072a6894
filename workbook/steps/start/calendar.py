"""The month that the business's year begins in, and the day that its weeks begin on."""

from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.period import Period
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding
from workbook.steps.section import section
from workbook.strategy import BusinessYear, Plan

__all__ = ["parts"]

COUNTED = ("year_begins", "week_begins")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for both, and tell what a quarter and a week are then."""
    return [
        section(
            "start/calendar",
            "",
            "Leave this as it is if your year begins in January and your weeks on Monday.",
            ("calendar",),
            bound.form(BusinessYear, COUNTED),
            Finding("start/calendar", bound.plan, _told),
        )
    ]


def _told(plan: Plan) -> Mapping[str, Any]:
    calendar, today = plan.calendar, plan.today
    now = calendar.quarter_of(today)
    first = calendar.quarter(f"{now.year}-Q1")
    week = Period.of("week", today, calendar)
    return {"now": now, "first": first, "last": first.plus(3), "week": week}
