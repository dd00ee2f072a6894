"""Records in the browser's hands: what it says of them, and what it is answered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import traitlets

from workbook.errors import WorkbookError
from workbook.forms.draft import Draft
from workbook.forms.fields import FieldSpec
from workbook.forms.sentences import name_of, twins
from workbook.forms.typed import Choices, show
from workbook.widgets.editor import Reload, idle
from workbook.widgets.history import Past
from workbook.widgets.leaving import Leaving
from workbook.widgets.part import KIT, Part
from workbook.widgets.wire import change_of, column_of, lean_columns, lean_rows, moved, row_of

__all__ = ["Create", "Rows"]

Create = Mapping[str, Callable[[str], object]]
"""For each entity of which a record can be added by its name alone: what adds it."""

HALF = "This date is not complete, or there is no such day, so the earlier one is kept."
NOT_ADDED = "That could not be added just now. Add it in its own list, then choose it here."


class Rows(Part):
    """Records that a person edits, whichever way they are drawn.

    Rows are changed in place and only what is different travels, so that a page opened later sees
    everything and nobody's typing is written over.
    """

    kit = KIT

    title = traitlets.Unicode().tag(sync=True)
    lead = traitlets.Unicode().tag(sync=True)
    label = traitlets.Unicode().tag(sync=True)
    noun = traitlets.Unicode("row").tag(sync=True)
    ordered = traitlets.Bool(True).tag(sync=True)
    given = traitlets.Bool(False).tag(sync=True)
    has_history = traitlets.Bool(False).tag(sync=True)
    has_removed = traitlets.Bool(False).tag(sync=True)
    removed_before = traitlets.Bool(help="whether there is something to bring back").tag(sync=True)
    can_add: traitlets.List[str] = traitlets.List(
        help="the fields for which a name that is not there yet can be added"
    ).tag(sync=True)
    columns: traitlets.List[Any] = traitlets.List().tag(sync=True, to_json=lean_columns)
    rows: traitlets.List[Any] = traitlets.List().tag(sync=True, to_json=lean_rows)
    removed = traitlets.Unicode(help="the name of the row that Undo brings back").tag(sync=True)

    def __init__(
        self,
        draft: Draft,
        *,
        reload: Reload | None = None,
        past: Past | None = None,
        create: Create | None = None,
        leaving: Leaving | None = None,
        **words: Any,
    ) -> None:
        self.draft, self.reload = draft, reload
        self.past, self.create, self.leaving = past, create or {}, leaving
        super().__init__(
            has_history=past is not None,
            has_removed=bool(past and past.removed),
            removed_before=bool(past and past.removed and past.removed()),
            can_add=[spec.name for spec in draft.specs if spec.of in self.create],
            **words,
        )
        self.touched = self.save_now = self.wrote = idle
        self._asker = ""
        self._draw()
        self.on_msg(self._on_message)

    def set_choices(self, choices: Choices) -> None:
        """Offer other records to choose from, such as a person added a moment ago."""
        found = self.draft.offer(choices)
        self._set_columns()
        if found:
            self._patch(found)
            self.touched()

    def reshape(self, specs: Sequence[FieldSpec], records: Iterable[Any]) -> None:
        """Show other fields, as columns came or went; what was typed into the others is kept.

        Where somebody else has saved such a field meanwhile, it is contested.
        """
        old = self.draft
        self.draft = Draft(specs, records, old.take, old.choices, old.ordered)
        for id, entry in old.entries.items():
            for name, typed in entry.typed.items():
                was = show(old.spec[name], entry.saved.get(name))
                self.draft.again(id, name, typed, was, entry.version)
        self._draw()
        self.send({"type": "rows", "rows": self.rows, "by": "*"})
        self.touched()  # so that the bar tells of what is contested now

    def refresh(self, ids: Iterable[str]) -> None:
        """Show what is different in these rows, and any row that came, went or moved."""
        self._patch(ids, by=self._asker)

    def _draw(self) -> None:
        self._set_columns()
        self._told = twins(self.draft)
        entries = map(self.draft.entries.__getitem__, self.draft.order)
        self.rows = [row_of(self.draft, each, self._told.get(each.id, "")) for each in entries]

    def _set_columns(self) -> None:
        self.columns = [column_of(spec, self.draft.choices) for spec in self.draft.specs]

    def _on_message(self, _: Any, content: dict[str, Any], __: Any) -> None:
        by = content.get("by", "")
        match content:
            case {"type": "change", "id": id, "name": name, "value": value, "seq": seq}:
                self.draft.change(id, name, value)
                self._changed([id], by=by, seq=seq, always=name)
            case {"type": "half", "id": id, "name": name, "seq": seq}:
                self.draft.halt(id, name, HALF)
                self._changed([id], by=by, seq=seq, always=name)
            case {"type": "again", "id": id, "name": name, "value": value, "was": was}:
                self.draft.again(id, name, value, was, content.get("version"))
                self._changed([id], by=by, seq=content["seq"], always=name)
            case {"type": "paste", "id": id, "name": name, "block": block}:
                self._paste(id, name, block, content.get("order", ()), by)
            case {"type": "create", "id": id, "name": name} if name in self.can_add:
                self._create(id, name, by)
            case {"type": "history" | "restore" | "removed"} if self.past:
                self.send(self.past.answer(self, content))
            case {"type": "hello"}:
                self.send({"type": "rows", "rows": self.rows, "by": by})
            case _ if not self.given:
                self._on_rows(content, by)

    def _on_rows(self, content: dict[str, Any], by: str) -> None:
        match content:
            case {"type": "add", "id": id}:
                self.draft.add(id)
                self._patch(by=by)  # an empty row is nothing to save
            case {"type": "leave", "id": id}:
                self.draft.leave(id)
                self._patch([id])
            case {"type": "drop", "id": id}:  # nothing was typed into it
                self.draft.remove(id)
                self._patch()
            case {"type": "remove", "id": id}:
                self._remove(id, by)
            case {"type": "part", "id": id, "way": way} if self.leaving:
                self._part(self.leaving.answer(id, way, content.get("heir", ""), by))
            case {"type": "undo"}:
                self._changed([], by=by, focus=self.draft.undo())
            case {"type": "move", "id": id, "by_rows": rows}:
                self.draft.move(id, rows)
                self._changed(by=by)

    def _remove(self, id: str, by: str) -> None:
        self.draft.remove(id)
        # Saved at once, so that nothing is called removed that is refused a moment later.
        self._asker = by
        self.save_now()
        self._asker = ""
        if self.draft.going:
            self.touched()
        self._patch(by=by)
        if self.leaving and (used := self.draft.used.pop(id, None)):
            called = name_of(self.draft.entries[id], self.draft.specs, f"this {self.noun}")
            self.send(self.leaving.question(id, called, used, by))

    def _part(self, reply: dict[str, Any]) -> None:
        if not reply["problem"]:
            if entry := self.draft.entries.get(reply["id"]):
                entry.trouble = ""
            self.wrote()
        self.send(reply)

    def _paste(
        self, id: str, name: str, block: list[list[str]], order: Sequence[str], by: str
    ) -> None:
        if name and (id not in self.draft.entries or name not in self.draft.spec):
            return
        ids = self.draft.paste(id, name, block, order=order, grow=not self.given)
        names = list(self.draft.spec)
        room = len(names) - (names.index(name) if name else 0)
        left_out = max(map(len, block), default=0) - room
        self._changed(ids, by=by, pasted=len(ids), left_out=left_out)

    def _create(self, id: str, name: str, by: str) -> None:
        entry = self.draft.entries.get(id)
        row = next((row for row in self.rows if row["id"] == id), None)
        if entry is None or row is None:
            return
        try:
            for label in row["offers"].get(name, []):
                self.create[self.draft.spec[name].of](label)
        except WorkbookError as error:
            entry.problems[name] = str(error)
        except Exception:  # the form goes on; the name stays as typed
            entry.problems[name] = NOT_ADDED
        else:
            self.wrote()
        self._changed([id], by=by, always=name, created=True)

    def _changed(self, ids: Iterable[str] = (), **message: Any) -> None:
        # Told first, so that the bar never says saved of what the browser is answered for.
        self.touched()
        self._patch(ids, **message)

    def _patch(self, ids: Iterable[str] = (), *, always: str = "", **message: Any) -> None:
        draft, entries = self.draft, self.draft.entries
        told = twins(draft)
        # The name of one record may be in question through another.
        asked = {*ids, *({*told, *self._told} if told != self._told else ())}
        self._told = told
        fresh = {id: row_of(draft, entries[id], told.get(id, "")) for id in asked & {*entries}}
        shown = {row["id"]: row for row in self.rows}
        gone = [id for id in shown if id not in entries]
        added = [
            row_of(draft, entries[id], told.get(id, "")) for id in draft.order if id not in shown
        ]
        changed = [
            change
            for id, row in fresh.items()
            if id in shown and (change := change_of(shown[id], row, always))
        ]
        shown |= {row["id"]: row for row in added}
        before = [id for id in shown if id in entries]
        self.rows[:] = [shown[id] for id in draft.order]
        self.removed = self._last_removed()
        places = moved(before, draft.order)
        news = {"gone": gone, "added": added, "moved": places, "changed": changed}
        self.send({"type": "patch", **news, **message})

    def _last_removed(self) -> str:
        return ""
