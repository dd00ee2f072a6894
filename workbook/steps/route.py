"""The page “Map the route”: the work, its milestones, and the decisions behind it."""

from typing import TYPE_CHECKING

from workbook.forms import Page
from workbook.steps.binding import Binding
from workbook.steps.guided import guided, section
from workbook.strategy import Decision, Initiative, Milestone

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["page"]

INITIATIVE = ("name", "objective_ids", "owner_id", "status", "start", "due", "cost", "hours")
MILESTONE = ("initiative_id", "name", "due", "done_on")
DECISION = (
    "title", "kind", "initiative_id", "reason", "owner_id", "due", "decided_on", "reopen_when",
)  # fmt: skip


def page(book: "Workbook") -> Page:
    """Return the page, filled with what the workbook holds."""
    bound = Binding(book)
    initiatives = section(
        "route",
        "Initiatives",
        "The pieces of work that move your objectives.",
        ("initiatives",),
        bound.table(Initiative, INITIATIVE, noun="initiative"),
    )
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
    return guided("route", bound, [initiatives, milestones, decisions])
