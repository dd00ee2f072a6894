"""What matters next quarter, and who does what by when."""

from collections.abc import Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.section import section
from workbook.strategy import Action, Priority

__all__ = ["parts"]

CHAPTER = "review/next"
PRIORITY = ("name", "objective_id")
ACTION = ("name", "priority_id", "owner_id", "due")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the priorities and the actions."""
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
        bound.table(Action, ACTION, where, noun="action"),
    )
    return [priorities, actions]
