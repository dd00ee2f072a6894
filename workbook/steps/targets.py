"""How the targets of the KPIs moved, as the journal tells it, and why: which may be said later."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbook.errors import Conflict, WorkbookError
from workbook.forms import Edit, FieldSpec, Record
from workbook.strategy import KPI, Plan
from workbook.strategy.history import Change
from workbook.widgets import RowTable
from workbook.wording import say_date, say_number

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["TargetMoves", "moves"]

LEAD = "A target may move when there is a reason. Write it down while you remember it."
GONE = "That KPI is no longer in the list above, so there is no target to explain."
FIELDS = (
    FieldSpec("move", "What moved", "long text", fixed=True),
    FieldSpec("reason", "Why", "long text", "Such as: the second oven came.", max_length=4000),
)


def moves(plan: Plan) -> Iterator[tuple[KPI, Change]]:
    """Yield each KPI whose target was changed after it was first set, with the change."""
    for kpi in plan.all(KPI):
        for change in plan.history(kpi, "target"):
            if change.before.get("target") is not None:  # the first target is no change
                yield kpi, change


class TargetMoves(RowTable):
    """A row for each change of a target, the newest first, with room for its reason.

    A reason is a journal line of its own, so that it can come after the target is saved.
    """

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        super().__init__(
            FIELDS,
            self._records(),
            self._save,
            reload=self._records,
            title="How targets have moved",
            lead=LEAD,
            noun="change",
            ordered=False,
            given=True,
        )
        self.add_class("ws-answers")

    def renew(self, _: Plan) -> None:
        """Give a target that was changed a moment ago its row."""
        self.refresh(self.draft.merge(self._records()))

    def _records(self) -> list[Record]:
        found = sorted(moves(self._book.plan), key=lambda move: -move[1].number)
        return [_record(kpi, change) for kpi, change in found]

    def _save(self, edits: list[Edit]) -> dict[str, int]:
        for edit in edits:
            theirs = dict(self._record(edit.id))
            if edit.version != theirs["version"]:
                version = theirs.pop("version")
                raise Conflict("change", edit.id, edit.fields or {}, theirs, version)
        for edit in edits:
            reason = (edit.fields or {})["reason"]
            self._book.store.explain(int(edit.id), self._book.who, reason)
        return {edit.id: self._record(edit.id)["version"] for edit in edits}

    def _record(self, id: str) -> Record:
        for record in self._records():
            if record["id"] == id:
                return record
        raise WorkbookError(GONE)


def _record(kpi: KPI, change: Change) -> Record:
    said = _said(kpi, change)
    return {
        "id": str(change.number),
        "version": hash((said, change.reason)),
        "move": said,
        "reason": change.reason,
    }


def _said(kpi: KPI, change: Change) -> str:
    before, after = change.before["target"], change.after["target"]
    now = say_number(after, kpi.unit) if after is not None else "no target"
    when = f"on {say_date(change.at.date())} by {change.who}"
    return f"{kpi.name}: from {say_number(before)} to {now}, {when}"
