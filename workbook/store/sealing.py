"""What is sealed is not changed, whichever door a change comes through."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from workbook.errors import InvalidEntry
from workbook.store import rows
from workbook.store.upgrades import current
from workbook.strategy.entities import entity_named
from workbook.strategy.entity import Entity
from workbook.strategy.history import Change, SignOff, utc
from workbook.strategy.sealing import settled_at, stands, whole_of

__all__ = ["refuse_sealed"]


def refuse_sealed(
    session: Session,
    model: type[Entity],
    record: Mapping[str, Any],
    changed: Iterable[str],
    now: datetime,
) -> None:
    """Refuse to change these fields of a record that stands as it is by `now`.

    Raises:
        InvalidEntry: beside the first of them, what to do instead.
    """
    seal = model.seal
    names = [name for name in changed if seal and name not in seal.free]
    if seal is None or not names:
        return
    sealing = entity_named(whole_of(model, seal))
    id = record[seal.whole or "id"]
    held = rows.row(session.connection(), sealing, id) if seal.whole else record
    own = sealing.seal
    if held and own and held[own.field] and _stands(session, id, own.field, now):
        said = model.model_construct(**record).sealed
        raise InvalidEntry(model.nouns.one, {names[0]: said}, str(record["id"]))


def _stands(session: Session, id: str, field: str, now: datetime) -> bool:
    about = select(Change).where(Change.record_id == id).order_by(col(Change.number))
    since = settled_at(map(current, session.exec(about)), field)
    signed = session.scalar(select(func.max(SignOff.at)))
    return stands(since, utc(now), utc(signed) if signed else None)
