"""Records while a person edits them, and their saving: every rule of a form, without a widget."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from workbook.errors import Conflict, InvalidEntry, StillUsed, StorageFailed, WorkbookError
from workbook.forms.edits import Edit, Outcome, Record, Save
from workbook.forms.entry import Entry, Side
from workbook.forms.fields import FieldSpec
from workbook.forms.pasting import cells_of
from workbook.forms.typed import Choices, Typed

__all__ = ["Draft"]

UNEXPECTED = (
    "This could not be saved just now. What you typed is still here: wait a moment, "
    "then press “Try again”."
)

_logger = logging.getLogger(__name__)


@dataclass
class Draft:
    """An ordered list of records being edited.

    >>> loaf = FieldSpec("name", "Loaf", required=True)
    >>> draft = Draft([loaf], [{"id": "a", "version": 1, "name": "Rye"}], lambda edits: {"a": 2})
    >>> draft.change("a", "name", "Sourdough")
    >>> draft.edits()
    [Edit(id='a', fields={'name': 'Sourdough'}, version=1)]
    >>> draft.save().written, draft.edits()
    (1, [])
    """

    specs: Sequence[FieldSpec]
    records: Iterable[Record]
    take: Save
    choices: Choices = field(default_factory=dict)
    ordered: bool = False
    failure: str = ""

    def __post_init__(self) -> None:
        self.spec = {spec.name: spec for spec in self.specs}
        self.entries = {entry.id: entry for entry in map(Entry.of, self.records)}
        self.order = list(self.entries)
        self.going: dict[str, int] = {}
        self.removed: list[tuple[Entry, int]] = []
        self.used: dict[str, StillUsed] = {}
        self.stopped = False  # the last save met a trouble that all others would meet

    def change(self, id: str, name: str, typed: Typed) -> None:
        """Take what was typed into a field; a record or field that is not there is ignored."""
        if (entry := self.entries.get(id)) and name in self.spec and name not in entry.fixed:
            entry.type(self.spec[name], typed, self.choices)
            entry.retry(self.spec, self.choices)

    def halt(self, id: str, name: str, problem: str) -> None:
        """Note that what stands in a field cannot be read, so that the last value is kept."""
        if (entry := self.entries.get(id)) and name in self.spec:
            entry.halt(name, problem)

    def again(self, id: str, name: str, typed: Typed, was: Typed, version: int | None) -> None:
        """Take what was typed before the connection was lost, when the field still showed `was`.

        Where somebody else has saved the field since, it is contested.
        """
        if version is None and id not in self.entries:
            self.add(id)
        self.change(id, name, typed)
        if (entry := self.entries.get(id)) and name in self.spec and version is not None:
            entry.outdated(self.spec[name], was)

    def offer(self, choices: Choices) -> frozenset[str]:
        """Let fields be set to these; return the records in which a refused name is found now."""
        self.choices = dict(choices)
        choosing = {name: spec for name, spec in self.spec.items() if spec.of}
        refused = [e for e in self.entries.values() if e.problems.keys() & choosing.keys()]
        for entry in refused:
            entry.retry(choosing, self.choices)
        return frozenset(entry.id for entry in refused)

    def add(self, id: str | None = None) -> str:
        """Add an empty record at the end and return its id."""
        entry = Entry(id or str(uuid4()), None, {s.name: s.default for s in self.specs})
        if self.ordered:
            entry.waiting["position"] = max(map(self._position, self.order), default=-1) + 1
        self.entries[entry.id] = entry
        self.order.append(entry.id)
        return entry.id

    def leave(self, id: str) -> None:
        """Note that the person went on to another record."""
        if entry := self.entries.get(id):
            entry.left = entry.has_content

    def remove(self, id: str) -> None:
        """Take a record away; `undo` brings it back."""
        if (entry := self.entries.pop(id, None)) is None:
            return
        index = self.order.index(id)
        self.order.remove(id)
        if entry.is_new and not entry.has_content:
            return  # there is nothing to bring back
        self.removed.append((entry, index))
        if entry.version is not None:
            self.going[id] = entry.version

    def undo(self) -> str | None:
        """Bring back the record removed last, and return its id."""
        if not self.removed:
            return None
        entry, index = self.removed.pop()
        if entry.version is not None and self.going.pop(entry.id, None) is None:
            entry.bring_back()
        self._put_back(entry, index)
        return entry.id

    def move(self, id: str, by: int) -> None:
        """Move a record down by that many places, or up when `by` is negative."""
        if id not in self.entries:
            return
        positions = self._rising_positions()
        index = self.order.index(id)
        self.order.insert(min(max(index + by, 0), len(self.order) - 1), self.order.pop(index))
        entries = map(self.entries.__getitem__, self.order)
        for entry, position in zip(entries, positions, strict=True):
            if entry.saved.get("position") == position:
                entry.waiting.pop("position", None)
            else:
                entry.waiting["position"] = position

    def paste(
        self,
        id: str,
        name: str,
        block: Sequence[Sequence[str]],
        *,
        order: Sequence[str] = (),
        grow: bool = True,
    ) -> list[str]:
        """Spread a block of texts from this cell right and down, adding records as needed.

        `order` is how the records stand on the page, where that is not their own order. Without a
        record to begin at, all of the block is added at the end.
        """
        rows = cells_of(block, self.specs, name)
        shown = [each for each in order if each in self.entries] or self.order
        ids = list(shown[shown.index(id) :])[: len(rows)] if id in shown else []
        if grow:
            ids += [self.add() for _ in range(len(rows) - len(ids))]
        for row, cells in zip(ids, rows, strict=False):
            for column, text in cells.items():
                self.change(row, column, text)
        return ids

    def resolve(self, id: str, name: str, side: Side) -> None:
        """Settle a contested field, or a whole record that somebody else removed (name "")."""
        entry = self.entries.get(id)
        if entry is None or entry.contest is None:
            return
        if name:
            entry.resolve(name, side)
        elif side == "mine":
            entry.bring_back()
        else:
            self._forget(id)

    # Saving

    def edits(self) -> list[Edit]:
        """Return what the next save would write; half-filled new records wait."""
        ready = [edit for id in self.order if (edit := self._edit(self.entries[id]))]
        return ready + [Edit(id, None, version) for id, version in self.going.items()]

    def save(self) -> Outcome:
        """Save what can be saved; everything else stays as typed, with a sentence beside it."""
        self.failure, self.stopped = "", False
        edits = self.edits()
        if not edits:
            return Outcome()
        told = self._forget_old_trouble()
        touched = told | {edit.id for edit in edits}
        try:
            return Outcome(self._write(edits), touched)
        except Exception as error:  # whatever it is, the typing stays and the person is told
            _logger.warning("A save failed: %r", error)
            self.failure = UNEXPECTED
            return Outcome(0, touched)

    def merge(self, records: Iterable[Record]) -> frozenset[str]:
        """Take what others saved meanwhile, except where the person is editing; return those ids.

        A record that is being edited keeps its version, so that its save meets the conflict.
        """
        fresh = {entry.id: entry for entry in map(Entry.of, records)}
        touched = set()
        for id, entry in fresh.items():
            if id not in self.going and self._is_news(entry):
                self.entries[id] = entry
                touched.add(id)
        for id, entry in list(self.entries.items()):
            if id not in fresh and not entry.is_new and not entry.is_edited:
                self._forget(id)
        self._take_order(list(fresh))
        return frozenset(touched)

    def _forget_old_trouble(self) -> frozenset[str]:
        old = [entry for entry in self.entries.values() if entry.trouble and not entry.waiting]
        for entry in old:
            entry.trouble = ""
        return frozenset(entry.id for entry in old)

    def _write(self, edits: list[Edit]) -> int:
        try:
            versions = self.take(edits)
        except StorageFailed as error:
            self.failure, self.stopped = str(error), True
            return 0
        except WorkbookError as error:
            if len(edits) > 1:  # one refusal must not hold back the others
                return sum(self._write([edit]) for edit in edits if not self.stopped)
            return self._refused(edits[0], error)
        for edit in edits:
            self._accept(edit, versions)
        return len(edits)

    def _accept(self, edit: Edit, versions: Mapping[str, int]) -> None:
        if edit.fields is None:
            del self.going[edit.id]
        else:
            self.entries[edit.id].accept(edit.fields, versions.get(edit.id, edit.version or 1))

    def _refused(self, edit: Edit, error: WorkbookError) -> int:
        if edit.fields is None:
            self._keep(edit.id, error)
            return 0
        entry = self.entries[edit.id]
        again = False
        if isinstance(error, InvalidEntry):
            again = entry.refuse(error, self.spec)
        elif isinstance(error, Conflict):
            entry.contested(error, self.spec)
            again = entry.contest is None
        else:
            entry.trouble = self.failure = str(error)
        retry = self._edit(entry) if again else None
        return self._write([retry]) if retry else 0

    def _keep(self, id: str, error: WorkbookError) -> None:
        entry, index = next(item for item in self.removed if item[0].id == id)
        self.removed.remove((entry, index))
        del self.going[id]
        if isinstance(error, Conflict):
            entry.contested(error, self.spec)
            entry.trouble = "Somebody else changed this meanwhile. Look again before removing it."
        else:
            entry.trouble = str(error)
        if isinstance(error, StillUsed):
            self.used[id] = error
        self._put_back(entry, index)

    def _edit(self, entry: Entry) -> Edit | None:
        if entry.contest or not entry.waiting:
            return None
        if entry.is_new and (not entry.has_content or self._incomplete(entry)):
            return None
        return Edit(entry.id, dict(entry.waiting), entry.version)

    def _incomplete(self, entry: Entry) -> bool:
        # Nor is a default saved in place of what somebody typed and has to look at again.
        broken = [self.spec[name] for name in entry.problems]
        waits = any(spec.required or spec.default not in (None, "", []) for spec in broken)
        return waits or bool(entry.missing(self.specs))

    # Order

    def _put_back(self, entry: Entry, index: int) -> None:
        self.entries[entry.id] = entry
        self.order.insert(min(index, len(self.order)), entry.id)

    def _forget(self, id: str) -> None:
        del self.entries[id]
        self.order.remove(id)

    def _is_news(self, entry: Entry) -> bool:
        mine = self.entries.get(entry.id)
        return mine is None or (not mine.is_edited and self._state(mine) != self._state(entry))

    def _state(self, entry: Entry) -> tuple[Any, ...]:
        """Return what tells a record from the same one of later: one's own save may change these.

        Beside its version that is what the record says of itself, and what is only to be read.
        """
        told = [entry.saved.get(spec.name) for spec in self.specs if spec.fixed]
        return entry.version, set(entry.fixed), told

    def _take_order(self, fresh: list[str]) -> None:
        moved = any("position" in self.entries[id].waiting for id in fresh if id in self.entries)
        known = [id for id in (self.order if moved else fresh) if id in self.entries]
        self.order = known + [id for id in self.entries if id not in known]

    def _position(self, id: str) -> int:
        return int(self.entries[id].value("position") or 0)

    def _rising_positions(self) -> list[int]:
        positions: list[int] = []
        for id in self.order:
            positions.append(max(self._position(id), positions[-1] + 1 if positions else 0))
        return positions
