"""Signing a quarter off on the page: who signs is chosen, asked once more, and the pack made."""

from collections.abc import Callable
from contextvars import copy_context
from datetime import date
from threading import Thread
from typing import TYPE_CHECKING

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.review.unfinished import unfinished
from workbook.quarter import Quarter
from workbook.steps.packs import PackMaker
from workbook.steps.quarters import say_signed
from workbook.steps.words import Words
from workbook.strategy.review.pack import signatories, still_runs
from workbook.widgets.part import plain_layout

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["Signing"]

NOBODY = "Choose a name"
UNSAID = "Choose who signs."


class Signing(widgets.VBox):  # type: ignore[misc]
    """A button that asks who signs, and then signs the quarter off with its pack.

    `before` is called when somebody presses it, as that of the maker is; `after` when it is done.
    """

    def __init__(self, book: "Workbook", quarter: Quarter, maker: PackMaker) -> None:
        self.book, self.quarter, self.maker = book, quarter, maker
        self.before: Callable[[], str] = lambda: ""
        self.after: Callable[[], None] = lambda: None
        self.words = Words("review/signoff", live=True, **self._facts())
        self.button = _button(f"Sign off {quarter} …", self._ask)
        self.who = widgets.Dropdown(options=[NOBODY], description="Who signs?")
        for name in ("wb", "wb-field"):
            self.who.add_class(name)
        self.confirm = _button("Sign off and make the pack", self._confirmed, second=False)
        self.leave = _button("Not now", self._left)
        super().__init__([self.words, self.button], layout=plain_layout())

    def sign(self, who: str) -> None:
        """Sign off in this name and make the pack, or say why that could not be done."""
        signed = self.maker.run(
            lambda: self.book.sign_off(
                self.quarter, who, early=True, progress=self.maker.on_progress
            )
        )
        self._show()
        if signed:
            self.after()

    def _ask(self, _: object) -> None:
        if trouble := self.before() or unfinished(self.book.plan, self.quarter).in_the_way:
            self._show(trouble)
            return
        self.who.options = [NOBODY, *signatories(self.book.plan)]
        self.who.value = NOBODY
        self.words.say(**self._facts(asking=True))
        self.children = [self.words, self.who, self.confirm, self.leave]

    def _confirmed(self, _: object) -> None:
        if self.who.value == NOBODY:
            self.words.say(**self._facts(UNSAID, asking=True))
            return
        self.children = [self.words]
        self.maker.begin()
        # In a thread, so that typing is saved meanwhile; what is typed then is not in the pack.
        context = copy_context()
        Thread(target=context.run, args=(self.sign, self.who.value), daemon=True).start()

    def _left(self, _: object) -> None:
        self._show()

    def _show(self, trouble: str = "") -> None:
        self.words.say(**self._facts(trouble))
        self.children = [self.words, self.button]

    def _facts(self, trouble: str = "", *, asking: bool = False) -> dict[str, object]:
        plan = self.book.plan
        return {
            "quarter": self.quarter,
            "signed": say_signed(plan, self.quarter),
            "trouble": trouble,
            "asking": asking,
            "runs": still_runs(self.quarter, date.today()),
            "people": bool(signatories(plan)),
        }


def _button(
    label: str, pressed: Callable[[object], None], *, second: bool = True
) -> widgets.Button:
    button = widgets.Button(description=label, layout=plain_layout())
    button.add_class("ws-button")
    if second:
        button.add_class("ws-second")
    button.on_click(pressed)
    return button
