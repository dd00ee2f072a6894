"""A plan as it stood at a moment: what the journal tells since then is undone from what stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from workbook.errors import InvalidEntry, NotFound, WorkbookError
from workbook.quarter import Quarter
from workbook.strategy.entities import ENTITIES, entity_named
from workbook.strategy.entity import Entity
from workbook.strategy.history import Change, alike, evening, utc
from workbook.strategy.plan import Plan, SignedOff
from workbook.strategy.remembering import remembered
from workbook.strategy.rules import check
from workbook.wording import say_date

__all__ = ["at_day", "last_seen", "lines_since", "records_at"]

_PLACES = {model: place for place, model in enumerate(ENTITIES)}


def last_seen(plan: Plan, quarter: Quarter) -> tuple[SignedOff | None, datetime]:
    """Return when people last saw a pack before a quarter's: its sign-off, and the moment (UTC).

    Where none was signed it is the end of the quarter before. Of a sign-off as of a past day it is
    the evening of that day: what its pack shows.
    """
    before = (each for each in plan.signed_off if each.quarter < str(quarter))
    signed = max(before, key=lambda each: (each.quarter, each.at), default=None)
    return signed, signed.stood_at if signed else evening(quarter.previous.end)


def at_day(plan: Plan, day: date) -> Plan:
    """Return the plan as it stood on the evening of a day: its records, readings and sign-offs.

    Raises:
        WorkbookError: that day has not come, or the journal does not reach back to it, or does not
            lead to what stands; the sentence says which.
    """
    if day > plan.today:
        raise WorkbookError(
            f"{say_date(day)} has not come yet. Ask for today or for a day that has passed."
        )
    _require_told(plan, day)
    moment = evening(day)
    return replace(
        plan,
        records=records_at(plan, moment),
        changes=plan.changes.until(moment),
        signed_off=tuple(
            each for each in plan.signed_off if utc(datetime.fromisoformat(each.at)) <= moment
        ),
        today=day,
        readings=plan.readings.until(moment),
        as_of=day,
    )


@remembered
def lines_since(plan: Plan, moment: datetime) -> Sequence[Change]:
    """Return the journal's lines about records, but readings, since a moment: looked up once."""
    return plan.changes.since(moment)


def records_at(plan: Plan, moment: datetime) -> tuple[Entity, ...]:
    """Return the records as they stood at a moment, in list order; readings are not among them.

    Raises:
        WorkbookError: the journal does not lead to what stands.
    """
    late = lines_since(plan, moment)
    if not late:
        return plan.records
    kept = {record.id: record for record in plan.records}
    touched: dict[str, tuple[type[Entity], dict[str, Any] | None]] = {}
    for line in reversed(late):
        model, id = entity_named(line.entity), line.record_id
        _, values = touched.get(id) or (model, _values(kept.get(id)))
        touched[id] = model, _before(line, values)
    for id in touched:
        kept.pop(id, None)
    found = [*kept.values(), *_made(touched)]
    return tuple(sorted(found, key=lambda r: (_PLACES[type(r)], r.position, r.id)))


def _values(record: Entity | None) -> dict[str, Any] | None:
    return record.model_dump(mode="json") if record else None


def _before(line: Change, values: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return a record's values before a line, given those after it; None where there is none."""
    if line.explains:
        return values
    if (values is None) != (line.verb == "removed") or _other(values or {}, line.after):
        raise WorkbookError(
            f"Line {line.number:,} of the journal does not lead to what stands now: somebody "
            "changed the workbook outside this program. How it stood before that is not known; "
            "workbook check says where the two differ."
        )
    if line.verb == "added":
        return None
    if values is None:
        return {**line.before, "id": line.record_id}
    return {**values, **line.before, "version": max(values.get("version", 1) - 1, 1)}


def _other(values: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Whether a record holds something else than its line says; fields of later are no matter."""
    return any(name in values and not alike(values[name], value) for name, value in told.items())


def _made(
    touched: Mapping[str, tuple[type[Entity], dict[str, Any] | None]],
) -> Iterable[Entity]:
    for id, (model, values) in touched.items():
        if values is None:
            continue
        try:
            yield check(model, {**values, "id": id})
        except InvalidEntry as error:
            raise WorkbookError(f"What stood before cannot be read: {error}") from error


def _require_told(plan: Plan, day: date) -> None:
    first = plan.changes.first
    if first is None:
        raise NotFound(
            "This workbook has no journal, as it was brought in from an export without one. How it "
            "stood on an earlier day is not known."
        )
    if day < (begun := utc(first.at).date()):
        raise NotFound(
            f"The journal begins on {say_date(begun)}: how the workbook stood on {say_date(day)} "
            "is not known. Ask for a day from then on."
        )
