"""What the quarter means, in the owner's words, and what its readings teach."""

from collections.abc import Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.finding import Later
from workbook.steps.review.changed import asked_why
from workbook.steps.review.learnt import Learnt
from workbook.steps.section import section
from workbook.strategy import KPI, Review

__all__ = ["parts"]

CHAPTER = "review/lessons"
LEARNT = "What worked, what moves together, and how sure you are of your targets."
SAID = ("headline", "worries", "message")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the headline, the worries and the message, and offer what the readings teach."""
    return [
        section(
            CHAPTER,
            "",
            "The numbers say what happened. You say what it means.",
            ("said",),
            bound.form(Review, SAID, {"quarter": str(bound.quarter)}),
            *asked_why(bound),
        ),
        Later([_learnt(bound)], bound.plan, lambda plan: bool(plan.all(KPI))),
    ]


def _learnt(bound: Binding) -> widgets.Widget:
    return section(CHAPTER, "What the quarter teaches", LEARNT, ("odds",), Learnt(bound))
