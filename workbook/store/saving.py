"""One save: records, versions and journal lines, checked first and written together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import func, insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from workbook.errors import Conflict, InvalidEntry, StillUsed
from workbook.store.upgrades import current
from workbook.store.uses import part_of, uses, with_parts
from workbook.strategy.entities import entity_named
from workbook.strategy.entity import Entity, references
from workbook.strategy.history import FORMAT, Change
from workbook.strategy.limits import clean_line, clean_text
from workbook.strategy.rules import check, no_longer_there
from workbook.wording import say_list

__all__ = ["Edit", "Saving", "explain", "undoing"]

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

    def apply(self, edits: Sequence[Edit]) -> dict[str, int]:
        """Carry out the edits; return the version of each record that is still there.

        Raises:
            InvalidEntry, Conflict, StillUsed: the caller rolls back, so that nothing is half done.
        """
        records = [self._put(edit) for edit in edits if edit.fields is not None]
        self._flush()
        for line in self._lines:
            self._check_references(line)
            self._check_rule(line)
        if removals := [edit for edit in edits if edit.fields is None]:
            self._remove(removals)
            self.session.flush()
        self._write_journal()
        return {record.id: record.version for record in records}

    def _flush(self) -> None:
        try:
            self.session.flush()
        except IntegrityError as error:
            table = (error.statement or "").split()[2 if "INSERT" in str(error.statement) else 1]
            model = entity_named(table)
            if model.once is None:
                raise
            raise InvalidEntry(model.nouns.one, {model.once.beside: model.once.sentence}) from error

    def _put(self, edit: Edit) -> Entity:
        fields = edit.fields or {}
        current = self.session.get(edit.entity, edit.id)
        if current is None:
            return self._add(edit, fields)
        wanted = check(edit.entity, {**current.model_dump(), **fields})
        changed = [name for name in fields if getattr(wanted, name) != getattr(current, name)]
        before, after = _plain(current, changed or fields), _plain(wanted, changed or fields)
        # One that changes nothing, too: its form has not seen what others saved, and must not be
        # given the newer version, with which it would write over theirs next time.
        if edit.version != current.version and (changed or edit.version is not None):
            raise Conflict(edit.entity.nouns.one, edit.id, after, before, current.version)
        for name in changed:
            setattr(current, name, getattr(wanted, name))
        if changed:
            self._note(current, "changed", before, after)
        return current

    def _add(self, edit: Edit, fields: dict[str, Any]) -> Entity:
        if edit.version is not None:
            raise Conflict(edit.entity.nouns.one, edit.id, fields, {}, None)
        record = check(edit.entity, {**fields, "id": edit.id})
        self._insert(record)
        self._bring_back_parts(edit.id)
        return record

    def _insert(self, record: Entity) -> None:
        self.session.add(record)
        self._note(record, "added", {}, _plain(record))

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
            if id in wholes and self.session.get(model, line.record_id) is None:
                self._insert(check(model, {**line.before, "id": line.record_id}))

    def _check_references(self, line: dict[str, Any]) -> None:
        model = entity_named(line["entity"])
        for name, of in references(model):
            value = line["after"].get(name)
            for id in value if isinstance(value, list) else [value]:
                if id and self.session.get(entity_named(of), id) is None:
                    problem = no_longer_there(model, name)
                    raise InvalidEntry(model.nouns.one, {name: problem}, line["record_id"])

    def _check_rule(self, line: dict[str, Any]) -> None:
        record = self.session.get(entity_named(line["entity"]), line["record_id"])
        problems = record.rule(_Standing(self.session)) if record else {}
        # What this save left as it was is not its fault: the rest can still be mended.
        mine = {name: said for name, said in problems.items() if name in line["after"]}
        if record and mine:
            raise InvalidEntry(record.nouns.one, mine, record.id)

    def _remove(self, edits: Sequence[Edit]) -> None:
        found = []
        for edit in edits:
            if (current := self.session.get(edit.entity, edit.id)) is None:
                continue
            if current.version != edit.version:
                theirs = _plain(current)
                raise Conflict(edit.entity.nouns.one, edit.id, {}, theirs, current.version)
            found.append(current)
        going = with_parts(self.session, found)
        _refuse_if_used(self.session, going)
        for record in going.values():
            self._note(record, "removed", _plain(record), {})
            self.session.delete(record)

    def _note(
        self, record: Entity, verb: str, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        self._lines.append(
            {
                "save_id": self.save_id,
                "at": self.at,
                "who": clean_line(self.who)[:200],
                "entity": type(record).__tablename__,
                "record_id": record.id,
                "verb": verb,
                "before": before,
                "after": after,
                "reason": clean_text(self.reason)[:4000],
                "format": FORMAT,
            }
        )

    def _write_journal(self) -> None:
        if self._lines:
            self.session.connection().execute(_NEXT_LINE, self._lines)


@dataclass(frozen=True)
class _Standing:
    """The records as they stand in the middle of a save, read once a rule asks for them."""

    session: Session

    def all(self, model: type[_E]) -> Sequence[_E]:
        return self.session.exec(select(model)).all()

    def name_of(self, id: str | None) -> str:
        known = (each for each in self.session.identity_map.values() if isinstance(each, Entity))
        return next((each.called for each in known if each.id == id), "")


def explain(session: Session, change: Change, who: str, reason: str) -> None:
    """Write a line of the same save that changes nothing, and says why `change` was made."""
    line = change.model_dump(exclude={"number"})
    said = {"who": clean_line(who)[:200], "reason": clean_text(reason)[:4000]}
    why = {"at": datetime.now(UTC), "before": change.after, **said}
    session.connection().execute(_NEXT_LINE, [line | why])


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
    wanted = set(type(record).model_fields) - {"id", "version"} if names is None else set(names)
    return record.model_dump(mode="json", include=wanted)


def _refuse_if_used(session: Session, going: Mapping[str, Entity]) -> None:
    for record in going.values():
        users = [user for user, _ in uses(session, record) if user.id not in going]
        if not users:
            continue
        kinds = Counter(user.nouns for user in users)
        counted = say_list([nouns.counted(n) for nouns, n in kinds.items()])
        names = say_list([f"“{user.called}”" for user in users[:3]])
        more = f" and {len(users) - 3} more" if len(users) > 3 else ""
        raise StillUsed(
            f"“{record.called}” is still used by {counted}: {names}{more}. "
            "Change those first, then remove it.",
            record.id,
            [(user.nouns.one, user.id, user.called) for user in users],
            _others(session, type(record), going),
        )


def _others(session: Session, model: type[Entity], going: Iterable[str]) -> list[tuple[str, str]]:
    listed = select(model).order_by(col(model.position), col(model.id))
    return [(each.id, each.called) for each in session.exec(listed) if each.id not in going]
