"""The points on the way of each initiative."""

from collections.abc import Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.section import section
from workbook.strategy import Milestone

__all__ = ["parts"]

MILESTONE = ("initiative_id", "name", "due", "done_on")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the milestones."""
    return [
        section(
            "route/roadmap",
            "",
            "Points on the way that are either reached or not.",
            ("milestones",),
            bound.table(Milestone, MILESTONE, noun="milestone"),
        )
    ]
