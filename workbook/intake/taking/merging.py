"""Values from a file against the plan: what is new, what changes, and what stays as it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Protocol
from uuid import uuid4

from workbook.intake.counting.batch import Batch, Measure, Value
from workbook.intake.report import Reconciliation
from workbook.intake.taking.standing import Judge, Replacement, agree, both
from workbook.period import Period
from workbook.store.saving import Edit
from workbook.strategy.destination import KPI, Reading
from workbook.strategy.destination.kpis import readings_of
from workbook.strategy.history import Source
from workbook.strategy.plan import Plan
from workbook.written.names import folded

__all__ = ["Holder", "Merged", "merge", "source_edit"]


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
class Merged:
    """What a batch does to a plan: the edits, their account, and what has to be asked first.

    `periods` are those that get another reading, or that are asked about.
    """

    edits: tuple[Edit, ...] = ()
    kpis_made: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    added: int = 0
    changed: tuple[str, ...] = ()
    unchanged: int = 0
    kept: tuple[str, ...] = ()
    asks: tuple[Replacement, ...] = ()
    periods: frozenset[Period] = frozenset()

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
            made=self.made,
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
        self._judge = Judge(plan, batch, self._before)
        self._source_id = self._before.id if self._before else str(uuid4())
        self._made: dict[str, str] = {}
        self._readings: dict[str, dict[date, Reading]] = {}
        self._kpis: list[Edit] = []
        self._edits: list[Edit] = []
        self._added = self._unchanged = 0
        self._changed: list[str] = []
        self._kept: list[str] = []
        self._asks: list[Replacement] = []
        self._periods: set[Period] = set()

    def take(self, value: Value) -> None:
        """Note what the value does to its reading."""
        measure = value.measure
        kpi_id = measure.kpi_id or self._made.get(folded(measure.name)) or self._make(measure)
        known = self._known(kpi_id)
        current = known.get(value.start)
        if current is None:
            place = {"kpi_id": kpi_id, "start": value.start, "source_id": self._source_id}
            self._edits.append(
                Edit(Reading, str(uuid4()), {**value.besides, **value.fields, **place})
            )
            self._added += 1
            self._periods.add(value.period)
        else:
            self._weigh(current, self._judge.minding(current, value), known)

    def _weigh(self, current: Reading, value: Value, known: Mapping[date, Reading]) -> None:
        if agree(current, value):
            self._unchanged += 1
        elif why := self._judge.why_kept(current, value, known, self._replacing):
            self._kept.append(f"{value.called}: {why}")
        elif self._replacing is None and self._judge.asks(current, value, known):
            self._asks.append(self._judge.question(current, value))
            self._periods.add(value.period)
        else:
            fields = {**value.besides, **value.fields, "source_id": self._source_id}
            self._edits.append(Edit(Reading, current.id, fields, current.version))
            old, new = both(current, value)
            said = f"{old} → {new}" if old else f"{new}, note or rows"
            self._changed.append(f"{value.called}: {said}")
            self._periods.add(value.period)

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

    def merged(self) -> Merged:
        """Return the account; the source comes first, and only where something refers to it."""
        changes = [*self._kpis, *self._edits]
        source = (
            [
                _again(self._before)
                if self._before
                else _new_source(self._plan, self._batch, self._source_id)
            ]
            if self._edits
            else []
        )
        return Merged(
            edits=tuple(source + changes),
            kpis_made=tuple(str((edit.fields or {})["name"]) for edit in self._kpis),
            added=self._added,
            changed=tuple(self._changed),
            unchanged=self._unchanged,
            kept=tuple(self._kept),
            asks=tuple(self._asks),
            periods=frozenset(self._periods),
        )


def source_edit(plan: Plan, batch: Batch) -> Edit:
    """Return the edit that tells of the file: of the one read before by the same rules, or anew."""
    before = _same_source(plan.all(Source), batch)
    return _again(before) if before else _new_source(plan, batch, str(uuid4()))


def _new_source(plan: Plan, batch: Batch, id: str) -> Edit:
    fields = {
        "name": batch.file[:200],
        "sha256": batch.sha256,
        "kind": batch.kind,
        "rules": dict(batch.rules),
        "rows_read": batch.rows_read,
        "rows_taken": batch.rows_taken,
        "rows_refused": batch.rows_read - batch.rows_taken,
        "totals": {total.column: total.plain() for total in batch.totals},
        "days": dict(batch.days),
        "imported_at": datetime.now(UTC),
        "position": len(plan.all(Source)),
    }
    return Edit(Source, id, fields)


def _same_source(sources: Iterable[Source], batch: Batch) -> Source | None:
    wanted = (batch.sha256, batch.kind, dict(batch.rules))
    standing = (source for source in sources if source.undone_at is None)
    return next((s for s in standing if (s.sha256, s.kind, s.rules) == wanted), None)


def _again(source: Source) -> Edit:
    # A line of its own in the journal: by it an undo finds all that the import has saved.
    return Edit(Source, source.id, {"imported_at": datetime.now(UTC)}, source.version)
