"""What a plan looks up in the database when it is asked for: the journal's lines, and readings.

A plan is as of one line of the journal, and stays so while others save: lines after it are left
out, and what they did to readings is taken back.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement, Engine, Integer, String, TextClause, func, type_coerce
from sqlmodel import Session, col, select

from workbook.period import Period, Unit
from workbook.quarter import Quarter
from workbook.store.mending import SOUND
from workbook.store.upgrades import current
from workbook.strategy.destination import KPI, Reading
from workbook.strategy.entity import Entity
from workbook.strategy.history import BUT_READINGS, Change
from workbook.strategy.journal import Journal, by_record
from workbook.strategy.readings import Readings, Span, row_of
from workbook.strategy.rules import check
from workbook.strategy.series import Measure, Series

__all__ = ["StoredJournal", "StoredReadings"]

# How many days before a quarter a period may begin that ends in it.
_BEFORE: dict[Unit, int] = {"day": 0, "week": 6, "month": 30, "quarter": 91}

# As the database keeps them: NumPy reads texts and numbers as days and flags faster than Python.
_COLUMNS = (
    type_coerce(col(Reading.start), String),
    col(Reading.value),
    type_coerce(col(Reading.complete), Integer),
    col(Reading.rows),
    col(Reading.note),
    col(Reading.source_id),
)

_NEWEST = sqlalchemy.select(func.max(col(Change.number)))


class StoredJournal(Journal):
    """The journal of a database up to the line `last`."""

    def __init__(
        self, engine: Engine, last: int, known: Mapping[str, Sequence[Change]] | None = None
    ) -> None:
        self._engine, self.last = engine, last
        self._known = dict(known or {})

    def after(self, lines: Sequence[Change]) -> "StoredJournal":
        """Return the journal with these lines added to it."""
        changed = {line.record_id for line in lines}
        known = {id: lines for id, lines in self._known.items() if id not in changed}
        later = StoredJournal(self._engine, max(line.number for line in lines), known)
        if "last_at" in vars(self):  # found once, it need not be sought among all lines again
            later.last_at = max(filter(None, [self.last_at, *(line.at for line in lines)]))
        return later

    @cached_property
    def _lines(self) -> tuple[Change, ...]:  # type: ignore[override]
        return self._found(col(Change.number) <= self.last)

    @cached_property
    def last_at(self) -> datetime | None:
        """When the newest line was written, if there is one."""
        with Session(self._engine) as session:
            upto = select(Change.at).where(col(Change.number) <= self.last)
            return session.exec(upto.order_by(col(Change.at).desc()).limit(1)).first()

    def but_readings(self) -> Sequence[Change]:
        """Return the lines about everything but readings."""
        lines = self._found(col(Change.number) <= self.last, BUT_READINGS)
        self._known |= by_record(lines)
        return lines

    def line(self, number: int) -> Change | None:
        """Return the line of this number, if there is one."""
        found = self._found(col(Change.number) == number) if number <= self.last else ()
        return next(iter(found), None)

    def of(self, record_id: str) -> Sequence[Change]:
        """Return the lines about one record."""
        if record_id not in self._known:
            about = col(Change.record_id) == record_id, col(Change.number) <= self.last
            self._known[record_id] = self._found(*about)
        return self._known[record_id]

    def _found(self, *which: ColumnElement[bool] | TextClause) -> tuple[Change, ...]:
        with Session(self._engine) as session:
            found = select(Change).where(*which).order_by(col(Change.number))
            return tuple(map(current, session.exec(found)))


class StoredReadings(Readings):
    """The readings of a database as they stood at the journal's line `last`."""

    def __init__(
        self, engine: Engine, last: int, known: Mapping[str, Series] | None = None
    ) -> None:
        self._engine, self._last = engine, last
        self._keep(known)

    def after(self, last: int, changed: set[str]) -> "StoredReadings":
        """Return the readings at a later line, once these KPIs or readings of theirs changed."""
        known = {id: series for id, series in self._series.items() if id not in changed}
        later = StoredReadings(self._engine, last, known)
        later.calendar = self.calendar
        if not changed:
            later._quarters, later._spans = self._quarters, self._spans
        return later

    def all(self) -> tuple[Entity, ...]:
        """Return every reading as a record. Slow where there are many: for exports only."""
        with Session(self._engine) as session:
            listed = select(Reading).order_by(col(Reading.position), col(Reading.id))
            return tuple(session.exec(listed))

    def find(self, id: str) -> Entity | None:
        """Return the reading with this id as a record, if there is one."""
        with Session(self._engine) as session:
            return session.get(Reading, id)

    def records(
        self, kpi_id: str, first: date = date.min, last: date = date.max
    ) -> tuple[Entity, ...]:
        """Return the readings of a KPI that begin from `first` to `last` as records, to edit."""
        these = col(Reading.kpi_id) == kpi_id, col(Reading.start).between(first, last)
        with Session(self._engine) as session:
            if later := self._later(session):
                were = _undone(session, kpi_id, later)
                return tuple(reading for reading in were if first <= reading.start <= last)
            found = select(Reading).where(*these).order_by(col(Reading.start))
            return tuple(session.exec(found))

    def spans(self, kpis: Iterable[Measure]) -> Mapping[str, Span]:
        """Return from when to when each KPI was read, by its id; one that never was is left out."""
        if self._spans is None:
            with Session(self._engine) as session:
                late = self._later(session)
                self._spans = super().spans(kpis) if late else self._edges(session, kpis)
        return self._spans

    def _read(self, kpi: Measure) -> Series:
        with Session(self._engine) as session:
            if later := self._later(session):
                return Series.of(kpi.frequency, map(row_of, _undone(session, kpi.id, later)))
            rows = sqlalchemy.select(*_COLUMNS).where(col(Reading.kpi_id) == kpi.id, SOUND)
            found = session.connection().execute(rows.order_by(col(Reading.start)))
            return Series.of(kpi.frequency, found.cursor.fetchall())  # as the driver gives them

    def _read_in(self, kpis: Iterable[Measure], quarter: Quarter) -> Mapping[str, Series]:
        with Session(self._engine) as session:
            late = self._later(session)
            return super()._read_in(kpis, quarter) if late else _in_quarter(session, kpis, quarter)

    def _edges(self, session: Session, kpis: Iterable[Measure]) -> dict[str, Span]:
        edges = (
            _edge(newest=False),
            _edge(newest=True),
            _edge(col(Reading.complete).is_(True), newest=True),
        )
        found = session.execute(sqlalchemy.select(col(KPI.id), *edges))
        days = {id: tuple(each) for id, *each in found}
        read = (kpi for kpi in kpis if days.get(kpi.id, (None,))[0])
        return {kpi.id: self._span(kpi.frequency, *days[kpi.id]) for kpi in read}

    def _span(self, unit: Unit, first: date, last: date, complete: date | None) -> Span:
        begins, ends = (Period(unit, day, self.calendar).quarter for day in (first, last))
        return Span(
            begins, ends, Period(unit, complete, self.calendar).quarter if complete else None
        )

    def _later(self, session: Session) -> Sequence[Change]:
        if (session.connection().scalar(_NEWEST) or 0) <= self._last:
            return ()
        late = col(Change.number) > self._last, col(Change.entity) == Reading.__tablename__
        found = select(Change).where(*late).order_by(col(Change.number).desc())
        return list(map(current, session.exec(found)))


def _undone(session: Session, kpi_id: str, later: Sequence[Change]) -> list[Reading]:
    """Return a KPI's readings as they were before these lines, newest first, were written."""
    now = session.exec(select(Reading).where(Reading.kpi_id == kpi_id))
    kept = {reading.id: reading.model_dump() for reading in now}
    for line in later:
        id = line.record_id
        if line.verb == "added":
            kept.pop(id, None)
        elif line.verb == "removed" and line.before["kpi_id"] == kpi_id:
            kept[id] = {**line.before, "id": id}
        elif id in kept and not line.explains:
            kept[id] |= {**line.before, "version": kept[id]["version"] - 1}
    were = (check(Reading, values) for values in kept.values())
    return sorted(were, key=attrgetter("start"))


def _in_quarter(session: Session, kpis: Iterable[Measure], quarter: Quarter) -> dict[str, Series]:
    """Look up a quarter: one query for each length of period, on the index of KPI and start."""
    listed = list(kpis)
    found: dict[str, list[Sequence[Any]]] = {}
    for unit in {kpi.frequency for kpi in listed}:
        first = quarter.start - timedelta(days=_BEFORE[unit])
        these = sqlalchemy.select(col(KPI.id)).where(col(KPI.frequency) == unit)
        rows = sqlalchemy.select(col(Reading.kpi_id), *_COLUMNS).where(
            col(Reading.kpi_id).in_(these), col(Reading.start).between(first, quarter.end), SOUND
        )
        ordered = rows.order_by(col(Reading.kpi_id), col(Reading.start))
        read = session.connection().execute(ordered).cursor.fetchall()
        found |= {id: [row[1:] for row in own] for id, own in groupby(read, itemgetter(0))}
    series = {kpi.id: Series.of(kpi.frequency, found.get(kpi.id, ())) for kpi in listed}
    return {id: each.in_quarter(quarter) for id, each in series.items()}


def _edge(*which: ColumnElement[bool], newest: bool) -> Any:
    start = col(Reading.start)
    these = sqlalchemy.select(start).where(col(Reading.kpi_id) == col(KPI.id), SOUND, *which)
    return these.order_by(start.desc() if newest else start).limit(1).scalar_subquery()
