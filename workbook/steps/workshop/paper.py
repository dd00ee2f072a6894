"""Votes on paper: sheets are printed, then typed in or photographed, and each counts once."""

from collections.abc import Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.section import section
from workbook.steps.workshop.paper_desk import PaperDesk
from workbook.steps.workshop.paper_photos import Photos
from workbook.steps.workshop.paper_printing import Printing
from workbook.steps.workshop.paper_typing import Typing

__all__ = ["Desk", "parts"]

CHAPTER = "workshop/paper"
LEAD = "For a room without phones or network: each person has a sheet, and votes as all others do."
TYPED = "A row for each sheet, in the order of its boxes. Enter leads to the next sheet."
SEEN = (
    "Photograph each sheet, or scan all of them. What is clear is read, and all else is shown to "
    "you beside its picture. It was tried on simulated photographs only: look at a few yourself."
)


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Print sheets, and take them in."""
    return Desk(bound).parts


class Desk(PaperDesk):
    """Printing, typing and photographs, for the same room."""

    def __init__(self, bound: Binding) -> None:
        super().__init__(bound)
        self.printing = Printing(self)
        self.typing = Typing(self)
        self.photos = Photos(self)
        self.parts = [
            section(CHAPTER, "", LEAD, ("print",), self.printing),
            section(CHAPTER, "Type them in", TYPED, ("enter",), self.typing),
            section(CHAPTER, "Or photograph them", SEEN, (), self.photos),
        ]

    def show(self) -> None:
        """Tell in every part what is known by now."""
        for part in (self.printing, self.typing, self.photos):
            part.show()
