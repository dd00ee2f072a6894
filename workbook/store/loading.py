"""A plan read from the database in one transaction, and brought up to date by the journal."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from workbook.store import rows, signoff
from workbook.store.looked import found_sound, state
from workbook.store.lookups import Mark, StoredJournal, StoredReadings, newest
from workbook.store.mending import (
    lost_lines,
    lost_readings,
    lost_records,
    mended,
    require_told_apart,
    without_loose_ends,
)
from workbook.store.upgrades import current
from workbook.strategy.destination import KPI, Reading
from workbook.strategy.entities import ENTITIES, entity_named
from workbook.strategy.entity import Entity
from workbook.strategy.history import BUT_READINGS, SIGNED, Change, SignOff
from workbook.strategy.plan import Plan, SignedOff

__all__ = ["follow", "load"]

_MANY = 2000  # lines from which on reading everything again is quicker


def load(session: Session, engine: Engine) -> Plan:
    """Return the workbook as it stands, in list order; readings are looked up by `engine`."""
    models = [model for model in ENTITIES if not model.bulk]
    kept = [(model, rows.every(session.connection(), model)) for model in models]
    last, signed = newest(session), _signed(session)
    stands = state(session, last)
    odd = {} if found_sound(stands) else lost_readings(session)
    lost = odd | lost_lines(session) | _lost(session)
    lost |= lost_records(session, {model: len(these) for model, these in kept})
    session.rollback()  # whoever saves waits for whoever reads: what takes long comes after
    found = [model.model_construct(**row) for model, these in kept for row in these]
    require_told_apart(found)
    records, told = mended(found)
    records, loose = without_loose_ends(records, found)
    journal = StoredJournal(engine, last)
    readings = StoredReadings(engine, last, sound="" if odd else stands)
    spoiled = told | loose | lost
    return Plan(_in_order(records), journal, signed, readings=readings, spoiled=spoiled)


def follow(session: Session, engine: Engine, plan: Plan) -> Plan:
    """Return the plan as it stands now; only the records that new lines name are read again.

    Raises:
        StorageFailed: the database was put back to another state than the plan was read from.
    """
    journal, readings, last = plan.changes, plan.readings, newest(session)
    if not isinstance(journal, StoredJournal) or not isinstance(readings, StoredReadings):
        return load(session, engine)
    journal.last.require(session)
    if last.number - journal.last.number > _MANY:
        return load(session, engine)
    if last == Mark():  # an import of an old export, which had no journal, leaves none either
        return load(session, engine)
    signed = _signed(session)
    if last == journal.last:
        same = signed == plan.signed_off and plan.today == date.today()
        return plan if same else replace(plan, signed_off=signed, today=date.today())
    new = select(Change).where(col(Change.number) > journal.last.number)
    lines = list(map(current, session.exec(new)))
    named = _named(lines)
    gone = {id for ids in named.values() for id in ids}
    kept = (record for record in plan.records if record.id not in gone)
    read = (record for model, ids in named.items() for record in _read(session, model, ids))
    fresh, told = mended(read)
    return Plan(
        _in_order([*kept, *fresh]),
        journal.after(last, lines),
        signed,
        readings=readings.after(last, _read_otherwise(session, lines)),
        spoiled={id: said for id, said in plan.spoiled.items() if id not in gone} | told,
    )


def _in_order(records: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(sorted(records, key=lambda r: (_PLACES[type(r)], r.position, r.id)))


_PLACES = {model: place for place, model in enumerate(ENTITIES)}


def _signed(session: Session) -> tuple[SignedOff, ...]:
    facts = select(SignOff.quarter, SignOff.at, SignOff.who, SignOff.code, SignOff.as_of)  # type: ignore[call-overload]
    signed = session.exec(facts.order_by(col(SignOff.quarter), col(SignOff.number)))
    return tuple(
        SignedOff(quarter, at.isoformat(), who, code, as_of.isoformat() if as_of else "")
        for quarter, at, who, code, as_of in signed
    )


def _lost(session: Session) -> dict[str, str]:
    """Return a sentence on each quarter of which a sign-off is no longer there."""
    about = select(Change).where(BUT_READINGS, Change.entity == SIGNED)
    lines = session.exec(about.order_by(col(Change.number))).all()
    kept = session.exec(select(SignOff.quarter, SignOff.number))
    return {line.record_id: signoff.lost(line) for line in signoff.missing(lines, kept)}


def _named(lines: Iterable[Change]) -> dict[type[Entity], set[str]]:
    named: dict[type[Entity], set[str]] = defaultdict(set)
    for line in lines:
        if line.entity != SIGNED and not (model := entity_named(line.entity)).bulk:
            named[model].add(line.record_id)
    return named


def _read(session: Session, model: type[Entity], ids: Iterable[str]) -> Iterable[Entity]:
    return session.exec(select(model).where(col(model.id).in_(ids)))


def _read_otherwise(session: Session, lines: Sequence[Change]) -> set[str]:
    """Return the ids of the KPIs of which a reading, or they themselves, were changed."""
    readings = {line.record_id for line in lines if line.entity == Reading.__tablename__}
    those = select(Reading.kpi_id).where(col(Reading.id).in_(readings))
    here = session.exec(those) if readings else ()
    told = {values.get("kpi_id") for line in lines for values in (line.before, line.after)}
    kpis = {line.record_id for line in lines if line.entity == KPI.__tablename__}
    return {*here, *kpis, *filter(None, told)}
