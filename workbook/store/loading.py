"""A plan read from the database, in one transaction."""

from sqlmodel import Session, select

from workbook.store.upgrades import current
from workbook.strategy.entities import ENTITIES
from workbook.strategy.history import Change, SignOff
from workbook.strategy.plan import Plan, SignedOff

__all__ = ["load"]


def load(session: Session) -> Plan:
    """Return everything in the database as a plan, in list order."""
    records = [
        record
        for model in ENTITIES
        for record in session.exec(select(model).order_by(model.position, model.id)).all()  # type: ignore[arg-type]
    ]
    changes = session.exec(select(Change).order_by(Change.number)).all()  # type: ignore[arg-type]
    facts = select(SignOff.quarter, SignOff.at, SignOff.who, SignOff.code)
    signed = session.exec(facts.order_by(SignOff.quarter, SignOff.number)).all()  # type: ignore[arg-type]
    return Plan(
        tuple(records),
        tuple(map(current, changes)),
        tuple(SignedOff(quarter, at.isoformat(), who, code) for quarter, at, who, code in signed),
    )
