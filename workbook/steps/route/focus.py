"""What the work says of itself: how much of it is your own, and what was sworn off."""

from datetime import date
from typing import Any

from workbook.insight.route.focus import Focus, focus
from workbook.steps.finding import Finding
from workbook.steps.quarters import suggested
from workbook.strategy import Plan

__all__ = ["apart", "conflicts"]


def apart(plan: Plan) -> Finding:
    """Return in words how much of the work sets the business apart."""
    return Finding("route/focus", plan, _apart)


def conflicts(plan: Plan) -> Finding:
    """Return the warnings of work that was sworn off."""
    return Finding("route/conflicts", plan, _conflicts)


def _apart(plan: Plan) -> dict[str, Any]:
    found = _focus(plan)
    return {"sentence": found.sentence, "warning": found.warning}


def _conflicts(plan: Plan) -> dict[str, Any]:
    return {"sentences": tuple(conflict.sentence for conflict in _focus(plan).conflicts)}


def _focus(plan: Plan) -> Focus:
    return focus(plan, suggested(plan, date.today()))
