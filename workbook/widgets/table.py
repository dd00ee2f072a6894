"""A list of records to edit: a table where fields are few and short, else a line for each."""

from collections.abc import Iterable, Sequence
from typing import Any

import traitlets

from workbook.forms.draft import Draft
from workbook.forms.edits import Record, Save
from workbook.forms.fields import FieldSpec
from workbook.forms.sentences import name_of
from workbook.forms.typed import Choices
from workbook.widgets.rows import Rows

__all__ = ["RowTable"]


class RowTable(Rows):
    """Records as rows and fields as columns, or as lines of which each opens into a card.

    `line` names the fields that tell a record apart. With it each record is one line, and a click,
    Enter or the page's address opens its card in place; lines are sorted by these fields, and
    filtered by those among them that are chosen from a list. Without it all fields are columns.

    `noun` names one record in the buttons ("objective"). In `given` tables the rows come and go
    with other records, so that nobody adds, moves or removes one here. `ordered` tables keep each
    record's place in its `position` field. A `label` names the table to screen readers where it has
    no title. A table is saved by the `SaveBar` (or the `Page`) it is given to.

    With `past`, each row has a button for its history, and what was removed can be brought back.
    With `create`, a name that is typed or pasted and not there yet is offered to be added. With
    `leaving`, removing a record in use asks who takes over.

    The browser opens a record at the event `workbook:reveal` on the document, whose detail is its
    `record` (the id) and `field` (a name, or empty); the event is cancelled when it is found.
    """

    part = traitlets.Unicode("table").tag(sync=True)
    line = traitlets.List(traitlets.Unicode()).tag(sync=True)
    by_rows = traitlets.Bool(False, help="Enter leads to the next row's first field").tag(sync=True)

    def __init__(  # noqa: PLR0913 (what a table is made of, most of it optional)
        self,
        specs: Sequence[FieldSpec],
        records: Iterable[Record],
        save: Save,
        *,
        choices: Choices | None = None,
        ordered: bool = True,
        line: Sequence[str] = (),
        **more: Any,
    ) -> None:
        draft = Draft(specs, records, save, dict(choices or {}), ordered=ordered)
        part = "list" if line else "table"
        super().__init__(draft, part=part, line=list(line), ordered=ordered, **more)

    def _last_removed(self) -> str:
        if not self.draft.removed:
            return ""
        entry, _ = self.draft.removed[-1]
        return name_of(entry, self.draft.specs, f"the {self.noun}")
