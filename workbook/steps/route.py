"""The page “Map the route”: the work, what is not done instead, and the decisions behind it."""

from datetime import date
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.route.focus import Focus, focus
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding
from workbook.steps.guided import guided, section
from workbook.steps.quarters import suggested
from workbook.strategy import Decision, Initiative, Milestone, NotDoing, Plan
from workbook.widgets import Page

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["page"]

INITIATIVE = (
    "name", "objective_ids", "owner_id", "distinction", "status", "start", "due", "cost", "hours",
)  # fmt: skip
MILESTONE = ("initiative_id", "name", "due", "done_on")
NOT_DOING = ("name", "reason", "reopen_when", "watch_for")
DECISION = (
    "title", "kind", "initiative_id", "reason", "owner_id", "due", "decided_on", "reopen_when",
)  # fmt: skip


def page(book: "Workbook") -> Page:
    """Return the page, filled with what the workbook holds."""
    bound = Binding(book)
    milestones = section(
        "route",
        "Milestones",
        "Points on the way that are either reached or not.",
        ("milestones",),
        bound.table(Milestone, MILESTONE, noun="milestone"),
    )
    decisions = section(
        "route",
        "Decisions",
        "What starts, what pauses, what stops, and why.",
        ("decisions",),
        bound.table(Decision, DECISION, noun="decision"),
    )
    return guided("route", bound, [_initiatives(bound), milestones, _not_doing(bound), decisions])


def _initiatives(bound: Binding) -> widgets.VBox:
    return section(
        "route",
        "Initiatives",
        "The pieces of work that move your objectives.",
        ("initiatives", "distinction"),
        bound.table(Initiative, INITIATIVE, noun="initiative"),
        Finding("focus", bound.plan, _apart),
    )


def _not_doing(bound: Binding) -> widgets.VBox:
    return section(
        "route",
        "What you will not do",
        "Good ideas that you leave alone for now, so that the rest gets done.",
        ("not_doing",),
        bound.table(NotDoing, NOT_DOING, noun="not-doing item"),
        Finding("conflicts", bound.plan, _conflicts),
    )


def _apart(plan: Plan) -> dict[str, Any]:
    found = _focus(plan)
    return {"sentence": found.sentence, "warning": found.warning}


def _conflicts(plan: Plan) -> dict[str, Any]:
    return {"sentences": tuple(conflict.sentence for conflict in _focus(plan).conflicts)}


def _focus(plan: Plan) -> Focus:
    return focus(plan, suggested(plan, date.today()))
