"""A plan as a sign-off keeps it: what its pack was made of, in one small text."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from workbook.store.upgrades import FORMAT, Records, Row, upgraded
from workbook.strategy.destination import KPI, Reading
from workbook.strategy.destination.kpis import readings_of
from workbook.strategy.entities import ENTITIES
from workbook.strategy.entity import Entity
from workbook.strategy.history import Change
from workbook.strategy.plan import Plan
from workbook.strategy.rules import check

__all__ = ["canonical", "freeze", "plain", "plan_from", "thaw"]

_COLUMNS = ("start", "value", "complete", "rows", "note", "source_id")


def canonical(value: Any) -> bytes:
    """Return JSON values as the one text that stands for them, so that it can be hashed."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def plain(row: Any) -> Row:
    """Return a row as JSON values, its fields in the order in which the entity defines them."""
    values = row.model_dump(mode="json")
    # A line of the journal needs no format of its own: it goes where all are of today's.
    return {name: values[name] for name in type(row).model_fields if name != "format"}


def freeze(plan: Plan) -> Row:
    """Return the plan as plain values: its records, its journal, and a series for each KPI.

    Readings are kept without ids, and without the journal's lines about them.
    """
    records = {str(m.__tablename__): list(map(plain, plan.all(m))) for m in ENTITIES}
    del records["reading"]
    lines = [plain(line) for line in plan.changes if line.entity != "reading"]
    series = {kpi.id: _columns(readings_of(plan, kpi)) for kpi in plan.all(KPI)}
    return {"format": FORMAT, "records": {**records, "change": lines}, "series": series}


def thaw(kept: Mapping[str, Any]) -> Plan:
    """Return the plan that `freeze` was given, in today's form.

    Raises:
        InvalidEntry: a record breaks a rule of its entity.
    """
    records: Records = upgraded(kept["records"], kept["format"])
    plan = plan_from(records)
    readings = (r for kpi, columns in kept["series"].items() for r in _readings(kpi, columns))
    return Plan((*plan.records, *readings), plan.changes)


def plan_from(records: Mapping[str, Sequence[Row]]) -> Plan:
    """Return the plan of these records and lines of the journal, by the name of their table.

    Raises:
        InvalidEntry: a record breaks a rule of its entity.
    """
    rows = [check(model, row) for model in ENTITIES for row in records.get(_table(model), [])]
    return Plan(tuple(rows), tuple(map(Change.model_validate, records.get("change", []))))


def _columns(readings: Sequence[Reading]) -> Row:
    columns = {name: [getattr(reading, name) for reading in readings] for name in _COLUMNS}
    days = [start.toordinal() for start in columns["start"]]
    columns["start"] = [day - before for before, day in zip([0, *days], days, strict=False)]
    return {name: _short(column) for name, column in columns.items()}


def _short(column: list[Any]) -> list[Any]:
    # Most columns hold one value only: all complete, no note, one file.
    return column[:1] if all(value == column[0] for value in column) else column


def _readings(kpi_id: str, columns: Mapping[str, Sequence[Any]]) -> Iterable[Entity]:
    count = len(columns["start"])
    whole = {name: list(c) * count if len(c) == 1 else c for name, c in columns.items()}
    day = 0
    for place in range(count):
        day += whole["start"][place]
        values = {name: whole[name][place] for name in _COLUMNS} | {"start": date.fromordinal(day)}
        yield Reading(id=str(uuid5(NAMESPACE_OID, f"{kpi_id} {day}")), kpi_id=kpi_id, **values)


def _table(model: type[Entity]) -> str:
    return str(model.__tablename__)
