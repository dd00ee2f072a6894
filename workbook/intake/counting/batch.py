"""What a file says, before it is held against a plan: values for KPIs, and the account of rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workbook.calendar import USUAL, Calendar
from workbook.errors import ImportRefused
from workbook.intake.periods import ADVERB
from workbook.intake.report import ControlTotal, Reconciliation
from workbook.intake.values.totals import Taken
from workbook.period import Period, Unit
from workbook.strategy.destination import KPI
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.written.names import folded

__all__ = ["Batch", "Entry", "Measure", "Said", "Value", "known_kpi", "require_every"]


@dataclass(frozen=True)
class Measure:
    """A KPI as the file knows it."""

    name: str
    every: Unit
    unit: str = ""
    kpi_id: str = ""
    calendar: Calendar = USUAL


@dataclass(frozen=True)
class Value:
    """One value for one period: the fields that its reading gets.

    `fields` are compared with the reading that is there; `besides` are only written with them.
    """

    measure: Measure
    start: date
    fields: Mapping[str, Any]
    besides: Mapping[str, Any] = field(default_factory=dict)

    @property
    def period(self) -> Period:
        """The period that it is for."""
        return Period(self.measure.every, self.start, self.measure.calendar)

    @property
    def called(self) -> str:
        """The KPI and the period: `Sales, August 2026`."""
        return f"{self.measure.name}, {self.period.name}"


@dataclass(frozen=True)
class Entry:
    """A person or an objective as a file has it: the fields that are filled, and KPIs beside it.

    A field that refers to another record holds its name (`known.Named`).
    """

    model: type[Entity]
    name: str
    rows: tuple[int, ...]
    fields: Mapping[str, Any]
    kpis: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Batch:
    """Everything that a file says: values of KPIs, or the entries of a list."""

    file: str
    sha256: str
    kind: str
    rules: Mapping[str, Any]
    rows_read: int
    rows_taken: int
    values: tuple[Value, ...] = ()
    totals: tuple[ControlTotal, ...] = ()
    entries: tuple[Entry, ...] = ()
    days: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """What a file says, and the account of its rows, before it is held against a plan.

    `taken` is what was taken of each column that adds up.
    """

    batch: Batch
    account: Reconciliation
    taken: Mapping[str, Taken] = field(default_factory=dict)


def known_kpi(plan: Plan, name: str, every: Unit | None = None) -> KPI | None:
    """Return the plan's KPI of this name, whatever its capitals; of several, the one read `every`.

    Raises:
        ImportRefused: several KPIs have this name, and nothing tells which is meant.
    """
    alike = [kpi for kpi in plan.all(KPI) if folded(kpi.name) == folded(name)]
    meant = [kpi for kpi in alike if kpi.frequency == every] if len(alike) > 1 else alike
    if len(alike) > 1 and len(meant) != 1:
        raise ImportRefused(
            f"{len(alike)} KPIs are called “{alike[0].name}”, and the file does not tell which is "
            "meant. Give each a name of its own first. Nothing was changed."
        )
    return meant[0] if meant else None


def require_every(kpi: KPI, every: Unit) -> None:
    """Refuse a KPI that is read at another frequency than the import's."""
    if kpi.frequency != every:
        raise ImportRefused(
            f"“{kpi.name}” is read {ADVERB[kpi.frequency]} in this workbook, and this import makes "
            f"it {ADVERB[every]}. Import with --every {kpi.frequency}, or name another KPI. "
            "Nothing was changed."
        )
