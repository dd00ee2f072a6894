"""Which sheets to print, and how many."""

from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.steps.asking import Asking, Said
from workbook.steps.packs import FileLink
from workbook.steps.workshop.paper_desk import PaperDesk
from workbook.widgets.part import plain_layout
from workbook.wording import file_name
from workbook.workshop.paper.sending import Asked
from workbook.workshop.paper.taking import MOST_SHEETS

__all__ = ["Looking", "Printing"]


class Looking(Asking):
    """Words that have the room looked for, once somebody sees them."""

    def __init__(self, template: str, desk: PaperDesk, said: Said, **facts: Any) -> None:
        super().__init__(template, said, **facts)
        self._desk = desk

    def seen(self) -> None:
        """Look for the room."""
        if not self._desk.asked and not self._desk.busy:
            self._desk.look()


class Printing(widgets.VBox):  # type: ignore[misc]
    """A question, a round and a number of sheets, then the sheets as a PDF."""

    def __init__(self, desk: PaperDesk) -> None:
        self._desk = desk
        self.question = ""
        self.round = 0
        self.count = 10
        self.told = ""
        self.words = Looking("workshop/paper_printing", desk, self._hear, **self._facts)
        super().__init__([self.words], layout=plain_layout())

    def show(self) -> None:
        """Show what there is to print."""
        self.words.say(**self._facts)

    @property
    def chosen(self) -> Asked | None:
        """The question that is chosen, or else the first one."""
        asked = self._desk.asked
        first = next(iter(asked), None)
        return next((each for each in asked if each.question.id == self.question), first)

    @property
    def _facts(self) -> dict[str, Any]:
        chosen = self.chosen
        return {
            "asked": self._desk.asked,
            "chosen": chosen,
            "round": self._number(chosen) if chosen else 1,
            "count": self.count,
            "most": MOST_SHEETS,
            "told": self.told,
            **self._desk.told("printing"),
        }

    def _number(self, chosen: Asked) -> int:
        """Return the round to print for: a closed one takes no sheets any more."""
        return max(self.round, chosen.next)

    def _hear(self, about: str, value: str) -> None:
        self.told = ""
        if about == "question":
            self.question, self.round = value, 0
        elif about == "round" and value.isdecimal():
            self.round = int(value)
        elif about == "count" and value.isdecimal():
            self.count = max(1, min(int(value), MOST_SHEETS))
        elif about == "print":
            self._desk.do("printing", "Making the sheets …", self.make)
            return
        elif about == "look":
            self._desk.look()
            return
        self.show()

    def make(self) -> None:
        """Make the sheets; the room knows their serials from now on.

        Raises:
            WorkbookError: there is nothing to print, or it has no place on paper.
        """
        from workbook.workshop.paper.sheets import layout, print_sheets

        chosen = self.chosen
        if chosen is None:
            raise WorkbookError("There is no question to print sheets for.")
        layout(chosen.question)  # which refuses what has no place, before any serial is known
        number = self._number(chosen)
        question, serials = self._desk.found().issue(chosen.question.id, number, self.count)
        made = print_sheets(question, number, serials, self._desk.on_paper())
        name = file_name(f"{question.ask} round {number}") + ".pdf"
        sides = "" if made.pages == 1 else f" of {made.pages} pages"
        self.told = (
            f"{len(serials)} sheets{sides}, {made.paper.upper()}. Print them at full size, on one "
            "side of the paper, and hand them out in any order."
        )
        link = FileLink(lambda: (made.pdf, ""), label="Open the sheets", name=name)
        self.children = [self.words, link]
