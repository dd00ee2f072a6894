"""One save: records, versions and journal lines, checked first and written together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import uuid4

from pydantic_core import to_jsonable_python
from sqlalchemy import Connection, func, insert
from sqlmodel import Session, select

from workbook.calendar import Calendar
from workbook.errors import Conflict, InvalidEntry
from workbook.store import rows
from workbook.store.recounting import calendar_of, require_free, under_new_names
from workbook.store.sealing import refuse_sealed
from workbook.store.upgrades import current
from workbook.store.uses import has_parts, part_of, refuse_if_used, with_parts
from workbook.strategy.business_year import BusinessYear
from workbook.strategy.entities import ENTITIES, entity_named
from workbook.strategy.entity import Entity, references
from workbook.strategy.history import FORMAT, Change
from workbook.strategy.limits import clean_line, clean_text, limit_id
from workbook.strategy.rules import broken_rules, check, no_longer_there, refused_steps

__all__ = ["Edit", "Saving", "explain", "note", "undoing"]

_E = TypeVar("_E", bound=Entity)

# The database numbers each line as it writes it; there is one writer at a time.
_LAST = select(func.coalesce(func.max(Change.number), 0)).scalar_subquery()
_NEXT_LINE = insert(Change).values(number=_LAST + 1)


@dataclass(frozen=True)
class Edit:
    """What to do to one record: set these fields, or remove it when `fields` is None.

    `version` is the version the edit is based on, and None for a record that is new.
    """

    entity: type[Entity]
    id: str
    fields: dict[str, Any] | None
    version: int | None = None


@dataclass
class Saving:
    """The work of one save inside one open transaction."""

    session: Session
    who: str
    reason: str = ""
    save_id: str = field(default_factory=lambda: str(uuid4()))
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    _lines: list[dict[str, Any]] = field(default_factory=list)
    _put: dict[str, Entity] = field(default_factory=dict)
    _new: dict[type[Entity], list[Entity]] = field(default_factory=dict)
    _many: dict[str, dict[str, Any] | None] = field(default_factory=dict)

    def apply(self, edits: Sequence[Edit]) -> dict[str, int]:
        """Carry out the edits; return the version of each record that is still there.

        Raises:
            InvalidEntry, Conflict, StillUsed: the caller rolls back, so that nothing is half done.
        """
        for edit in edits:
            _refuse_odd_id(edit)
        before = calendar_of(self.session) if _recounts(edits) else None
        self._put_all(edits)
        self.session.expire_all()  # what was read before is no longer what stands
        self._check_references()
        self._check_rules()
        versions = {id: record.version for id, record in self._put.items()}
        if removals := [edit for edit in edits if edit.fields is None]:
            self._remove(removals)
            self.session.flush()
        if before is not None:
            self._recount(before, edits)
        self._write_journal()
        return versions

    def _put_all(self, edits: Iterable[Edit]) -> None:
        kept = [edit for edit in edits if edit.fields is not None]
        self._look_up_many(edit for edit in kept if edit.entity.bulk)
        for edit in kept:
            self._put[edit.id] = self._change(edit, edit.fields or {})
        self._write_new()

    def _look_up_many(self, edits: Iterable[Edit]) -> None:
        """Look up in a few queries what an import is about to change or to add."""
        named: dict[type[Entity], list[str]] = {}
        for edit in edits:
            named.setdefault(edit.entity, []).append(edit.id)
        for model, ids in named.items():
            self._many |= dict.fromkeys(ids)
            self._many |= {row["id"]: dict(row) for row in rows.some(self._connection, model, ids)}

    def _recount(self, before: Calendar, edits: Iterable[Edit]) -> None:
        """Carry over what belongs to quarters, unless this save says itself where it belongs."""
        after = calendar_of(self.session)
        require_free(self.session, before, after)
        told = {each.id for each in edits if each.fields is None or "quarter" in each.fields}
        renamed = under_new_names(self.session, before, after)
        self._put_all(Edit(*each) for each in renamed if each[1] not in told)

    @property
    def _connection(self) -> Connection:
        return self.session.connection()

    def _change(self, edit: Edit, fields: dict[str, Any]) -> Entity:
        current = self._current(edit)
        if current is None:
            return self._add(edit, fields)
        wanted = check(edit.entity, {**current, **fields})
        changed = [name for name in fields if getattr(wanted, name) != current[name]]
        before = to_jsonable_python({name: current[name] for name in changed or fields})
        after = _plain(wanted, changed or fields)
        # One that changes nothing, too: its form has not seen what others saved, and must not be
        # given the newer version, with which it would write over theirs next time.
        if edit.version != current["version"] and (changed or edit.version is not None):
            raise Conflict(edit.entity.nouns.one, edit.id, after, before, current["version"])
        if changed:
            refuse_sealed(self.session, edit.entity, current, changed, self.at)
            wanted.version = current["version"] + 1
            rows.change(self._connection, wanted, changed)
            self._note(wanted, "changed", before, after)
        return wanted

    def _current(self, edit: Edit) -> dict[str, Any] | None:
        if put := self._put.get(edit.id):
            self._write_new()
            return put.model_dump()
        if edit.id in self._many:
            return self._many[edit.id]
        return rows.row(self._connection, edit.entity, edit.id)

    def _add(self, edit: Edit, fields: dict[str, Any]) -> Entity:
        if edit.version is not None:
            raise Conflict(edit.entity.nouns.one, edit.id, fields, {}, None)
        record = check(edit.entity, {**fields, "id": edit.id})
        if edit.entity.seal and edit.entity.seal.whole:
            refuse_sealed(self.session, edit.entity, record.model_dump(), fields, self.at)
        self._insert(record)
        if has_parts(edit.entity):
            self._bring_back_parts(edit.id)
        return record

    def _insert(self, record: Entity) -> None:
        self._new.setdefault(type(record), []).append(record)
        self._put[record.id] = record
        self._note(record, "added", {}, _plain(record))

    def _write_new(self) -> None:
        for model, records in self._new.items():
            rows.add(self._connection, model, records)
        self._new.clear()

    def _bring_back_parts(self, id: str) -> None:
        # Undoing the removal of a KPI gives back its readings, which went with it.
        about = select(Change).where(Change.record_id == id).order_by(Change.number.desc())  # type: ignore[attr-defined]
        last = self.session.exec(about.limit(1)).first()
        if last is None or last.verb != "removed":
            return
        together = select(Change).where(Change.save_id == last.save_id, Change.record_id != id)
        for line in map(current, self.session.exec(together).all()):
            model = entity_named(line.entity)
            wholes = [line.before.get(name) for name in part_of(model)]
            if id in wholes and not rows.there(self._connection, model, [line.record_id]):
                self._insert(check(model, {**line.before, "id": line.record_id}))

    def _check_references(self) -> None:
        named: dict[str, set[str]] = {}
        for line in self._lines:
            for name, of in references(entity_named(line["entity"])):
                named.setdefault(of, set()).update(_ids(line["after"].get(name)))
        missing = {of: ids - self._there(entity_named(of), ids) for of, ids in named.items()}
        if not any(missing.values()):
            return
        for line in self._lines:
            model = entity_named(line["entity"])
            for name, of in references(model):
                if missing[of] & set(_ids(line["after"].get(name))):
                    problem = {name: no_longer_there(model, name)}
                    raise InvalidEntry(model.nouns.one, problem, line["record_id"])

    def _there(self, model: type[Entity], ids: set[str]) -> set[str]:
        put = {id for id in ids if isinstance(self._put.get(id), model)}
        others = ids - put
        return put | (rows.there(self._connection, model, others) if others else set())

    def _check_rules(self) -> None:
        for line in self._lines:
            record = self._put[line["record_id"]]
            # What this save left as it was is not its fault: the rest can still be mended.
            standing = _Standing(self.session)
            problems = broken_rules(record, line["after"], standing)
            problems = problems or refused_steps(record, line["before"], line["after"], standing)
            if problems:
                raise InvalidEntry(record.nouns.one, problems, record.id)

    def _remove(self, edits: Sequence[Edit]) -> None:
        self._remove_many([edit for edit in edits if edit.entity.bulk])
        found = []
        for edit in (edit for edit in edits if not edit.entity.bulk):
            if (current := self.session.get(edit.entity, edit.id)) is None:
                continue
            if current.version != edit.version:
                theirs = _plain(current)
                raise Conflict(edit.entity.nouns.one, edit.id, {}, theirs, current.version)
            refuse_sealed(self.session, edit.entity, current.model_dump(), ["id"], self.at)
            found.append(current)
        going = with_parts(self.session, found)
        refuse_if_used(self.session, going)
        for record in going.values():
            self._note(record, "removed", _plain(record), {})
            self.session.delete(record)

    def _remove_many(self, edits: Sequence[Edit]) -> None:
        """Remove records that nothing refers to, without making each of them an object."""
        by_model: dict[type[Entity], dict[str, Edit]] = {}
        for edit in edits:
            by_model.setdefault(edit.entity, {})[edit.id] = edit
        for model, wanted in by_model.items():
            going = list(rows.some(self._connection, model, wanted))
            for row in going:
                plain = to_jsonable_python({name: row[name] for name in _kept(model)})
                if row["version"] != wanted[row["id"]].version:
                    raise Conflict(model.nouns.one, row["id"], {}, plain, row["version"])
                self._line(model, row["id"], "removed", plain, {})
            rows.remove(self._connection, model, [row["id"] for row in going])

    def _note(
        self, record: Entity, verb: str, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        self._line(type(record), record.id, verb, before, after)

    def _line(
        self, model: type[Entity], id: str, verb: str, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        self._lines.append(
            {
                "save_id": self.save_id,
                "at": self.at,
                "who": clean_line(self.who)[:200],
                "entity": model.__tablename__,
                "record_id": id,
                "verb": verb,
                "before": before,
                "after": after,
                "reason": clean_text(self.reason)[:4000],
                "format": FORMAT,
            }
        )

    def _write_journal(self) -> None:
        if self._lines:
            self._connection.execute(_NEXT_LINE, self._lines)


@dataclass(frozen=True)
class _Standing:
    """The records as they stand in the middle of a save, read once a rule asks for them."""

    session: Session
    names: dict[str, str] = field(default_factory=dict)

    def all(self, model: type[_E]) -> Sequence[_E]:
        found = self.session.exec(select(model)).all()
        self.names.update({each.id: each.called for each in found})
        return found

    def name_of(self, id: str | None) -> str:
        if id and id not in self.names:
            found = (self.session.get(model, id) for model in ENTITIES)
            self.names[id] = next((each.called for each in found if each), "")
        return self.names.get(id or "", "")


def _refuse_odd_id(edit: Edit) -> None:
    try:
        limit_id(edit.id)
    except ValueError as error:
        raise InvalidEntry(edit.entity.nouns.one, {"id": str(error)}) from None


def _recounts(edits: Iterable[Edit]) -> bool:
    return any(edit.entity is BusinessYear for edit in edits)


def explain(session: Session, change: Change, who: str, reason: str) -> None:
    """Write a line of the same save that changes nothing, and says why `change` was made."""
    line = change.model_dump(exclude={"number"})
    said = {"who": clean_line(who)[:200], "reason": clean_text(reason)[:4000]}
    why = {"at": datetime.now(UTC), "before": change.after, **said}
    session.connection().execute(_NEXT_LINE, [line | why])


def note(session: Session, line: Change) -> None:
    """Write one line that is about no record of the plan."""
    session.connection().execute(_NEXT_LINE, [line.model_dump(exclude={"number"})])


def undoing(session: Session, changes: Sequence[Change]) -> list[Edit]:
    """Return the edits that take back these journal lines, newest first, on top of what stands."""
    gone = {change.record_id for change in changes if change.verb == "removed"}
    edits = []
    made = (change for change in changes if not change.explains)
    for change in sorted(made, key=lambda change: -change.number):
        model = entity_named(change.entity)
        if any(change.before.get(name) in gone for name in part_of(model)):
            continue  # it comes back with the whole that it is part of
        current = session.get(model, change.record_id)
        fields = None if change.verb == "added" else dict(change.before)
        version = current.version if current else None
        edits.append(Edit(model, change.record_id, fields, version))
    return edits


def _plain(record: Entity, names: Iterable[str] | None = None) -> dict[str, Any]:
    wanted = _kept(type(record)) if names is None else set(names)
    return record.model_dump(mode="json", include=wanted)


def _kept(model: type[Entity]) -> set[str]:
    return set(model.model_fields) - {"id", "version"}


def _ids(value: Any) -> Sequence[str]:
    return value if isinstance(value, list) else [value] if value else []
