"""What no door would take, but a file holds all the same, is left out and told: pages open."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Float,
    Integer,
    Table,
    TypeDecorator,
    and_,
    case,
    func,
    not_,
    or_,
    text,
)
from sqlmodel import Session, col, select

from workbook.errors import InvalidEntry
from workbook.strategy.destination import KPI, Reading
from workbook.strategy.entity import Entity, ids_in, references
from workbook.strategy.history import BUT_READINGS, Change
from workbook.strategy.limits import FIRST, LARGEST, LAST, clean_text
from workbook.strategy.rules import check, no_longer_there
from workbook.wording import say_list, visible

__all__ = [
    "SOUND",
    "lost_lines",
    "lost_readings",
    "lost_records",
    "mended",
    "readable",
    "require_told_apart",
    "steers",
    "without_loose_ends",
]

SOUND: ColumnElement[bool] = and_(
    col(Reading.start).between(date(FIRST, 1, 1), date(LAST, 12, 31)),
    col(Reading.value).between(-LARGEST, LARGEST),
)
"""Tells the readings that figures can be computed from."""


def mended(records: Iterable[Entity]) -> tuple[list[Entity], dict[str, str]]:
    """Return the records without what their fields cannot hold, and a sentence on each such one.

    What cannot be without such a field is left out, and control characters are written out.
    Nothing is changed in the database: the field is empty on the page, and can be filled in again.
    """
    sound: list[Entity] = []
    told: dict[str, str] = {}
    for record in records:
        values = record.model_dump(warnings=False)
        unseen = {name: visible(text) for name, text in values.items() if steers(text)}
        try:
            sound.append(check(type(record), values | unseen))
        except InvalidEntry as error:
            told[record.id] = _told(record, str(error))
            sound += _without(record, error)
        else:
            if unseen:
                told[record.id] = _told(record, "it holds signs that cannot be seen.")
    return sound, told


def require_told_apart(found: Sequence[Entity | None]) -> None:
    """Refuse records of which one would stand for two.

    Raises:
        ValueError: a row has no id, or one that is no text, or that of another.
    """
    if len({r.id for r in found if r and isinstance(r.id, str)}) != len(found):
        raise ValueError("two records have one id, or one has none")


def without_loose_ends(
    records: Sequence[Entity], found: Sequence[Entity]
) -> tuple[list[Entity], dict[str, str]]:
    """Return the records without references to what is not among those `found`, and what is said.

    A reference to a record that was left out is not loose: of that one it is told itself.
    """
    there = {record.id: str(record.__tablename__) for record in found}
    sound: list[Entity] = []
    told: dict[str, str] = {}
    for record in records:
        loose = {
            name: [id for id in ids_in(record, name) if there.get(id) == of]
            for name, of in references(type(record))
            if any(there.get(id) != of for id in ids_in(record, name))
        }
        if not loose:
            sound.append(record)
            continue
        problems = {name: no_longer_there(type(record), name) for name in loose}
        error = InvalidEntry(record.nouns.one, problems, record.id)
        told[record.id] = _told(record, str(error))
        lists = {
            name: ids for name, ids in loose.items() if isinstance(getattr(record, name), list)
        }
        sound += _without(record, error, lists)
    return sound, told


def lost_lines(session: Session) -> dict[str, str]:
    """Return a sentence on the lines of the journal that are left out, under “journal”."""
    if not _keeps_anything(session):
        return {}
    unreadable = text(f"({readable(Change.__table__)}) IS NOT TRUE")  # type: ignore[attr-defined]
    lines = session.scalars(select(Change.number).where(BUT_READINGS, unreadable).limit(100)).all()
    if not lines:
        return {}
    named = say_list([str(line) for line in lines[:3]])
    told = f"line {named}" if len(lines) == 1 else f"lines {named}" + " …" * (len(lines) > 3)
    return {
        "journal": f"What changed when is not fully known: the journal is damaged in {told}. All "
        "records are as they were left. Bring back an earlier copy with workbook restore, or make "
        "a mended one with workbook check --mend."
    }


def lost_records(session: Session, there: Mapping[type[Entity], int]) -> dict[str, str]:
    """Return a sentence on each kind of record of which the journal knows more than are there."""
    step = case((col(Change.verb) == "added", 1), (col(Change.verb) == "removed", -1), else_=0)
    noted = select(Change.entity, func.sum(step)).where(BUT_READINGS).group_by(col(Change.entity))
    known = dict(session.exec(noted).all())
    lost = {model: known.get(str(model.__tablename__), 0) - count for model, count in there.items()}
    return {
        f"lost {model.__tablename__}": f"{model.nouns.counted(count)} of which the journal knows "
        f"{'is' if count == 1 else 'are'} no longer there. Bring back an earlier copy with "
        "workbook restore, or a mended one with workbook check --mend."
        for model, count in lost.items()
        if count > 0
    }


def _keeps_anything(session: Session) -> bool:
    """Tell whether the database takes values into columns that are not for them: SQLite does."""
    return session.connection().dialect.name == "sqlite"


def lost_readings(session: Session) -> dict[str, str]:
    """Return a sentence on each KPI of which readings are left out, by the KPI's id.

    Raises:
        ValueError: a reading cannot be read, so that nobody knows what a figure would lack.
    """
    if all(
        session.exec(each).first() is None for each in (_ODD[_keeps_anything(session)], _ASTRAY)
    ):
        return {}  # one look at all of them is enough, nearly always
    if _keeps_anything(session) and session.exec(select(Reading.id).where(_UNREADABLE)).first():
        raise ValueError("a reading cannot be read")
    counts = (
        select(KPI.id, KPI.name, func.count())
        .join(Reading, col(Reading.kpi_id) == col(KPI.id))
        .where(not_(SOUND))
        .group_by(col(KPI.id), col(KPI.name))
    )
    lost = {
        id: f"{Reading.nouns.counted(count)} of “{name}” cannot be used: a date or value that "
        f"no page would take. Give {'it' if count == 1 else 'them'} again."
        for id, name, count in session.exec(counts)
    }
    if loose := session.exec(select(func.count()).select_from(Reading).where(_LOOSE)).one():
        lost["readings"] = (
            f"{Reading.nouns.counted(loose)} {'belongs' if loose == 1 else 'belong'} to a KPI that "
            "is not there, so that no figure counts them. Bring back an earlier copy with "
            "workbook restore."
        )
    return lost


def _without(
    record: Entity, error: InvalidEntry, instead: Mapping[str, Any] | None = None
) -> list[Entity]:
    values = {k: v for k, v in record.model_dump(warnings=False).items() if k not in error.problems}
    values |= instead or {}
    try:
        return [check(type(record), values)]
    except InvalidEntry:
        return []


def steers(value: object) -> bool:
    """Tell whether it is a text with what no page takes: it would steer whatever shows it."""
    return isinstance(value, str) and not value.isprintable() and clean_text(value) != value


def _told(record: Entity, what: str) -> str:
    name = " ".join(visible(record.called[:60]).split())
    called = f" “{name}”" if name else ""
    return f"Look at the {record.nouns.one}{called} again, which the file holds damaged: {what}"


def readable(table: Table) -> str:
    """Return the condition, in SQLite's words, that all values of a row are what they should be.

    What SQLite takes into a column, and this program could not read out of it, is known by that.
    """
    return " AND ".join(map(_readable, table.columns))


def _readable(column: Column[Any]) -> str:
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    condition = next((said for of, said in _READABLE.items() if isinstance(kind, of)), _TEXT)
    told = condition.format(f'"{column.name}"')
    return f'({told} OR "{column.name}" IS NULL)' if column.nullable else f"({told})"


# SQLite sorts numbers before texts, and texts before all else: to compare is quicker than to ask
# for the type, of ten years of days. What equals a flag is an integer, and a day equals a text.
_TEXT = "{0} >= '' AND {0} < x''"
_READABLE: Mapping[type, str] = {
    JSON: "typeof({0}) = 'text' AND json_valid({0})",
    Boolean: "{0} IN (0, 1)",
    Integer: "typeof({0}) = 'integer'",
    Float: "{0} < ''",
    DateTime: "typeof({0}) = 'text' AND date({0}, '+0 days') = substr({0}, 1, 10)",
    Date: "date({0}, '+0 days') = {0}",
}


_UNREADABLE = text(f"({readable(Reading.__table__)}) IS NOT TRUE")  # type: ignore[attr-defined]
_LOOSE = col(Reading.kpi_id).not_in(select(KPI.id))
# What is looked for where anything can be kept, and where only what a column is for.
_ODD = {
    keeps: select(Reading.id).where(or_(*also, not_(SOUND))).limit(1)
    for keeps, also in ((True, [_UNREADABLE]), (False, []))
}
# One look a KPI, on the index, and not one a reading.
_ASTRAY = select(Reading.kpi_id).group_by(col(Reading.kpi_id)).having(_LOOSE).limit(1)
