"""When a record stands as it is: after the sitting in which it was settled, or with a sign-off."""

from collections.abc import Iterable
from datetime import UTC, datetime

from workbook.strategy.entity import Entity, Seal, references
from workbook.strategy.history import Change, utc
from workbook.strategy.plan import Plan
from workbook.strategy.sittings import SITTING

__all__ = ["fixed_fields", "settled_at", "stands", "whole_of"]


def settled_at(lines: Iterable[Change], field: str) -> datetime | None:
    """Return since when a field holds something, as the journal's lines of its record tell.

    Nothing is returned where it holds nothing, or where the lines do not tell.
    """
    since: datetime | None = None
    for line in lines:
        if field not in line.after or line.explains:
            continue
        filled = line.after[field] not in (None, "", [])
        since = (since or utc(line.at)) if filled else None
    return since


def stands(since: datetime | None, now: datetime, signed: datetime | None) -> bool:
    """Tell whether what was settled then can no longer be put right by now.

    What is put right within a sitting nobody has used; what a sign-off printed was used. Where it
    is not known since when, it stands.

    >>> then = datetime(2026, 9, 10, 18, 0, tzinfo=UTC)
    >>> stands(then, then + SITTING / 2, None), stands(then, then + SITTING * 2, None)
    (False, True)
    """
    return since is None or now - since > SITTING or (signed is not None and signed > since)


def whole_of(model: type[Entity], seal: Seal) -> str:
    """Return the table of the record that seals: the record's own, or that of its whole."""
    return dict(references(model))[seal.whole] if seal.whole else str(model.__tablename__)


def fixed_fields(plan: Plan, record: Entity) -> tuple[str, ...]:
    """Return the fields of a record in which nothing can be changed any more."""
    seal = record.seal
    if seal is None:
        return ()
    sealing = plan.find(getattr(record, seal.whole)) if seal.whole else record
    own = sealing.seal if sealing else None
    if sealing is None or own is None or not getattr(sealing, own.field):
        return ()
    signed = max((each.stood_at for each in plan.signed_off), default=None)
    if not stands(settled_at(plan.history(sealing), own.field), datetime.now(UTC), signed):
        return ()
    return tuple(name for name in type(record).model_fields if name not in seal.free)
