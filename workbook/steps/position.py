"""The page “Assess the position”: what helps, what hinders, and what there is to work with."""

from typing import TYPE_CHECKING

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.guided import guided, section
from workbook.steps.technology import parts
from workbook.strategy import Resource, SwotItem
from workbook.widgets import Page

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["page"]

# Kind, heading, and what it is, in the order in which they are asked.
SWOT = (
    ("strength", "Strengths", "Inside the business: what you do better than others."),
    ("weakness", "Weaknesses", "Inside the business: what slows you down."),
    ("opportunity", "Opportunities", "Outside: something changing that you could use."),
    ("threat", "Threats", "Outside: something that could hurt you."),
)
RESOURCE = ("name", "kind", "amount", "unit", "note")


def page(book: "Workbook") -> Page:
    """Return the page, filled with what the workbook holds."""
    bound = Binding(book)
    resources = section(
        "position",
        "Resources",
        "What is really free for the plan in one quarter.",
        ("resources",),
        bound.table(Resource, RESOURCE, noun="resource"),
    )
    return guided("position", bound, [_swot(bound), resources, *parts(bound)])


def _swot(bound: Binding) -> widgets.Widget:
    quarters = [
        section(
            "position",
            title,
            lead,
            (kind,),
            bound.table(SwotItem, ("text", "evidence"), {"kind": kind}, noun=kind),
        )
        for kind, title, lead in SWOT
    ]
    box = widgets.VBox(quarters)
    box.add_class("ws-swot")
    return box
