"""Plans made of a few records, for tests that need no database."""

from datetime import UTC, date, datetime
from typing import Any

from workbook.strategy import Change, Plan
from workbook.strategy.entities import ENTITIES
from workbook.strategy.entity import Entity
from workbook.strategy.plan import SignedOff
from workbook.strategy.rules import check


def make(model: type[Entity], **fields: Any) -> Any:
    """Return a valid record."""
    return check(model, fields)


def plan(
    *records: Entity,
    changes: tuple[Change, ...] = (),
    signed: str = "",
    today: date = date(2027, 1, 1),
) -> Plan:
    """Return a plan of these records; `signed` is the quarter that Ana signed off, if any.

    It is looked at long after the quarters that tests speak of, unless they say another day.
    """
    order = {model: place for place, model in enumerate(ENTITIES)}
    listed = sorted(records, key=lambda record: order[type(record)])
    facts = (SignedOff(signed, "2026-10-05T09:30:00+00:00", "Ana Ruiz", "0" * 64),)
    return Plan.of_records(listed, changes, facts if signed else (), today=today)


def line(number: int, record: Entity, day: date, before: Any, after: Any) -> Change:
    """Return a journal line that changed fields of a record on a day."""
    return Change(
        number=number,
        save_id=f"save-{number}",
        at=datetime(day.year, day.month, day.day, 10, tzinfo=UTC),
        who="Ana Ruiz",
        entity=type(record).__tablename__,
        record_id=record.id,
        verb="changed" if before else "added",
        before=before,
        after=after,
    )


def figures(findings: Any) -> dict[str, Any]:
    """Return a page's figures as values by id; every id may stand only once."""
    found = {figure.id: figure.value for figure in findings.figures}
    assert len(found) == len(findings.figures)
    return found
