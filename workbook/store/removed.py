"""What was removed and can be brought back: it is found in the journal, so that it lasts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from workbook.store.upgrades import current
from workbook.store.uses import part_of
from workbook.strategy.entity import Entity
from workbook.strategy.history import REMOVED, Change
from workbook.wording import say_date

__all__ = ["Removed", "removed_lately"]


@dataclass(frozen=True)
class Removed:
    """A record that is gone. `Store.restore_before(number, who)` brings it back with its parts."""

    number: int
    id: str
    called: str
    at: datetime
    who: str


def removed_lately(session: Session, model: type[Entity], most: int = 20) -> tuple[Removed, ...]:
    """Return the records of an entity that were removed and not brought back, newest first.

    Parts that went with a whole come back with it, and are not listed.
    """
    about = REMOVED, col(Change.entity) == model.__tablename__
    lines = session.exec(select(Change).where(*about).order_by(col(Change.number).desc()))
    found: dict[str, Removed] = {}
    for line in map(current, lines):
        gone = line.record_id not in found and session.get(model, line.record_id) is None
        if gone and not _went_along(session, model, line):
            found[line.record_id] = _told(model, line)
        if len(found) == most:
            break
    return tuple(found.values())


def _went_along(session: Session, model: type[Entity], line: Change) -> bool:
    wholes = [line.before.get(name) for name in part_of(model)]
    same = col(Change.save_id) == line.save_id, col(Change.record_id).in_(wholes)
    with_whole = select(Change.number).where(col(Change.verb) == "removed", *same)
    return bool(wholes) and session.exec(with_whole.limit(1)).first() is not None


def _told(model: type[Entity], line: Change) -> Removed:
    record = model.model_validate({**line.before, "id": line.record_id})
    called = record.called or " ".join(_said(record)) or f"A {record.nouns.one}"
    return Removed(line.number, line.record_id, called, line.at, line.who)


def _said(record: Entity) -> Iterable[str]:
    """Yield what tells a record without a name apart: its first day, or its first words."""
    for name, field in type(record).model_fields.items():
        kind = (field.json_schema_extra or {}).get("kind")  # type: ignore[union-attr]
        if kind in ("text", "long text", "date") and (value := getattr(record, name)):
            yield str(value)[:60] if isinstance(value, str) else say_date(value)
            return
