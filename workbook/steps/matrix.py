"""A table whose rows and columns come and go with other records."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from workbook.errors import Conflict, InvalidEntry, WorkbookError
from workbook.forms import Edit
from workbook.steps.shape import Row, Shape, Typed
from workbook.strategy import Plan
from workbook.widgets import RowTable

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["Matrix", "keep_records"]

Keep = Callable[["Workbook", Typed], object]
"""Saves what was typed, all of it or nothing."""


def keep_records(book: "Workbook", typed: Typed) -> object:
    """Save the records behind what was typed, in one save."""
    edits = (place.edit(fields) for place, fields in typed)
    return book.save([edit for edit in edits if edit])


class Matrix(RowTable):
    """A table that is laid anew from the plan after each save, whoever saved.

    A row is as new as everything in it: who typed over what somebody else changed meanwhile is
    asked, cell by cell; what only the other one changed is taken over. `gone` is the sentence for a
    row that is no longer there.
    """

    def __init__(
        self,
        book: "Workbook",
        lay: Callable[[Plan], Shape],
        *,
        gone: str,
        keep: Keep = keep_records,
        **words: Any,
    ) -> None:
        self._book, self._lay, self._gone, self._keep = book, lay, gone, keep
        shape = lay(book.plan)
        super().__init__(
            shape.columns,
            [row.record for row in shape.rows],
            self._save,
            reload=lambda: [row.record for row in self._rows().values()],
            ordered=False,
            given=True,
            **words,
        )
        self.add_class("ws-answers")

    def renew(self, plan: Plan) -> None:
        """Show the columns and rows that came, and take away those that went."""
        shape = self._lay(plan)
        records = [row.record for row in shape.rows]
        if list(shape.columns) == list(self.draft.specs):
            self.refresh(self.draft.merge(records))
        else:
            self.reshape(shape.columns, records)

    def _save(self, edits: list[Edit]) -> dict[str, int]:
        rows = self._rows()
        typed = [change for edit in edits for change in self._typed(rows.get(edit.id), edit)]
        try:
            self._keep(self._book, typed)
        except Conflict:
            raise self._conflict(self._rows().get(edits[0].id), edits[0]) from None
        except InvalidEntry as error:
            raise rows[edits[0].id].beside(error) from None
        rows = self._rows()
        return {edit.id: rows[edit.id].version for edit in edits}

    def _rows(self) -> dict[str, Row]:
        return {row.id: row for row in self._lay(self._book.plan).rows}

    def _typed(self, row: Row | None, edit: Edit) -> Typed:
        fields = edit.fields or {}
        if row is None or not all(name in row.cells for name in fields):
            raise WorkbookError(self._gone)
        if edit.version != row.version:
            raise self._conflict(row, edit)
        return row.changes(fields)

    def _conflict(self, row: Row | None, edit: Edit) -> WorkbookError:
        if row is None:
            return WorkbookError(self._gone)
        return Conflict(self.noun, row.id, edit.fields or {}, row.values, row.version)
