"""Other versions of the pack on the page: for a board, a team or a person, and to be edited."""

import logging
from collections.abc import Sequence
from contextvars import copy_context
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.pack.audiences import Audience, audiences
from workbook.pack.writers import WRITERS
from workbook.quarter import Quarter
from workbook.steps.packs import UNEXPECTED, FileLink, PackMaker
from workbook.steps.words import Words
from workbook.widgets.part import plain_layout

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["Versions"]

_logger = logging.getLogger(__name__)
_SHOWN = ("pdf", "html")


class Versions(widgets.VBox):  # type: ignore[misc]
    """A button that asks for whom and as what, and then makes that version beside the pack.

    `maker` is asked first whether all that was typed is saved.
    """

    def __init__(self, book: "Workbook", quarter: Quarter, maker: PackMaker) -> None:
        self.book, self.quarter, self.maker = book, quarter, maker
        self.button = _button("Make another version …", self._ask)
        super().__init__([self.button], layout=plain_layout())

    def make(self, whom: Audience, kind: str) -> None:
        """Make a version and show where it is, or say why it could not be made."""
        self._show("working", done=0, of=1)
        folder = self.book.pack_file(self.quarter).parent
        try:
            made = self.book.render(
                self.quarter, folder, self._say, formats=kind, audience=whom
            ).files[kind]
        except WorkbookError as error:
            self._show("failed", self.button, sentence=str(error))
        except Exception as error:  # whatever it is, the page goes on
            _logger.warning("The version could not be made: %r", error)
            self._show("failed", self.button, sentence=UNEXPECTED)
        else:
            self._show("ready", _link(made, kind), self.button, path=made)

    def _ask(self, _: object) -> None:
        plan = self.book.plan_for(self.quarter)
        whom = [(each.label or "For the owner", each) for each in audiences(plan)]
        self.whom = _choice("For whom?", whom)
        self.kind = _choice("As what?", [(name, kind) for kind, name in WRITERS.items()])
        self.words = Words("review/versions", live=True)
        make, leave = _button("Make it", self._start), _button("Not now", self._leave)
        self.children = [self.words, self.whom, self.kind, make, leave]

    def _start(self, _: object) -> None:
        asked = self.whom.value, self.kind.value
        if trouble := self.maker.before():
            self._show("failed", self.button, sentence=f"Not made yet. {trouble}")
            return
        # In a thread, so that typing is saved meanwhile.
        Thread(target=copy_context().run, args=(self.make, *asked), daemon=True).start()

    def _leave(self, _: object) -> None:
        self.children = [self.button]

    def _say(self, done: int, of: int, _: str) -> None:
        self.words.say(state="working", done=done, of=of)

    def _show(self, state: str, *beside: widgets.Widget, **facts: Any) -> None:
        self.words = Words("making", live=True, state=state, **facts)
        self.children = [self.words, *beside]


def _link(made: Path, kind: str) -> FileLink:
    mime = guess_type(made)[0] or "application/octet-stream"
    return FileLink(
        lambda: (made.read_bytes(), ""),
        label="Open it",
        name=made.name,
        mime=mime,
        shown=kind in _SHOWN,
    )


def _button(label: str, pressed: object) -> widgets.Button:
    button = widgets.Button(description=label, layout=plain_layout())
    button.add_class("ws-button")
    button.add_class("ws-second")
    button.on_click(pressed)
    return button


def _choice(label: str, options: Sequence[tuple[str, object]]) -> widgets.Dropdown:
    choice = widgets.Dropdown(options=options, description=label)
    for name in ("wb", "wb-field"):
        choice.add_class(name)
    return choice
