"""What a plan looks up in the database when it is asked for: the journal's lines, and readings.

A plan is as of one line of the journal, and stays so while others save: lines after it are left
out, and what they did to readings is taken back. Each look is one transaction, which sees what
stood at one moment.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

import sqlalchemy
from sqlalchemy import (
    ColumnElement,
    Engine,
    Executable,
    Integer,
    Select,
    String,
    TextClause,
    bindparam,
    text,
    type_coerce,
)
from sqlmodel import Session, col, select

from workbook.errors import InvalidEntry, StorageFailed
from workbook.period import Period, Unit
from workbook.quarter import Quarter
from workbook.store.check.damage import session_on
from workbook.store.mending import SOUND, readable
from workbook.store.upgrades import current
from workbook.strategy.destination import KPI, Reading
from workbook.strategy.entity import Entity
from workbook.strategy.history import BUT_READINGS, REVISED, SIGNED, Change
from workbook.strategy.journal import Journal, by_record, of_those_that_stood
from workbook.strategy.readings import Readings, Span, row_of
from workbook.strategy.rules import check
from workbook.strategy.series import Measure, Series
from workbook.troubles import telling

__all__ = ["Mark", "StoredJournal", "StoredReadings", "newest"]

# How many days before a quarter a period may begin that ends in it.
_BEFORE: dict[Unit, int] = {"day": 0, "week": 6, "month": 30, "quarter": 91}

# As the database keeps them: NumPy reads texts and numbers as days and flags faster than Python.
_START = type_coerce(col(Reading.start), String)
_FACTS = (
    type_coerce(col(Reading.complete), Integer),
    col(Reading.rows),
    col(Reading.note),
    col(Reading.source_id),
    type_coerce(col(Reading.provisional), Integer),
)

_AT_ONCE = 500  # ids that one query names

_MARK = sqlalchemy.select(col(Change.number), col(Change.save_id))
_NEWEST = _MARK.order_by(col(Change.number).desc()).limit(1)


# Lines that cannot be read are left out, and told of as the workbook is opened; those of readings,
# which are not all looked at then, are refused when they are asked for.
_FOLLOWED = text(f"(entity = 'reading' OR ({readable(Change.__table__)}))")  # type: ignore[attr-defined]


class Mark(NamedTuple):
    """A line of the journal and the save that wrote it; none before the first."""

    number: int = 0
    save_id: str = ""

    def stands_in(self, session: Session) -> bool:
        """Tell whether the journal still has this line: an older copy may stand in its place."""
        there = _MARK.where(col(Change.number) == self.number)
        return self == Mark() or session.connection().execute(there).first() == self

    def require(self, session: Session) -> None:
        """Refuse to look anything up in another history than the one that a plan was read from.

        Raises:
            StorageFailed: the journal does not have this line.
        """
        if not self.stands_in(session):
            raise StorageFailed(
                "This workbook was replaced by another copy of it meanwhile. Nothing was saved: "
                "open the page again to go on in that one."
            )


def newest(session: Session) -> Mark:
    """Return the newest line of the journal."""
    return Mark(*(session.connection().execute(_NEWEST).first() or ()))


def _mark_at(session: Session, moment: datetime, last: Mark) -> Mark:
    """Return the last line up to `last` that was written by a moment; the index of times has it."""
    by_then = col(Change.at) <= moment, col(Change.number) <= last.number
    found = _MARK.where(*by_then).order_by(col(Change.at).desc(), col(Change.number).desc())
    return Mark(*(session.connection().execute(found.limit(1)).first() or ()))


class StoredJournal(Journal):
    """The journal of a database up to the line `last`."""

    def __init__(
        self, engine: Engine, last: Mark, known: Mapping[str, Sequence[Change]] | None = None
    ) -> None:
        self._engine, self.last = engine, last
        self._upto = col(Change.number) <= last.number
        self._known = dict(known or {})

    def after(self, last: Mark, lines: Sequence[Change]) -> "StoredJournal":
        """Return the journal with these lines, of which one is the last, added to it."""
        changed = {line.record_id for line in lines}
        known = {id: lines for id, lines in self._known.items() if id not in changed}
        later = StoredJournal(self._engine, last, known)
        if "last_at" in vars(self):  # found once, it need not be sought among all lines again
            later.last_at = max(
                filter(None, [self.last_at, *(line.at for line in lines if line.entity != SIGNED)]),
                default=None,
            )
        return later

    @cached_property
    def _lines(self) -> tuple[Change, ...]:  # type: ignore[override]
        return self._found(self._upto)

    @property
    def first(self) -> Change | None:
        """The oldest line, if there is one."""
        with session_on(self._engine) as session:
            self.last.require(session)
            oldest = select(Change).where(self._upto).order_by(col(Change.number)).limit(1)
            found = session.exec(oldest).first()
            return found and current(found)

    @cached_property
    def last_at(self) -> datetime | None:
        """When the newest line about the plan was written, if there is one."""
        with session_on(self._engine) as session:
            self.last.require(session)
            of_the_plan = self._upto, Change.entity != SIGNED
            upto = select(Change.at).where(*of_the_plan, *self._followed)
            return session.exec(upto.order_by(col(Change.at).desc()).limit(1)).first()

    def but_readings(self) -> Sequence[Change]:
        """Return the lines about everything but readings."""
        lines = self._found(self._upto, BUT_READINGS)
        self._known |= by_record(lines)
        return lines

    def since(self, moment: datetime) -> Sequence[Change]:
        """Return the lines about records, but readings, that were written after a moment (UTC)."""
        later = col(Change.number) > self._at(moment).number
        return self._found(self._upto, later, BUT_READINGS, col(Change.entity) != SIGNED)

    def revised(self, moment: datetime) -> Sequence[Change]:
        """Return the lines after a moment (UTC) about readings that stood then, and changed."""
        late = self._upto, col(Change.number) > self._at(moment).number
        touched = sqlalchemy.select(col(Change.record_id)).where(*late, REVISED)
        return of_those_that_stood(self._found(*late, col(Change.record_id).in_(touched)))

    def until(self, moment: datetime) -> "StoredJournal":
        """Return the journal as it stood at a moment (UTC)."""
        return StoredJournal(self._engine, self._at(moment))

    def _at(self, moment: datetime) -> Mark:
        with session_on(self._engine) as session:
            self.last.require(session)
            return _mark_at(session, moment, self.last)

    def line(self, number: int) -> Change | None:
        """Return the line of this number, if there is one."""
        return next(iter(self._found(self._upto, col(Change.number) == number)), None)

    def of(self, record_id: str) -> Sequence[Change]:
        """Return the lines about one record."""
        if record_id not in self._known:
            about = col(Change.record_id) == record_id
            self._known[record_id] = self._found(self._upto, about)
        return self._known[record_id]

    def _found(self, *which: ColumnElement[bool] | TextClause) -> tuple[Change, ...]:
        with session_on(self._engine) as session:
            self.last.require(session)
            found = select(Change).where(*which, *self._followed).order_by(col(Change.number))
            return tuple(map(current, session.exec(found)))

    @property
    def _followed(self) -> Sequence[TextClause]:
        return [_FOLLOWED] if self._engine.dialect.name == "sqlite" else []


class StoredReadings(Readings):
    """The readings of a database as they stood at the journal's line `last`.

    `sound` is how the file stood as nothing odd was found among them; see `workbook.store.looked`.
    """

    def __init__(
        self, engine: Engine, last: Mark, known: Mapping[str, Series] | None = None, sound: str = ""
    ) -> None:
        self._engine, self._last, self.sound = engine, last, sound
        self._late = col(Change.number) > last.number, col(Change.entity) == Reading.__tablename__
        self._back: tuple[Mark, Sequence[Reading]] | None = None
        self._keep(known)

    def after(self, last: Mark, changed: set[str]) -> "StoredReadings":
        """Return the readings at a later line, once these KPIs or readings of theirs changed."""
        known = {id: series for id, series in self._series.items() if id not in changed}
        later = StoredReadings(self._engine, last, known)
        later.calendar = self.calendar
        if not changed:
            later._quarters, later._spans = self._quarters, self._spans
        return later

    def until(self, moment: datetime) -> "StoredReadings":
        """Return the readings as they stood at a moment (UTC)."""
        with session_on(self._engine) as session:
            self._last.require(session)
            then = StoredReadings(self._engine, _mark_at(session, moment, self._last))
        then.calendar = self.calendar
        return then

    def all(self) -> tuple[Entity, ...]:
        """Return every reading as a record. Slow where there are many: for exports only."""
        found = self._were(sqlalchemy.true())
        return tuple(sorted(found, key=attrgetter("position", "id")))

    def find(self, id: str) -> Entity | None:
        """Return the reading with this id as a record, if there is one."""
        found = self._were(col(Reading.id) == id)
        return next((reading for reading in found if reading.id == id), None)

    def of_ids(self, ids: Iterable[str]) -> Mapping[str, Entity]:
        """Return those of these readings that there are, as records, by their ids."""
        wanted, found = list(ids), dict[str, Entity]()
        for first in range(0, len(wanted), _AT_ONCE):
            some = wanted[first : first + _AT_ONCE]
            were = self._were(col(Reading.id).in_(some))
            found |= {each.id: each for each in were if each.id in some}
        return found

    def records(
        self, kpi_id: str, first: date = date.min, last: date = date.max
    ) -> tuple[Entity, ...]:
        """Return the readings of a KPI that begin from `first` to `last` as records, to edit."""
        these = sqlalchemy.and_(
            col(Reading.kpi_id) == kpi_id, col(Reading.start).between(first, last)
        )
        found = (
            reading
            for reading in self._were(these)
            if reading.kpi_id == kpi_id and first <= reading.start <= last
        )
        return tuple(sorted(found, key=attrgetter("start")))

    def spans(self, kpis: Iterable[Measure]) -> Mapping[str, Span]:
        """Return from when to when each KPI was read, by its id; one that never was is left out."""
        if self._spans is None:
            with session_on(self._engine) as session:
                late = self._is_late(session)
                self._spans = super().spans(kpis) if late else self._edges(session, kpis)
        return self._spans

    def _read(self, kpis: Iterable[Measure]) -> Mapping[str, Series]:
        with session_on(self._engine) as session:
            if not self._is_late(session):
                return {kpi.id: _series(session, kpi) for kpi in kpis}
            back = self._put_back(session)
            return {kpi.id: self._series_then(session, kpi, back) for kpi in kpis}

    def _series_then(self, session: Session, kpi: Measure, back: Sequence[Reading]) -> Series:
        kept = _fetched(session, _EVERY.where(self._untouched), kpi=kpi.id)
        own = [row_of(each) for each in back if each.kpi_id == kpi.id]
        # A day is a text in one database, and a day in the other and in what is put back.
        return Series.of(kpi.frequency, sorted([*kept, *own], key=lambda row: str(row[0])))

    def _read_in(self, kpis: Iterable[Measure], quarter: Quarter) -> Mapping[str, Series]:
        listed = list(kpis)
        new = [kpi for kpi in listed if kpi.id not in self._series]
        with session_on(self._engine) as session:
            late = self._is_late(session)
            looked_up = {} if late else _in_quarter(session, new, quarter)
        at_hand = [kpi for kpi in listed if kpi.id not in looked_up]
        return {**looked_up, **super()._read_in(at_hand, quarter)}

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

    def _is_late(self, session: Session) -> bool:
        self._last.require(session)
        if newest(session) == self._last:
            return False
        return session.exec(select(Change.number).where(*self._late).limit(1)).first() is not None

    def _were(self, these: ColumnElement[bool]) -> Iterable[Reading]:
        """Return readings as they stood, with all others that lines touched since."""
        now = select(Reading).where(these)
        with session_on(self._engine) as session:
            if not self._is_late(session):
                return session.exec(now).all()
            return [*session.exec(now.where(self._untouched)), *self._put_back(session)]

    @property
    def _untouched(self) -> ColumnElement[bool]:
        """Tells the readings that no line is about since; each is looked up in an index."""
        late = col(Change.record_id) == col(Reading.id), *self._late
        return ~sqlalchemy.exists().where(*late)

    def _put_back(self, session: Session) -> Sequence[Reading]:
        """Return the readings that were changed or removed since, as they stood: a few of many.

        Those that were added since, by a whole import, say, are not looked at one by one.
        """
        now = newest(session)
        if self._back is None or self._back[0] != now:
            changed = select(Change.record_id).where(*self._late, REVISED)
            lines = select(Change).where(*self._late, col(Change.record_id).in_(changed))
            backwards = lines.order_by(col(Change.number).desc())
            stand = session.exec(select(Reading).where(col(Reading.id).in_(changed))).all()
            back = _undone(stand, map(current, session.exec(backwards)))
            self._back = now, tuple(back)
        return self._back[1]


def _undone(now: Iterable[Reading], late: Iterable[Change]) -> Iterable[Reading]:
    """Return readings as they were before these lines, newest first, were written."""
    kept = {reading.id: reading for reading in now}
    touched: dict[str, dict[str, Any]] = {}
    for line in late:
        id = line.record_id
        if line.verb == "added":
            kept.pop(id, None)
            touched.pop(id, None)
        elif line.verb == "removed":
            touched[id] = {**line.before, "id": id}
        elif not line.explains and (at := touched.get(id) or _values(kept.pop(id, None))):
            touched[id] = {**at, **line.before, "version": max(at.get("version", 0) - 1, 1)}
    return [*kept.values(), *_sound(touched.values())]


def _values(reading: Reading | None) -> dict[str, Any]:
    return reading.model_dump() if reading else {}


def _sound(touched: Iterable[dict[str, Any]]) -> Iterator[Reading]:
    for values in touched:
        with suppress(InvalidEntry):  # figures leave it out today as well
            yield check(Reading, values)


def _fetched(session: Session, rows: Executable, **asked: str) -> Sequence[Any]:
    """Return rows as the driver gives them, which SQLAlchemy does not see, nor what it meets."""
    connection = session.connection()
    with telling(connection.get_execution_options().get("place", "The workbook")):
        return list(connection.execute(rows, asked).cursor.fetchall())


def _series(session: Session, kpi: Measure) -> Series:
    """Look up all that a KPI read: where its readings are alike but for day and value, only these.

    Of ten years of days, they nearly always are.
    """
    facts = _fetched(session, _ONCE, kpi=kpi.id)
    if len(facts) == 1:
        return Series.alike(kpi.frequency, _fetched(session, _FEW, kpi=kpi.id), facts[0])
    return Series.of(kpi.frequency, _fetched(session, _EVERY, kpi=kpi.id))


def _of_a_kpi(*columns: Any) -> Select[Any]:
    return sqlalchemy.select(*columns).where(col(Reading.kpi_id) == bindparam("kpi"), SOUND)


# Written once: of a hundred KPIs it would take longer to say what is asked than to ask it.
_ONCE = _of_a_kpi(*_FACTS).distinct().limit(2)
_FEW = _of_a_kpi(_START, col(Reading.value)).order_by(col(Reading.start))
_EVERY = _of_a_kpi(_START, col(Reading.value), *_FACTS).order_by(col(Reading.start))


def _in_quarter(session: Session, kpis: Iterable[Measure], quarter: Quarter) -> dict[str, Series]:
    """Look up a quarter: one query for each length of period, on the index of KPI and start."""
    listed = list(kpis)
    found: dict[str, list[Sequence[Any]]] = {}
    for unit in {kpi.frequency for kpi in listed}:
        first = quarter.start - timedelta(days=_BEFORE[unit])
        these = [kpi.id for kpi in listed if kpi.frequency == unit]
        rows = sqlalchemy.select(col(Reading.kpi_id), _START, col(Reading.value), *_FACTS).where(
            col(Reading.kpi_id).in_(these), col(Reading.start).between(first, quarter.end), SOUND
        )
        ordered = rows.order_by(col(Reading.kpi_id), col(Reading.start))
        read = _fetched(session, ordered)
        found |= {id: [row[1:] for row in own] for id, own in groupby(read, itemgetter(0))}
    series = {kpi.id: Series.of(kpi.frequency, found.get(kpi.id, ())) for kpi in listed}
    return {id: each.in_quarter(quarter) for id, each in series.items()}


def _edge(*which: ColumnElement[bool], newest: bool) -> Any:
    start = col(Reading.start)
    these = sqlalchemy.select(start).where(col(Reading.kpi_id) == col(KPI.id), SOUND, *which)
    return these.order_by(start.desc() if newest else start).limit(1).scalar_subquery()
