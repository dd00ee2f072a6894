"""What is sealed is not changed, whichever door a change comes through."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from workbook.errors import ImportRefused, InvalidEntry
from workbook.store import rows
from workbook.store.upgrades import Records, current
from workbook.strategy.entities import ENTITIES, entity_named
from workbook.strategy.entity import Entity
from workbook.strategy.history import Change, SignOff, alike, evening, utc
from workbook.strategy.rules import check
from workbook.strategy.sealing import settled_at, stands, whole_of

__all__ = ["refuse_rewritten", "refuse_sealed"]


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


def refuse_rewritten(records: Records) -> None:
    """Refuse an export in which somebody changed what its own journal says is sealed.

    Raises:
        ImportRefused: what to do instead, of the first such record.
    """
    told = _as_told(records.get(str(Change.__tablename__), []))
    for model in ENTITIES:
        seal, table = model.seal, str(model.__tablename__)
        if seal is None:
            continue
        rows_now = {row["id"]: row for row in records.get(table, [])}
        sealing = entity_named(whole_of(model, seal)).seal
        for id, held in told.items():
            whole = told.get(held.get(seal.whole, ""), {}) if seal.whole else held
            if held["of"] == table and sealing and whole.get(sealing.field):
                now = rows_now.get(id, {})
                if any(not alike(held[name], now.get(name)) for name in _kept(held, seal.free)):
                    raise ImportRefused(f"{table}.json: {check(model, _values(held)).sealed}")


def _kept(held: Mapping[str, Any], free: Iterable[str]) -> Iterator[str]:
    return (name for name in held if name not in ("of", *free))


def _values(held: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in held.items() if name != "of"}


def _as_told(lines: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return what records that can be sealed hold at a journal's end, each with its table: `of`."""
    told: dict[str, dict[str, Any]] = {}
    sealed = {model.__tablename__ for model in ENTITIES if model.seal}
    for line in lines:
        if line["entity"] not in sealed:
            continue
        if line["verb"] == "removed":
            told.pop(line["record_id"], None)
        else:
            held = told.setdefault(line["record_id"], {"of": line["entity"]})
            held.update(line["after"])
    return told


def _stands(session: Session, id: str, field: str, now: datetime) -> bool:
    about = select(Change).where(Change.record_id == id).order_by(col(Change.number))
    since = settled_at(map(current, session.exec(about)), field)
    every = session.exec(select(SignOff.at, SignOff.as_of))  # type: ignore[type-var]
    signed = max((evening(day) if day else utc(at) for at, day in every), default=None)
    return stands(since, utc(now), signed)
