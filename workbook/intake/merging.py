"""Values from a file against the plan: what is new, what changes, and what stays as it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Protocol
from uuid import uuid4

from workbook.calendar import USUAL, Calendar
from workbook.errors import ImportRefused
from workbook.intake.periods import ADVERB
from workbook.intake.report import ControlTotal, Reconciliation
from workbook.intake.totals import Taken
from workbook.period import Period, Unit
from workbook.store.saving import Edit
from workbook.strategy.destination import KPI, Reading
from workbook.strategy.destination.kpis import readings_of
from workbook.strategy.history import Source
from workbook.strategy.plan import Plan
from workbook.wording import say_date, say_number
from workbook.written.names import folded

__all__ = [
    "Batch",
    "Holder",
    "Measure",
    "Merged",
    "Replacement",
    "Said",
    "Value",
    "known_kpi",
    "merge",
    "require_every",
]


class Holder(Protocol):
    """What an import needs of a workbook."""

    @property
    def plan(self) -> Plan:
        """The plan as it stands now."""
        ...

    def save(self, edits: Sequence[Edit], reason: str = "") -> Mapping[str, int]:
        """Save edits in one transaction."""
        ...


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


@dataclass(frozen=True)
class Batch:
    """Everything that a file says."""

    file: str
    sha256: str
    kind: str
    rules: Mapping[str, Any]
    rows_read: int
    rows_taken: int
    values: tuple[Value, ...]
    totals: tuple[ControlTotal, ...] = ()


@dataclass(frozen=True)
class Said:
    """What a file says, and the account of its rows, before it is held against a plan.

    `taken` is what was taken of each column that adds up.
    """

    batch: Batch
    account: Reconciliation
    taken: Mapping[str, Taken] = field(default_factory=dict)


@dataclass(frozen=True)
class Replacement:
    """A reading that stands whole, and that the file gives another value; `stands` says since when.

    It is nobody's but a person's to decide which of the two is right.
    """

    kpi: str
    period: str
    old: str
    new: str
    stands: str

    def __str__(self) -> str:
        return f"{self.kpi}, {self.period}: {self.old} → {self.new} ({self.stands})"


@dataclass(frozen=True)
class Merged:
    """What a batch does to a plan: the edits, their account, and what has to be asked first."""

    edits: tuple[Edit, ...] = ()
    kpis_made: tuple[str, ...] = ()
    added: int = 0
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    kept: tuple[str, ...] = ()
    asks: tuple[Replacement, ...] = ()

    def told(self, account: Reconciliation) -> Reconciliation:
        """Return the account of the rows with what becomes of the readings."""
        return replace(
            account,
            added=self.added,
            changed=self.changed,
            unchanged=self.unchanged,
            kept=self.kept,
            asks=tuple(map(str, self.asks)),
            kpis_made=self.kpis_made,
        )


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


def merge(plan: Plan, batch: Batch, replacing: bool | None = None) -> Merged:
    """Return the edits that bring the plan's readings to what the batch says.

    A whole reading, imported or typed, that the batch gives another value is asked about, and
    stands until somebody has said whether to replace it; `replacing` is the answer for all of
    them. A file read before by the same rules keeps its one source, and what was corrected since
    stands unasked. A part of a period never replaces a fuller reading.
    """
    merging = _Merging(plan, batch, replacing)
    for value in batch.values:
        merging.take(value)
    return merging.merged()


class _Merging:
    def __init__(self, plan: Plan, batch: Batch, replacing: bool | None) -> None:
        self._plan = plan
        self._batch = batch
        self._replacing = replacing
        self._before = _same_source(plan.all(Source), batch)
        self._source_id = self._before.id if self._before else str(uuid4())
        self._made: dict[str, str] = {}
        self._readings: dict[str, dict[date, Reading]] = {}
        self._kpis: list[Edit] = []
        self._edits: list[Edit] = []
        self._added = self._unchanged = 0
        self._changed: list[str] = []
        self._kept: list[str] = []
        self._asks: list[Replacement] = []

    def take(self, value: Value) -> None:
        """Note what the value does to its reading."""
        measure = value.measure
        kpi_id = measure.kpi_id or self._made.get(folded(measure.name)) or self._make(measure)
        current = self._known(kpi_id).get(value.start)
        if current is None:
            place = {"kpi_id": kpi_id, "start": value.start, "source_id": self._source_id}
            self._edits.append(
                Edit(Reading, str(uuid4()), {**value.besides, **value.fields, **place})
            )
            self._added += 1
        elif all(getattr(current, name) == new for name, new in value.fields.items()):
            self._unchanged += 1
        elif why := self._reason_to_keep(current, value):
            self._kept.append(f"{_say(value)}: {why}")
        elif self._replacing is None and self._is_question(current, value):
            self._asks.append(self._question(current, value))
        else:
            fields = {**value.besides, **value.fields, "source_id": self._source_id}
            self._edits.append(Edit(Reading, current.id, fields, current.version))
            self._changed.append(_say_change(current, value))

    def _known(self, kpi_id: str) -> dict[date, Reading]:
        if kpi_id not in self._readings:
            kpi = self._plan.find(kpi_id)
            found = readings_of(self._plan, kpi) if isinstance(kpi, KPI) else ()
            self._readings[kpi_id] = {reading.start: reading for reading in found}
        return self._readings[kpi_id]

    def _make(self, measure: Measure) -> str:
        kpi_id = str(uuid4())
        position = len(self._plan.all(KPI)) + len(self._kpis)
        fields = {
            "name": measure.name,
            "unit": measure.unit,
            "frequency": measure.every,
            "position": position,
        }
        self._kpis.append(Edit(KPI, kpi_id, fields))
        self._made[folded(measure.name)] = kpi_id
        return kpi_id

    def _reason_to_keep(self, current: Reading, value: Value) -> str:
        part = not value.fields.get("complete", True)
        if part and (current.complete or (current.rows or 0) > value.fields["rows"]):
            return "this file holds only a part of the period, and the workbook more of it."
        if self._before and current.source_id == self._before.id:
            return "corrected by hand since this file was imported."
        if self._before and self._is_question(current, value):
            return f"{self._stands(current)}, and this file was imported before."
        if self._replacing is False and self._is_question(current, value):
            return f"{self._stands(current)}, and not to be replaced."
        return ""

    def _is_question(self, current: Reading, value: Value) -> bool:
        """Whether a value that somebody relies on would be another, or a typed note be lost."""
        if current.source_id is None:
            lost = current.note and current.note != value.fields.get("note", current.note)
            return bool(lost) or current.value != value.fields["value"]
        return current.complete and current.value != value.fields["value"]

    def _question(self, current: Reading, value: Value) -> Replacement:
        measure = value.measure
        return Replacement(
            kpi=measure.name,
            period=value.period.name,
            old=say_number(current.value, measure.unit),
            new=say_number(value.fields["value"], measure.unit),
            stands=self._stands(current),
        )

    def _stands(self, current: Reading) -> str:
        source = self._plan.find(current.source_id)
        if not isinstance(source, Source):
            return "typed in by hand"
        return f"imported from {source.name} on {say_date(source.imported_at.date())}"

    def merged(self) -> Merged:
        """Return the account; the source comes first, and only where something refers to it."""
        changes = [*self._kpis, *self._edits]
        source = [_again(self._before) if self._before else self._source()] if self._edits else []
        return Merged(
            edits=tuple(source + changes),
            kpis_made=tuple(str((edit.fields or {})["name"]) for edit in self._kpis),
            added=self._added,
            changed=tuple(self._changed),
            unchanged=self._unchanged,
            kept=tuple(self._kept),
            asks=tuple(self._asks),
        )

    def _source(self) -> Edit:
        batch = self._batch
        fields = {
            "name": batch.file[:200],
            "sha256": batch.sha256,
            "kind": batch.kind,
            "rules": dict(batch.rules),
            "rows_read": batch.rows_read,
            "rows_taken": batch.rows_taken,
            "rows_refused": batch.rows_read - batch.rows_taken,
            "totals": {total.column: total.plain() for total in batch.totals},
            "imported_at": datetime.now(UTC),
            "position": len(self._plan.all(Source)),
        }
        return Edit(Source, self._source_id, fields)


def _same_source(sources: Iterable[Source], batch: Batch) -> Source | None:
    wanted = (batch.sha256, batch.kind, dict(batch.rules))
    standing = (source for source in sources if source.undone_at is None)
    return next((s for s in standing if (s.sha256, s.kind, s.rules) == wanted), None)


def _again(source: Source) -> Edit:
    # A line of its own in the journal: by it an undo finds all that the import has saved.
    return Edit(Source, source.id, {"imported_at": datetime.now(UTC)}, source.version)


def _say(value: Value) -> str:
    return f"{value.measure.name}, {value.period.name}"


def _say_change(current: Reading, value: Value) -> str:
    unit = value.measure.unit
    old, new = say_number(current.value, unit), say_number(value.fields["value"], unit)
    return f"{_say(value)}: {old} → {new}" if old != new else f"{_say(value)}: {new}, note or rows"
