"""What people have in a file instead of typing it: chosen, looked at, corrected, tried, taken."""

import logging
from collections.abc import Callable, Sequence
from contextvars import copy_context
from pathlib import PurePath
from threading import Thread
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.steps.asking import Asking
from workbook.steps.binding import Binding
from workbook.steps.review.answers import note_of
from workbook.steps.review.earlier import Earlier
from workbook.steps.section import section
from workbook.steps.words import Words
from workbook.widgets.files import FileKeeper, FilePicker
from workbook.widgets.part import plain_layout

if TYPE_CHECKING:
    from workbook.intake import Reconciliation
    from workbook.steps.review.filing import Filing

__all__ = ["parts"]

CHAPTER = "review/files"
_PARTS = 20  # in which reading a long file is told
_logger = logging.getLogger(__name__)
MOST = 200 * 1000 * 1000  # bytes: about three million lines of a till
KINDS = (
    "CSV or text, Excel (.xlsx, .xls) or LibreOffice (.ods), up to 200 MB. "
    "You see what is in it first: nothing is saved before you say so."
)
CHANGED = "You have changed something since. Look at it once more, then take it in."
UNEXPECTED = (
    "Something in this file could not be reckoned with, so nothing was changed. Try it as CSV, and "
    "with one header row."
)


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for a file, tell what is in it, and take it in when somebody says so."""
    return Desk(bound).parts


class Desk:
    """The parts of the chapter, and what a person does on them with one file.

    What takes longer than a moment is done in a thread, one thing after the other.
    """

    def __init__(self, bound: Binding) -> None:
        self.bound = bound
        self.filing: Filing | None = None
        self.account: Reconciliation | None = None
        self.shown = False  # whether somebody asked for the dry run
        self.busy = self.trouble = ""
        self.read = 0.0  # how much of the file, from 0 to 1
        self._file = 0  # counts the files that were given
        self._work: Thread | None = None
        self.picker = FilePicker(self.choose, MOST, KINDS, self.leave)
        self.state = Words("review/files_state", live=True, **self._facts)
        self.found = Asking("review/files_found", self.answer, filing=None)
        self.columns = Asking("review/files_columns", self.answer, filing=None)
        self.tried = Asking("review/files_tried", self.answer, **self._facts)
        keeper = FileKeeper("Save the refused rows, with the reason of each", self._refused)
        self.refused = widgets.VBox([keeper], layout=plain_layout())
        self.earlier = Earlier(bound, self.undone)
        self.looked = (_part(self.found), _part(self.columns))
        trying = _part(self.tried, self.refused, self.earlier)
        choose = section(
            CHAPTER,
            "",
            "An export of your till, shop or bank, or a table of your own, instead of typing it.",
            ("files",),
            self.picker,
            self.state,
        )
        self.parts = [choose, *self.looked, trying]
        self._show()

    def choose(self, name: str, data: bytes) -> None:
        """Look at a file, or at a pasted block, which has no name."""
        self._leave()
        bare = PurePath(name.replace("\\", "/")).name

        def look(_: "Filing | None") -> "Filing":
            from workbook.intake.tables.opening import (  # pandas: no page waits for it
                PASTED,
                Content,
            )
            from workbook.steps.review.filing import look_at

            return look_at(self.bound.book, Content(bare or PASTED, data), tell=self._tell)

        self._do(f"Looking at {bare or 'the pasted rows'} …", look)

    def answer(self, about: str, value: str) -> None:
        """Do what a control on the page says."""
        book = self.bound.book
        match about:
            case "another":
                self.leave()
            case "try" | "confirm":
                self.shown = about == "try"
                self._do("Trying it …", _of(lambda filing: filing.confirmed(book)))
            case "take":
                self._take({"replace": True, "keep": False}.get(value))
            case "undo":
                self.earlier.undo_newest()
            case _:
                self.shown = False
                self._do(
                    "Looking again …",
                    _of(lambda filing: filing.answered(book, about, value, self._tell)),
                )

    def leave(self) -> None:
        """Put the file away that lies here."""
        self._leave()
        self._show()

    def undone(self) -> None:
        """Show what the file that lies here would do now that an import was undone."""
        self.account = None
        if self.filing:
            self._do("Trying it …", _of(lambda filing: filing.confirmed(self.bound.book)))

    def wait(self) -> None:
        """Return when what was begun is done."""
        if self._work is not None:
            self._work.join()

    def _leave(self) -> None:
        self._file += 1
        self.filing = self.account = None
        self.shown = False
        self.busy = self.trouble = ""

    def _take(self, replacing: bool | None) -> None:
        if trouble := self.bound.settle():
            self.trouble = f"Not taken yet. {trouble}"
            self._show()
            return

        seen = self.filing

        def take(filing: "Filing") -> "Filing":
            if filing is not seen or filing.trial is None:
                raise WorkbookError(CHANGED)
            self.account = filing.trial.take(self.bound.book, replacing=replacing)
            self.bound.tell()
            return filing

        self._do("Taking it in …", _of(take))

    def _do(self, busy: str, work: "Callable[[Filing | None], Filing]") -> None:
        self.busy, self.trouble, self.read = busy, "", 0.0
        self._show()
        # In a thread, so that the page goes on; what it sends finds its way by this context.
        arguments = (self._done, self._file, work, self._work)
        self._work = Thread(target=copy_context().run, args=arguments, daemon=True)
        self._work.start()

    def _tell(self, read: float) -> None:
        if int(read * _PARTS) > int(self.read * _PARTS):
            self.read = read
            self.state.say(**self._facts)

    def _done(
        self, file: int, work: "Callable[[Filing | None], Filing]", before: Thread | None
    ) -> None:
        if before is not None:
            before.join()
        if file != self._file:
            return  # somebody has given another file meanwhile
        trouble, found = "", self.filing
        try:
            found = work(self.filing)
        except WorkbookError as error:
            trouble = str(error)
        except Exception as error:  # whatever it is, the page goes on
            _logger.warning("A file could not be looked at: %r", error)
            trouble = UNEXPECTED
        if file == self._file:
            self.filing, self.busy, self.trouble = found, "", trouble
            self._show()

    def _show(self) -> None:
        self.state.say(**self._facts)
        if self.filing:
            self.found.say(filing=self.filing)
            self.columns.say(filing=self.filing)
        self.tried.say(**self._facts)
        there = self.filing is not None
        for part in self.looked:
            _shown(part, there and self.account is None)
        tried = self.filing.trial if self.filing and self._facts["shown"] else None
        _shown(self.refused, tried is not None and tried.account.rows_refused > 0)

    @property
    def _facts(self) -> dict[str, Any]:
        settled = self.filing is not None and self.filing.proposal.settled
        return {
            "filing": self.filing,
            "account": self.account,
            "busy": self.busy,
            "read": self.read,
            "trouble": self.trouble,
            "shown": self.shown or settled,
            "note_of": note_of,
        }

    def _refused(self) -> tuple[str, bytes]:
        if self.filing is None or self.filing.trial is None:
            raise WorkbookError("There is no file to look at any more. Choose it again.")
        name = f"{PurePath(self.filing.content.name).stem}-refused.csv"
        return name, self.filing.trial.refused("csv")


def _of(work: "Callable[[Filing], Filing]") -> "Callable[[Filing | None], Filing]":
    def done(filing: "Filing | None") -> "Filing":
        if filing is None:
            raise WorkbookError("There is no file to look at any more. Choose it again.")
        return work(filing)

    return done


def _shown(part: widgets.Widget, shown: bool) -> None:
    (part.remove_class if shown else part.add_class)("ws-later")


def _part(*parts: widgets.Widget) -> widgets.VBox:
    box = widgets.VBox(list(parts), layout=plain_layout())  # the words say the title, too
    box.add_class("ws-section")
    return box
