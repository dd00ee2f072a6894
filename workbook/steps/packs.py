"""The review pack on a page: making it while a person goes on typing, and opening it."""

import logging
from collections.abc import Callable
from contextvars import copy_context
from datetime import date
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets  # type: ignore[import-untyped]
import traitlets

from workbook.errors import WorkbookError
from workbook.quarter import Quarter
from workbook.steps.quarters import offered
from workbook.steps.words import KIT, Words
from workbook.widgets.part import Part, plain_layout

if TYPE_CHECKING:
    from workbook.book import Workbook
    from workbook.pack.render import Rendered

__all__ = ["FileLink", "PackLink", "PackMaker", "newest_pack"]

PDF = "application/pdf"
_logger = logging.getLogger(__name__)
UNEXPECTED = "The pack could not be made. Nothing that you saved is lost. Try once more."


def newest_pack(book: "Workbook", today: date) -> tuple[Quarter, Path] | None:
    """Return the newest quarter whose pack was made, and where it is."""
    made = ((quarter, book.pack_file(quarter)) for quarter in offered(book.plan, today))
    return next((found for found in made if _is_made(book, *found)), None)


def _is_made(book: "Workbook", quarter: Quarter, path: Path) -> bool:
    return book.plan.sign_off(quarter) is not None or path.exists()


class FileLink(Part):
    """Links to open a file in the browser and to keep a copy of it.

    The browser asks for the file once the links are drawn, so that it is in no saved notebook, and
    shows the sentence that comes with it. A file that a browser cannot show has only the second
    link.
    """

    kit = KIT
    part = traitlets.Unicode("packlink").tag(sync=True)

    label = traitlets.Unicode().tag(sync=True)
    name = traitlets.Unicode(help="file name").tag(sync=True)
    mime = traitlets.Unicode(PDF).tag(sync=True)
    shown = traitlets.Bool(True, help="whether browsers show it").tag(sync=True)

    def __init__(self, read: Callable[[], tuple[bytes, str]], **facts: Any) -> None:
        super().__init__(**facts)
        self._read = read
        self.on_msg(self._on_message)

    def _on_message(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        if content.get("type") == "hello":
            try:
                file, note = self._read()
                self.send({"type": "file", "sentence": note}, [file])
            except (WorkbookError, OSError) as error:
                known = isinstance(error, WorkbookError)
                sentence = str(error) if known else "The file is no longer there. Make it again."
                self.send({"type": "gone", "sentence": sentence})


class PackLink(FileLink):
    """Links to a quarter's pack, as it was signed off or made last."""

    def __init__(self, book: "Workbook", quarter: Quarter) -> None:
        label, name = f"Open the pack of {quarter}", book.pack_file(quarter).name
        super().__init__(partial(book.pack, quarter), label=label, name=name)


class PackMaker(widgets.VBox):  # type: ignore[misc]
    """A button that makes a quarter's pack, how far that is, and the finished pack.

    `before` is called when somebody presses the button; a sentence that it returns says what has
    to be settled first, and no pack is made.
    """

    def __init__(self, book: "Workbook", quarter: Quarter) -> None:
        self.book, self.quarter = book, quarter
        self.before: Callable[[], str] = lambda: ""
        self.path = book.pack_file(quarter)
        self.brand = "", True
        self.button = widgets.Button(layout=plain_layout())
        self.button.add_class("ws-button")
        self.button.on_click(self._start)
        self.words = Words("making", live=True, state="", brand=self.brand)
        super().__init__(layout=plain_layout())
        if self.path.exists():
            self._show("kept", made=date.fromtimestamp(self.path.stat().st_mtime))
        elif book.plan.sign_off(quarter):
            self._show("signed")
        else:
            self._show("")

    def _brand(self) -> tuple[str, bool]:
        """Return what is used of the practice's brand, or why it cannot be, and which it is."""
        if self.book.plan.sign_off(self.quarter):
            return "", True  # it is printed as it was signed
        try:
            return self.book.brand(self.path.parent).told, True
        except WorkbookError as error:
            return str(error), False

    def make(self) -> None:
        """Make the pack and show it, or the sentence that says why not."""
        self.run(lambda: self.book.render(self.quarter, self.path.parent, self.on_progress))

    def run(self, work: "Callable[[], Rendered]") -> bool:
        """Do what makes the pack and show it, or say why not; tell whether it was made."""
        try:
            self.path = work().pdf
        except WorkbookError as error:
            self._show("failed", sentence=str(error))
        except Exception as error:  # whatever it is, the page goes on
            _logger.warning("The pack could not be made: %r", error)
            self._show("failed", sentence=UNEXPECTED)
        else:
            self._show("ready")
            return True
        finally:
            self.button.disabled = False
        return False

    def begin(self) -> None:
        """Say that the pack is being made."""
        self.button.disabled = True
        self.on_progress(0, 1, "")

    def _start(self, _: object) -> None:
        if trouble := self.before():
            sentence = f"Not made yet. {trouble}"
            facts = {"path": self.path, "brand": self.brand, "sentence": sentence}
            self.words.say(state="failed", **facts)
            return
        self.begin()
        # In a thread, so that typing is saved meanwhile.
        Thread(target=copy_context().run, args=(self.make,), daemon=True).start()

    def on_progress(self, done: int, of: int, _: str) -> None:
        """Say how far it is."""
        self._show("working", done=done, of=of)

    def _show(self, state: str, **facts: Any) -> None:
        if state != "working":
            self.brand = self._brand()
        self.words.say(state=state, path=self.path, brand=self.brand, **facts)
        there = state in ("kept", "signed", "ready")
        links = [PackLink(self.book, self.quarter)] if there else []
        if state != "working":
            self.button.description = "Make it again" if there else "Make the review pack"
            (self.button.add_class if there else self.button.remove_class)("ws-second")
        self.children = [self.button, self.words, *links]
