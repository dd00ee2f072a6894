"""The end of a review: make the pack, then sign the quarter off."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.quarter import Quarter
from workbook.steps.guided import section
from workbook.steps.packs import PackMaker
from workbook.steps.quarters import say_signed
from workbook.steps.words import Words
from workbook.widgets import SaveBar

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["Closing"]

LEAD = "Everything you gave, as a PDF to read together."


class Closing(widgets.VBox):  # type: ignore[misc]
    """The pack of a quarter and its sign-off.

    `join` gives it the page's save bar, so that neither leaves out what was typed last.
    """

    def __init__(self, book: "Workbook", quarter: Quarter) -> None:
        self.book, self.quarter = book, quarter
        self.maker = PackMaker(book, quarter)
        self.button = widgets.Button(description=f"Sign off {quarter}")
        self.button.add_class("ws-button")
        self.button.add_class("ws-second")
        self.button.on_click(self._sign_off)
        self.words = Words("signoff", live=True, **self._facts())
        super().__init__(
            [
                section("review", "The review pack", LEAD, ("pack",), self.maker),
                section("review", "Sign-off", "", (), self.words, self.button),
            ]
        )
        self.add_class("ws-closing")

    def join(self, bar: SaveBar, on_signed: Callable[[], None]) -> None:
        """Save with this bar before anything is frozen or printed; tell when it was signed off."""
        self._bar, self._on_signed = bar, on_signed
        self.maker.before = bar.settle

    def _sign_off(self, _: object) -> None:
        if trouble := self._bar.settle():
            self.words.say(**self._facts(trouble))
            return
        try:
            self.book.sign_off(self.quarter)
        except WorkbookError as error:
            self.words.say(**self._facts(str(error)))
        else:
            self.words.say(**self._facts())
            self._on_signed()

    def _facts(self, trouble: str = "") -> dict[str, object]:
        signed = say_signed(self.book.plan, self.quarter)
        return {"quarter": self.quarter, "signed": signed, "trouble": trouble}
