"""The day of a workshop and its blocks, from an agenda that others have tried."""

from collections.abc import Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.section import section
from workbook.strategy import Block, Session

__all__ = ["parts"]

CHAPTER = "workshop/agenda"
DAY = ("name", "held_on", "begins", "decides", "invited")
AFTER = ("took_part", "rated", "closed")
BLOCK = ("session_id", "name", "minutes", "starts", "output", "method", "materials", "who")
DEEPER = ("alone", "least", "may_drop", "on_day", "asked", "checked")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the day, and for its blocks."""
    day = bound.table(Session, DAY, deep=AFTER, noun="workshop")
    blocks = bound.table(Block, BLOCK, deep=DEEPER, noun="block")
    return [
        section(CHAPTER, "", "One day on which three to thirty people decide.", ("day",), day),
        section(CHAPTER, "Its blocks", "What is done, and for how long.", ("blocks",), blocks),
    ]
