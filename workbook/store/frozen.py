"""A plan as a sign-off keeps it: what its pack was made of, in one small text."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate, repeat
from typing import Any
from uuid import NAMESPACE_OID, uuid5

import numpy as np

from workbook.quarter import Quarter
from workbook.store.upgrades import FORMAT, Records, Row, upgraded
from workbook.strategy.destination import KPI, Reading
from workbook.strategy.entities import ENTITIES
from workbook.strategy.entity import Entity
from workbook.strategy.history import SIGNED, Change
from workbook.strategy.past import last_seen
from workbook.strategy.plan import Plan, SignedOff
from workbook.strategy.readings import Readings
from workbook.strategy.revised import revised
from workbook.strategy.rules import check
from workbook.strategy.series import Measure, Series

__all__ = ["canonical", "few", "freeze", "plain", "plan_from", "thaw"]

_COLUMNS = ("start", "value", "complete", "rows", "note", "source_id", "provisional")


def canonical(value: Any) -> bytes:
    """Return JSON values as the one text that stands for them, so that it can be hashed."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def plain(row: Any) -> Row:
    """Return a row as JSON values, its fields in the order in which the entity defines them."""
    values = row.model_dump(mode="json")
    # A line of the journal needs no format of its own: it goes where all are of today's.
    return {name: values[name] for name in type(row).model_fields if name != "format"}


def freeze(plan: Plan, quarter: Quarter) -> Row:
    """Return the plan as plain values: its records, its journal, and a series for each KPI.

    Readings are kept without ids, and without the journal's lines about them, but for those about
    readings that changed since people saw the pack before this `quarter`'s; of earlier sign-offs,
    when they were made and by whom.
    """
    series = {kpi.id: _columns(plan.series(kpi)) for kpi in plan.all(KPI)}
    signed = [each.facts for each in plan.signed_off]
    records = few(plan)
    lines = [*records["change"], *map(plain, revised(plan, last_seen(plan, quarter)[1]))]
    told = {**records, "change": sorted(lines, key=lambda line: line["number"])}
    return {"format": FORMAT, "records": told, "series": series, "signed": signed}


def few(plan: Plan) -> Records:
    """Return the plan's records and journal as plain values, without readings and sign-offs."""
    models = (model for model in ENTITIES if not model.bulk)
    records = {_table(model): list(map(plain, plan.all(model))) for model in models}
    lines = (line for line in plan.changes.but_readings() if line.entity != SIGNED)
    return {**records, "change": [plain(line) for line in lines]}


def thaw(kept: Mapping[str, Any]) -> Plan:
    """Return the plan that `freeze` was given, in today's form.

    Raises:
        InvalidEntry: a record breaks a rule of its entity.
    """
    records: Records = upgraded(kept["records"], kept["format"])
    signed = tuple(SignedOff(**each) for each in kept.get("signed", ()))
    return replace(plan_from(records), readings=_Kept(kept["series"]), signed_off=signed)


def plan_from(records: Mapping[str, Sequence[Row]]) -> Plan:
    """Return the plan of these records and lines of the journal, by the name of their table.

    Raises:
        InvalidEntry: a record breaks a rule of its entity.
    """
    rows = [check(model, row) for model in ENTITIES for row in records.get(_table(model), [])]
    return Plan.of_records(rows, map(Change.model_validate, records.get("change", [])))


class _Kept(Readings):
    """The readings of a sign-off, unfolded as they are asked for."""

    def __init__(self, series: Mapping[str, Mapping[str, Sequence[Any]]]) -> None:
        self._kept = series
        self._keep()

    def all(self) -> tuple[Entity, ...]:
        """Return every reading as a record."""
        return tuple(record for kpi_id in self._kept for record in self.records(kpi_id))

    def records(
        self, kpi_id: str, first: date = date.min, last: date = date.max
    ) -> tuple[Entity, ...]:
        """Return the readings of a KPI that begin from `first` to `last` as records."""
        found = (row for row in self._rows(kpi_id) if first <= row[0] <= last)
        return tuple(_reading(kpi_id, row) for row in found)

    def _read(self, kpis: Iterable[Measure]) -> Mapping[str, Series]:
        return {kpi.id: Series.of(kpi.frequency, self._rows(kpi.id)) for kpi in kpis}

    def _rows(self, kpi_id: str) -> Iterator[Any]:
        columns = self._kept.get(kpi_id) or dict.fromkeys(_COLUMNS, ())
        count = len(columns["start"])
        days = map(date.fromordinal, accumulate(columns["start"]))
        others = (columns.get(name, [False]) for name in _COLUMNS[1:])  # the last came later
        return zip(days, *(repeat(c[0], count) if len(c) == 1 else c for c in others), strict=False)


def _reading(kpi_id: str, row: Sequence[Any]) -> Reading:
    id = uuid5(NAMESPACE_OID, f"{kpi_id} {row[0].toordinal()}")
    return Reading(id=str(id), kpi_id=kpi_id, **dict(zip(_COLUMNS, row, strict=True)))


def _columns(series: Series) -> Row:
    days = series.starts.astype(np.int64) + date(1970, 1, 1).toordinal()
    start = np.diff(days, prepend=0).tolist()
    told = series.values, series.complete, series.rows, series.notes, series.sources
    columns = [start, *(column.tolist() for column in (*told, series.provisional))]
    return dict(zip(_COLUMNS, map(_short, columns), strict=True))


def _short(column: list[Any]) -> list[Any]:
    # Most columns hold one value only: all complete, no note, one file.
    return column[:1] if column and column.count(column[0]) == len(column) else column


def _table(model: type[Entity]) -> str:
    return str(model.__tablename__)
