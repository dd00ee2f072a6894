"""What the quarter means, in the owner's words, and what its readings teach."""

from collections.abc import Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.review.changed import asked_why
from workbook.steps.review.learnt import Learnt
from workbook.steps.section import section
from workbook.strategy import Review

__all__ = ["parts"]

SAID = ("headline", "worries", "message")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the headline, the worries and the message, and offer what the readings teach."""
    return [
        section(
            "review/lessons",
            "",
            "The numbers say what happened. You say what it means.",
            ("said",),
            bound.form(Review, SAID, {"quarter": str(bound.quarter)}),
            *asked_why(bound),
            Learnt(bound),
        )
    ]
