"""Where a plan finds the readings of its KPIs: as series, and as records where one is edited."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from workbook.calendar import Calendar
from workbook.errors import WorkbookError
from workbook.quarter import Quarter
from workbook.strategy.entity import Entity
from workbook.strategy.series import Measure, Series

__all__ = ["Readings", "Span", "row_of"]


@dataclass(frozen=True)
class Span:
    """The quarters of a KPI's first and last reading, and of its last complete one, if any is."""

    first: Quarter
    last: Quarter
    last_complete: Quarter | None


class Readings:
    """The readings at hand in memory; those of a database are looked up as they are asked for.

    What was asked once is kept. `calendar` is the business's.
    """

    calendar = Calendar()

    def __init__(self, records: Iterable[Entity] = ()) -> None:
        self._records: dict[str, list[Entity]] = {}
        for record in sorted(records, key=attrgetter("start")):
            self._records.setdefault(record.kpi_id, []).append(record)  # type: ignore[attr-defined]
        self._keep()

    def _keep(self, known: Mapping[str, Series] | None = None) -> None:
        self._series = dict(known or {})
        self._quarters: dict[Quarter, dict[str, Series]] = {}
        self._spans: Mapping[str, Span] | None = None

    def counted(self, calendar: Calendar) -> "Readings":
        """Return the same readings of a business that counts its time like this."""
        if calendar == self.calendar:
            return self
        others = copy(self)
        others.calendar = calendar
        others._keep()
        return others

    def until(self, moment: datetime) -> "Readings":
        """Return the readings as they stood at a moment (UTC).

        Raises:
            WorkbookError: what is at hand does not tell how they came to be.
        """
        raise WorkbookError("Readings without their journal are not known as they stood before.")

    def all(self) -> tuple[Entity, ...]:
        """Return every reading as a record. Slow where there are many: for exports only."""
        return tuple(record for records in self._records.values() for record in records)

    def find(self, id: str) -> Entity | None:
        """Return the reading with this id as a record, if there is one."""
        return next((record for record in self.all() if record.id == id), None)

    def of_ids(self, ids: Iterable[str]) -> Mapping[str, Entity]:
        """Return those of these readings that there are, as records, by their ids."""
        wanted = set(ids)
        return {each.id: each for each in self.all() if each.id in wanted} if wanted else {}

    def records(
        self, kpi_id: str, first: date = date.min, last: date = date.max
    ) -> tuple[Entity, ...]:
        """Return the readings of a KPI that begin from `first` to `last` as records, to edit."""
        found = self._records.get(kpi_id, ())
        return tuple(record for record in found if first <= record.start <= last)  # type: ignore[attr-defined]

    def series(self, kpi: Measure) -> Series:
        """Return everything that a KPI read."""
        self.fetch([kpi])
        return self._series[kpi.id].read_every(kpi.frequency, self.calendar)

    def fetch(self, kpis: Iterable[Measure]) -> None:
        """Look up everything that these KPIs read at once, for whoever needs all of it."""
        if new := [kpi for kpi in kpis if kpi.id not in self._series]:
            self._series |= self._read(new)

    def in_quarter(self, kpis: Iterable[Measure], quarter: Quarter) -> Mapping[str, Series]:
        """Return what each KPI read in a quarter, by its id."""
        known = self._quarters.setdefault(quarter, {})
        if new := [kpi for kpi in kpis if kpi.id not in known]:
            found = self._read_in(new, quarter).items()
            known |= {id: series.read_every(series.unit, self.calendar) for id, series in found}
        return known

    def spans(self, kpis: Iterable[Measure]) -> Mapping[str, Span]:
        """Return from when to when each KPI was read, by its id; one that never was is left out."""
        found = {kpi.id: self.series(kpi) for kpi in kpis}
        return {id: _span(series) for id, series in found.items() if len(series)}

    def _read(self, kpis: Iterable[Measure]) -> Mapping[str, Series]:
        rows = ((kpi, map(row_of, self._records.get(kpi.id, ()))) for kpi in kpis)
        return {kpi.id: Series.of(kpi.frequency, own) for kpi, own in rows}

    def _read_in(self, kpis: Iterable[Measure], quarter: Quarter) -> Mapping[str, Series]:
        return {kpi.id: self.series(kpi).in_quarter(quarter) for kpi in kpis}


row_of = attrgetter("start", "value", "complete", "rows", "note", "source_id", "provisional")


def _span(series: Series) -> Span:
    whole = series.whole
    newest = whole.period(-1).quarter if len(whole) else None
    return Span(series.period(0).quarter, series.period(-1).quarter, newest)
