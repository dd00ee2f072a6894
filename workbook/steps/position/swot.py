"""What helps, what hinders, and what there is to work with."""

from collections.abc import Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.section import section
from workbook.strategy import Resource, SwotItem

__all__ = ["parts"]

CHAPTER = "position/swot"
# Kind, heading, and what it is, in the order in which they are asked.
SWOT = (
    ("strength", "Strengths", "Inside the business: what you do better than others."),
    ("weakness", "Weaknesses", "Inside the business: what slows you down."),
    ("opportunity", "Opportunities", "Outside: something changing that you could use."),
    ("threat", "Threats", "Outside: something that could hurt you."),
)
RESOURCE = ("name", "kind", "amount", "unit", "note")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the four lists, and for what is free to use."""
    resources = section(
        CHAPTER,
        "Resources",
        "What is really free for the plan in one quarter.",
        ("resources",),
        bound.table(Resource, RESOURCE, noun="resource"),
    )
    return [_swot(bound), resources]


def _swot(bound: Binding) -> widgets.Widget:
    lists = [
        section(
            CHAPTER,
            title,
            lead,
            (kind,),
            bound.table(SwotItem, ("text", "evidence"), {"kind": kind}, noun=kind),
        )
        for kind, title, lead in SWOT
    ]
    box = widgets.VBox(lists)
    box.add_class("ws-swot")
    return box
