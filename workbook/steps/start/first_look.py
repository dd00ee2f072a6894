"""From one file to signal and noise: told with charts, and kept when somebody says so."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import copy_context
from pathlib import PurePath
from threading import Thread
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.charts.noise import small_noise_chart
from workbook.errors import WorkbookError
from workbook.forms import specs
from workbook.forms.typed import read
from workbook.insight.review import noise_words
from workbook.insight.review.noise import Noise, under
from workbook.steps.asking import Asking
from workbook.steps.binding import Binding
from workbook.steps.packs import PackMaker
from workbook.steps.section import section
from workbook.steps.words import Words
from workbook.store import Edit
from workbook.strategy.review import NoiseBill
from workbook.strategy.review.noise import habit
from workbook.strategy.rules import check
from workbook.widgets.files import FilePicker
from workbook.widgets.part import plain_layout

if TYPE_CHECKING:
    from workbook.intake import Reconciliation
    from workbook.intake.first_look import FirstLook

__all__ = ["parts"]

CHAPTER = "start/first_look"
_logger = logging.getLogger(__name__)
MOST = 50 * 1000 * 1000  # bytes: some 800,000 lines of a till
KINDS = (
    "Dates and numbers, or the lines of a till: CSV, Excel or LibreOffice, up to 50 MB. "
    "Nothing is saved by looking."
)
LEAD = "See in two minutes which ups and downs of your numbers mean something, and which do not."
UNEXPECTED = "This file could not be reckoned with. Nothing was changed. Try it as CSV."
FIELDS = ("percent", "minutes", "people", "hourly")
DRAWN = 12  # series with a chart; the table has them all


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for a file, tell signal from noise in it, and make KPIs of it when somebody says so."""
    return Card(bound).parts


class Card:
    """What a person does with one file; what takes longer than a moment is done in a thread."""

    def __init__(self, bound: Binding) -> None:
        self.bound = bound
        self.look: FirstLook | None = None
        self.is_table = False  # whether there is a table to say more about
        self.habit = habit(bound.book.plan)
        self.charts: Sequence[tuple[str, Any, str]] = ()
        self.taken: Reconciliation | None = None
        self.busy = self.trouble = ""
        self.problems: dict[str, tuple[str, str]] = {}  # what is wrong with what was typed
        self._work: Thread | None = None
        self._turn = 0  # counts what was asked for: an answer to an older question is not shown
        self.picker = FilePicker(self.choose, MOST, KINDS)
        self.state = Words("start/first_look_state", live=True, **self._facts)
        self.told = Asking("start/first_look", self.answer, **self._facts)
        self.maker = widgets.VBox(layout=plain_layout())
        self.maker.add_class("ws-section")
        first = section(CHAPTER, "", LEAD, ("file",), self.picker, self.state)
        self.parts = [first, self.told, self.maker]

    def choose(self, name: str, data: bytes) -> None:
        """Look at a file, or at a pasted block, which has no name."""
        bare = PurePath(name.replace("\\", "/")).name
        self.look, self.taken, self.charts, self.maker.children = None, None, (), ()
        self.is_table = False

        def look() -> None:
            from workbook.intake.first_look import first_look  # pandas: no page waits for it
            from workbook.intake.tables import table
            from workbook.intake.tables.opening import PASTED, Content

            found = table.look(Content(bare or PASTED, data))
            self.is_table = True
            self.look = first_look(found, business=self.bound.book.plan)

        self._do(f"Looking at {bare or 'the pasted rows'} …", look, self._draw)

    def answer(self, about: str, value: str) -> None:
        """Do what a control on the page says."""
        if about == "take":
            self._take()
        elif about in FIELDS:
            self._say(about, value)

    def wait(self) -> None:
        """Return when what was begun is done."""
        if self._work is not None:
            self._work.join()

    @property
    def found(self) -> Noise | None:
        """The noise bill of the file, by the numbers on the page."""
        return under(self.look.plan, self.look.quarter, self.habit) if self.look else None

    def _say(self, about: str, value: str) -> None:
        [spec] = specs(NoiseBill, (about,))
        try:
            said = read(spec, value)
            fields = self.habit.model_dump(include={*FIELDS})
            self.habit = check(NoiseBill, {**fields, about: said})
        except WorkbookError as error:
            self.problems[about] = str(error), value
        else:
            self.problems.pop(about, None)
            if about == "percent":
                self._do("", self._draw)
        self._show()

    def _draw(self) -> None:
        found = self.found
        bills = found.bills[:DRAWN] if found else ()
        self.charts = tuple(
            (bill.found.kpi.name, small_noise_chart(bill), noise_words.signals(bill))
            for bill in bills
        )

    def _take(self) -> None:
        if trouble := self.bound.settle():
            self.trouble = f"Not made yet. {trouble}"
            self._show()
            return

        def take() -> None:
            assert self.look is not None  # the page offers it only then
            book = self.bound.book
            self.taken = self.look.take(book)
            self._keep_habit()
            maker = PackMaker(book, self.look.quarter)
            maker.before = self.bound.settle
            self.maker.children = [maker]
            self.bound.tell()

        self._do("Making KPIs of it …", take)

    def _keep_habit(self) -> None:
        """Keep the numbers typed here, where the workbook has none of its own."""
        book = self.bound.book
        if not book.plan.all(NoiseBill):
            fields = self.habit.model_dump(include={*FIELDS})
            book.save([Edit(NoiseBill, self.habit.id, fields)])

    def _do(self, busy: str, *work: Callable[[], None]) -> None:
        self._turn += 1
        self.busy, self.trouble = busy, ""
        self._show()
        # In a thread, so that the page goes on; what it sends finds its way by this context.
        arguments = (self._done, self._turn, work, self._work)
        self._work = Thread(target=copy_context().run, args=arguments, daemon=True)
        self._work.start()

    def _done(self, turn: int, work: Iterable[Callable[[], None]], before: Thread | None) -> None:
        if before is not None:
            before.join()
        if turn != self._turn:
            return
        trouble = ""
        try:
            for step in work:
                step()
        except WorkbookError as error:
            trouble = str(error)
        except Exception as error:  # whatever it is, the page goes on
            _logger.warning("A file could not be looked at: %r", error)
            trouble = UNEXPECTED
        if turn == self._turn:
            self.busy, self.trouble = "", trouble
            self._show()

    def _show(self) -> None:
        self.state.say(**self._facts)
        self.told.say(**self._facts)

    @property
    def _facts(self) -> Mapping[str, Any]:
        return {
            "busy": self.busy,
            "trouble": self.trouble,
            "is_table": self.is_table,
            "look": self.look,
            "taken": self.taken,
            "problems": self.problems,
            "charts": self.charts,
            "fields": self.bound.specs(NoiseBill, FIELDS),
            "habit": self.habit,
            "found": self.found,
            "words": noise_words,
        }
