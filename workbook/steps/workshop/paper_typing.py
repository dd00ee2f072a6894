"""A table for typing sheets in: what is typed is in the room a moment later, as it says itself."""

from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import InvalidEntry, WorkbookError
from workbook.forms import Edit
from workbook.steps.asking import Asking
from workbook.steps.workshop.paper_desk import PaperDesk
from workbook.widgets import RowTable
from workbook.widgets.part import plain_layout
from workbook.workshop.messages import messages
from workbook.workshop.paper.entry import COUNTED, Entering
from workbook.workshop.paper.sending import Asked
from workbook.workshop.paper.serials import is_serial, read_serial
from workbook.workshop.paper.taking import SERIAL
from workbook.workshop.rounds import Round

__all__ = ["Typing"]

STAYS = "This sheet is in the room. It cannot be taken out: type over it instead."
TWICE = "This sheet is in another row already. Type there."
NO_SERIAL = "This is no serial. Look at the sheet again: it has eight letters and digits."
NOT_YET = "not yet"


class Typing(widgets.VBox):  # type: ignore[misc]
    """The sheets of a round that is open, one row each."""

    def __init__(self, desk: PaperDesk) -> None:
        self._desk = desk
        self.round: Round | None = None
        self.table: RowTable | None = None
        self._entering: Entering | None = None
        self.words = Asking("workshop/paper_typing", self._hear, **self._facts)
        super().__init__([self.words], layout=plain_layout())

    def show(self) -> None:
        """Show the table of the round that is open, or what to do first."""
        opened = {each.open.id: each for each in self._desk.asked if each.open}
        if self.round and self.round.id not in opened:
            self._put_away()
        if self.round is None and len(opened) == 1:
            self._begin(*opened.values())
        self.words.say(**self._facts)

    @property
    def _facts(self) -> dict[str, Any]:
        return {
            "asked": [each for each in self._desk.asked if each.open],
            "round": self.round,
            "question": self._entering.question if self._entering else None,
            "busy": self._desk.busy,
        }

    def _hear(self, about: str, value: str) -> None:
        if about == "look":
            self._desk.look()
        chosen = next((e for e in self._desk.asked if e.open and e.open.id == value), None)
        if about == "round" and chosen:
            self._put_away()
            self._begin(chosen)
            self.words.say(**self._facts)

    def _begin(self, asked: Asked) -> None:
        self.round, self._entering = asked.open, Entering(asked.question, messages("en"))
        self.table = RowTable(
            self._entering.columns, [], self._save,
            ordered=False, by_rows=True, noun="sheet", label="Sheets",
        )  # fmt: skip
        self.table.add_class("ws-answers")  # what is only read looks so
        self._desk.bound.join(self.table)
        self.children = [self.words, self.table]

    def _put_away(self) -> None:
        """Forget what was typed: what the room has taken it has, and nothing else counts."""
        if self.table is not None:
            self.table.draft.entries.clear()
            self.table.draft.order.clear()
        self.round = self.table = self._entering = None
        self.children = [self.words]

    def _save(self, edits: list[Edit]) -> dict[str, int]:
        return {edit.id: self._take(edit) for edit in edits}

    def _take(self, edit: Edit) -> int:
        """Put a row into the room; return its version.

        Raises:
            InvalidEntry: the room refused it; a sentence for each cell.
        """
        table, entering, round = self.table, self._entering, self.round
        if edit.fields is None or table is None or entering is None or round is None:
            raise WorkbookError(STAYS)
        entry = table.draft.entries[edit.id]
        typed = {spec.name: entry.value(spec.name) for spec in table.draft.specs}
        serial, form = read_serial(str(typed[SERIAL] or "")), entering.form(typed)
        if not is_serial(serial):
            raise InvalidEntry("sheet", {SERIAL: NO_SERIAL}, edit.id)
        if any(serial == other for id, other in self._serials() if id != edit.id):
            raise InvalidEntry("sheet", {SERIAL: TWICE}, edit.id)
        told = NOT_YET
        if form:
            if problems := self._desk.found().take(round.id, serial, form):
                raise InvalidEntry("sheet", entering.beside(problems), edit.id)
            told, entry.fixed = entering.counted(form), (SERIAL,)
        entry.saved[COUNTED] = told
        return (entry.version or 0) + 1

    def _serials(self) -> list[tuple[str, str]]:
        entries = self.table.draft.entries if self.table else {}
        return [(id, read_serial(str(each.value(SERIAL) or ""))) for id, each in entries.items()]
