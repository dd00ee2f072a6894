"""What matters next quarter, who does what by when, and who has to hear of it."""

from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.review.next_quarter import next_quarter
from workbook.quarter import Quarter
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding
from workbook.steps.review.messages import Messages
from workbook.steps.section import section
from workbook.strategy import Action, Plan, Priority

__all__ = ["parts"]

CHAPTER = "review/next"
PRIORITY = ("name", "objective_id")
ACTION = ("name", "priority_id", "owner_id", "due")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the priorities, the actions and, in a fold, the messages."""
    where = {"quarter": str(bound.quarter)}
    priorities = section(
        CHAPTER,
        f"Priorities for {bound.quarter.next.told}",
        "What matters most next quarter: three at most.",
        ("priorities",),
        bound.table(Priority, PRIORITY, where, noun="priority"),
    )
    actions = section(
        CHAPTER,
        f"Actions for {bound.quarter.next.told}",
        "Who does what, and by when.",
        ("actions",),
        Finding("review/next", bound.plan, lambda plan: _too_many(plan, bound.quarter)),
        bound.table(Action, ACTION, where, noun="action"),
        Messages(bound),
    )
    return [priorities, actions]


def _too_many(plan: Plan, quarter: Quarter) -> Mapping[str, Any]:
    return {"sentences": next_quarter(plan, quarter).too_many}
