"""A KPI's readings of one quarter as one record to type into: a field for each period."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from workbook.errors import Conflict
from workbook.forms import Edit, FieldSpec, Record
from workbook.period import Period, Unit
from workbook.quarter import Quarter
from workbook.store import Edit as StoreEdit
from workbook.strategy import KPI, Plan, Reading
from workbook.strategy.destination.kpis import readings_of

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["QuarterReadings", "imported"]


def imported(plan: Plan, kpi: KPI, quarter: Quarter) -> list[Reading]:
    """Return the readings of a quarter that came from files: those are not typed over."""
    return [r for r in _of_quarter(plan, kpi, quarter) if r.source_id]


def _of_quarter(plan: Plan, kpi: KPI, quarter: Quarter) -> list[Reading]:
    first = quarter.start - timedelta(days=100)  # a period may begin before its quarter
    found = readings_of(plan, kpi, first, quarter.end)
    return [r for r in found if Period(kpi.frequency, r.start).quarter == quarter]


@dataclass(frozen=True)
class QuarterReadings:
    """The readings that people type for one KPI in one quarter.

    The record has the KPI's id; its version stands for the readings it is made of. An emptied
    field takes its reading away.
    """

    book: "Workbook"
    kpi: KPI
    quarter: Quarter
    starts: tuple[date, ...]

    def specs(self) -> list[FieldSpec]:
        """Return a number field for each period, named by the period's first day."""
        return [
            FieldSpec(start.isoformat(), _label(start, self.kpi.frequency), "number")
            for start in self.starts
        ]

    def record(self) -> Record:
        """Return what is saved now."""
        kept = self._kept()
        values = {
            _name(start): kept[start].value if start in kept else None for start in self.starts
        }
        return {**values, "id": self.kpi.id, "version": _version(kept)}

    def records(self) -> list[Record]:
        """Return the one record, as a form looks for what others saved."""
        return [self.record()]

    def save(self, edits: list[Edit]) -> dict[str, int]:
        """Add, change or remove the readings of the fields that were edited."""
        [edit] = edits
        kept = self._kept()
        if edit.version != _version(kept):
            raise self._conflict(edit)
        try:
            self.book.save(
                [
                    change
                    for name, value in (edit.fields or {}).items()
                    if (change := self._change(kept.get(date.fromisoformat(name)), name, value))
                ]
            )
        except Conflict:
            raise self._conflict(edit) from None
        return {self.kpi.id: _version(self._kept())}

    def _change(self, reading: Reading | None, name: str, value: float | None) -> StoreEdit | None:
        if reading is None:
            fields = {"kpi_id": self.kpi.id, "start": name, "value": value}
            return None if value is None else StoreEdit(Reading, str(uuid4()), fields)
        if value is None:
            return StoreEdit(Reading, reading.id, None, reading.version)
        # What somebody types is no longer the file's, whatever it was before.
        fields = {"value": value, "complete": True, "rows": None, "source_id": None}
        return StoreEdit(Reading, reading.id, fields, reading.version)

    def _conflict(self, edit: Edit) -> Conflict:
        theirs = dict(self.record())
        version = theirs.pop("version")
        del theirs["id"]
        return Conflict("reading", self.kpi.id, edit.fields or {}, theirs, version)

    def _kept(self) -> dict[date, Reading]:
        readings = _of_quarter(self.book.plan, self.kpi, self.quarter)
        return {r.start: r for r in readings if r.start in self.starts}


def _version(kept: dict[date, Reading]) -> int:
    return hash(tuple((reading.id, reading.version) for reading in kept.values()))


def _name(start: date) -> str:
    return start.isoformat()


def _label(start: date, frequency: Unit) -> str:
    """Name a period where its quarter is known."""
    if frequency == "quarter":
        return "The quarter"
    return f"{start:%B}" if frequency == "month" else f"{start.day} {start:%B}"
