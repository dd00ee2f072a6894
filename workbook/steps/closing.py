"""The end of a review: make the pack, then sign the quarter off."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.quarter import Quarter
from workbook.steps.guided import section
from workbook.steps.packs import PackMaker
from workbook.steps.signing import Signing
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
        self.maker = PackMaker(book, quarter)
        self.signing = Signing(book, quarter, self.maker)
        super().__init__(
            [
                section("review", "The review pack", LEAD, ("pack",), self.maker),
                section("review", "Sign-off", "", (), self.signing),
            ]
        )
        self.add_class("ws-closing")

    def join(self, bar: SaveBar, on_signed: Callable[[], None]) -> None:
        """Save with this bar before anything is frozen or printed; tell when it was signed off."""
        self.maker.before = self.signing.before = bar.settle
        self.signing.after = on_signed
