"""The results that would make the vision come true: what they are, and whether they hold."""

from collections.abc import Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.destination.alignment import alignment_section
from workbook.steps.destination.smart import smart_section
from workbook.steps.review.elsewhere import from_a_file
from workbook.steps.section import section
from workbook.strategy import Objective

__all__ = ["parts"]

CHAPTER = "destination/objectives"
OBJECTIVE = (
    "name", "why", "owner_id", "due", "level", "department_id", "parent_id", "perspective",
    "weight", "ended_on", "ended_why",
)  # fmt: skip


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the objectives, and tell whether they are SMART and hang together."""
    objectives = section(
        CHAPTER,
        "",
        "The three to five results that would make the vision come true.",
        ("objectives",),
        bound.table(Objective, OBJECTIVE, noun="objective"),
        from_a_file(bound.plan, Objective),
    )
    return [objectives, smart_section(bound), alignment_section(bound)]
