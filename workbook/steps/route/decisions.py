"""What starts, pauses and stops, and what is left alone on purpose."""

from collections.abc import Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.route.focus import conflicts
from workbook.steps.section import section
from workbook.strategy import Decision, NotDoing

__all__ = ["parts"]

CHAPTER = "route/decisions"
NOT_DOING = ("name", "reason", "reopen_when", "watch_for")
DECISION = (
    "title", "kind", "initiative_id", "reason", "owner_id", "due", "decided_on", "reopen_when",
)  # fmt: skip


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the decisions, and for what is not done."""
    decisions = section(
        CHAPTER,
        "",
        "What starts, what pauses, what stops, and why.",
        ("decisions",),
        bound.table(Decision, DECISION, noun="decision"),
    )
    not_doing = section(
        CHAPTER,
        "What you will not do",
        "Good ideas that you leave alone for now, so that the rest gets done.",
        ("not_doing",),
        bound.table(NotDoing, NOT_DOING, noun="not-doing item"),
        conflicts(bound.plan),
    )
    return [decisions, not_doing]
