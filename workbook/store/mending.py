"""What no door would take, but a file holds all the same, is left out and told: pages open."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, and_, func, not_
from sqlmodel import Session, col, select

from workbook.errors import InvalidEntry
from workbook.strategy.destination import KPI, Reading
from workbook.strategy.entity import Entity
from workbook.strategy.limits import FIRST, LARGEST, LAST, clean_text
from workbook.strategy.rules import check
from workbook.wording import visible

__all__ = ["SOUND", "lost_readings", "mended"]

SOUND: ColumnElement[bool] = and_(
    col(Reading.start).between(date(FIRST, 1, 1), date(LAST, 12, 31)),
    func.abs(col(Reading.value)) <= LARGEST,
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
        values = record.model_dump()
        unseen = {name: visible(text) for name, text in values.items() if _steers(text)}
        try:
            sound.append(check(type(record), values | unseen))
        except InvalidEntry as error:
            told[record.id] = _told(record, str(error))
            sound += _without(record, error)
        else:
            if unseen:
                told[record.id] = _told(record, "it holds signs that cannot be seen.")
    return sound, told


def lost_readings(session: Session) -> dict[str, str]:
    """Return a sentence on each KPI of which readings are left out, by the KPI's id."""
    counts = (
        select(KPI.id, KPI.name, func.count())
        .join(Reading, col(Reading.kpi_id) == col(KPI.id))
        .where(not_(SOUND))
        .group_by(col(KPI.id), col(KPI.name))
    )
    return {
        id: f"{Reading.nouns.counted(count)} of “{name}” cannot be used: a date or value that "
        f"no page would take. Give them again."
        for id, name, count in session.exec(counts)
    }


def _without(record: Entity, error: InvalidEntry) -> list[Entity]:
    values = {k: v for k, v in record.model_dump().items() if k not in error.problems}
    try:
        return [check(type(record), values)]
    except InvalidEntry:
        return []


def _steers(value: object) -> bool:
    """Tell whether it is a text with what no page takes: it would steer whatever shows it."""
    return isinstance(value, str) and not value.isprintable() and clean_text(value) != value


def _told(record: Entity, what: str) -> str:
    name = " ".join(visible(record.called[:60]).split())
    called = f" “{name}”" if name else ""
    return f"Look at the {record.nouns.one}{called} again, which the file holds damaged: {what}"
