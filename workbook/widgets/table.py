"""A list of records as an editable table that keeps what is typed, whatever happens elsewhere."""

from collections.abc import Iterable, Sequence
from typing import Any

import traitlets

from workbook.forms.draft import Draft, Record, Save
from workbook.forms.entry import Entry
from workbook.forms.fields import FieldSpec
from workbook.forms.sentences import name_of, note, problems
from workbook.forms.typed import Choices, options_of, show
from workbook.widgets.editor import Reload, idle
from workbook.widgets.history import Past
from workbook.widgets.part import KIT, Part

__all__ = ["RowTable"]


class RowTable(Part):
    """Records as rows, fields as columns; cards on a phone.

    `noun` names one record in the buttons ("objective"). In `given` tables the rows come and go
    with other records, so that nobody adds, moves or removes one here. `ordered` tables keep each
    record's place in its `position` field. A `label` names the table to screen readers where it has
    no title. Cells are labelled with field and row: "Owner, row 2".
    A table is saved by the `SaveBar` (or the `Page`) it is given to. Only changed cells travel.
    With `past`, each row has a button for its history.
    """

    kit = KIT
    part = traitlets.Unicode("table").tag(sync=True)

    title = traitlets.Unicode().tag(sync=True)
    lead = traitlets.Unicode().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    noun = traitlets.Unicode("row").tag(sync=True)
    ordered = traitlets.Bool(True).tag(sync=True)
    given = traitlets.Bool(False).tag(sync=True)
    has_history = traitlets.Bool(False).tag(sync=True)
    columns: traitlets.List[Any] = traitlets.List().tag(sync=True)
    rows: traitlets.List[Any] = traitlets.List().tag(sync=True)
    removed = traitlets.Unicode(help="The name of the row that Undo brings back").tag(sync=True)

    def __init__(  # noqa: PLR0913 (what a table is made of, most of it optional)
        self,
        specs: Sequence[FieldSpec],
        records: Iterable[Record],
        save: Save,
        *,
        choices: Choices | None = None,
        reload: Reload | None = None,
        past: Past | None = None,
        **words: Any,
    ) -> None:
        super().__init__(has_history=past is not None, **words)
        self.draft = Draft(specs, records, save, dict(choices or {}), ordered=self.ordered)
        self.touched = self.save_now = self.wrote = idle
        self.past = past
        self.reload = reload
        self.columns = [self._column(spec) for spec in specs]
        self.rows = [self._row(self.draft.entries[id]) for id in self.draft.order]
        self.on_msg(self._on_message)

    def set_choices(self, choices: Choices) -> None:
        """Offer other records to choose from, such as a person added a moment ago."""
        self.draft.choices = dict(choices)
        self.columns = [self._column(spec) for spec in self.draft.specs]

    def refresh(self, ids: Iterable[str]) -> None:
        """Show what is different in these rows, and any row that came, went or moved."""
        self._patch(ids)

    def _on_message(self, _: Any, content: dict[str, Any], buffers: Any) -> None:
        by = content.get("by", "")
        match content:
            case {"type": "change", "id": id, "name": name, "value": value, "seq": seq}:
                self.draft.change(id, name, value)
                self._patch([id], by=by, seq=seq, always=name)
            case {"type": "add", "id": id}:
                self.draft.add(id)
                self._patch(by=by)
                return  # an empty row is nothing to save
            case {"type": "remove", "id": id}:
                self.draft.remove(id)
                self._patch(by=by)
            case {"type": "undo"}:
                self._patch([], by=by, focus=self.draft.undo())
            case {"type": "move", "id": id, "by_rows": rows}:
                self.draft.move(id, rows)
                self._patch(by=by)
            case {"type": "paste", "id": id, "name": name, "block": block}:
                self._paste(id, name, block, by)
            case {"type": "leave", "id": id}:
                self.draft.leave(id)
                self._patch([id])
                return
            case {"type": "history" | "restore"} if self.past:
                self.send(self.past.answer(self, content))
                return
            case {"type": "hello"}:
                self.send({"type": "rows", "rows": self.rows, "by": by})
                return
        self.touched()

    def _paste(self, id: str, name: str, block: list[list[str]], by: str) -> None:
        if id not in self.draft.entries or name not in self.draft.spec:
            return
        ids = self.draft.paste(id, name, block)
        room = len(self.draft.spec) - list(self.draft.spec).index(name)
        left_out = max(map(len, block), default=0) - room
        self._patch(ids, by=by, pasted=len(ids), left_out=left_out)

    def _patch(self, ids: Iterable[str] = (), *, always: str = "", **message: Any) -> None:
        # `rows` is changed in place, so that a page opened later sees it and no page is sent it.
        entries = self.draft.entries
        shown = {row["id"]: row for row in self.rows}
        gone = [id for id in shown if id not in entries]
        added = [self._row(entries[id]) for id in self.draft.order if id not in shown]
        changed = [
            change
            for id in ids
            if id in shown and id in entries and (change := self._change(shown[id], always))
        ]
        shown |= {row["id"]: row for row in added}
        before = [id for id in shown if id in entries]
        self.rows[:] = [shown[id] for id in self.draft.order]
        moved = _moved(before, self.draft.order)
        self.removed = self._last_removed()
        self.send(
            {
                "type": "patch",
                "gone": gone,
                "added": added,
                "moved": moved,
                "changed": changed,
                **message,
            }
        )

    def _change(self, shown: dict[str, Any], always: str) -> dict[str, Any]:
        row = self._row(self.draft.entries[shown["id"]])
        cells = {
            name: value
            for name, value in row["cells"].items()
            if value != shown["cells"][name] or name == always
        }
        rest = {key: row[key] for key in ("problems", "note", "new") if row[key] != shown[key]}
        shown.update(row)
        return {"id": row["id"], "cells": cells, **rest} if cells or rest else {}

    def _row(self, entry: Entry) -> dict[str, Any]:
        specs = self.draft.specs
        return {
            "id": entry.id,
            "cells": {spec.name: entry.shown(spec) for spec in specs},
            "problems": problems(entry, specs),
            "note": note(entry, specs),
            "new": entry.is_new,
        }

    def _column(self, spec: FieldSpec) -> dict[str, Any]:
        return {
            "name": spec.name,
            "label": spec.title,
            "help": spec.guidance,
            "kind": spec.kind,
            "required": spec.required,
            "options": options_of(spec, self.draft.choices),
            "blank": spec.kind != "choice" or spec.default is None,
            "initial": show(spec, spec.default),
            "fixed": spec.fixed,
        }

    def _last_removed(self) -> str:
        if not self.draft.removed:
            return ""
        entry, _ = self.draft.removed[-1]
        return name_of(entry, self.draft.specs, f"the {self.noun}")


def _moved(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, int]]:
    """Return which rows to put where, one after the other, to get from one order to the other.

    >>> _moved("abcd", "bcda"), _moved("abcd", "acbd"), _moved("abc", "abc")
    ([('a', 3)], [('c', 1)], [])
    """
    order, moves = list(before), []
    for index, id in enumerate(after):
        if order[index] == id:
            continue
        ahead = order[index]
        goes_down = order[index + 1] == id and after.index(ahead) > index + 1
        move = (ahead, after.index(ahead)) if goes_down else (id, index)
        order.remove(move[0])
        order.insert(move[1], move[0])
        moves.append(move)
    return moves
