"""A reading that stands, and a file that says otherwise: kept, asked about, or changed."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from workbook.intake.counting.batch import Batch, Value
from workbook.strategy.destination import Reading
from workbook.strategy.history import Source
from workbook.strategy.plan import Plan
from workbook.wording import say_date, say_number

__all__ = ["Judge", "Replacement", "agree", "both"]

_PLACES = 6  # decimals until which two values are told apart


@dataclass(frozen=True)
class Replacement:
    """A reading that stands whole, and that the file gives another value; `stands` says since when.

    Of a list it is an answer: `kpi` says of whom or what, and `period` is the field. It is nobody's
    but a person's to decide which of the two is right.
    """

    kpi: str
    period: str
    old: str
    new: str
    stands: str

    def __str__(self) -> str:
        return f"{self.kpi}, {self.period}: {self.old} → {self.new} ({self.stands})"


def agree(current: Reading, value: Value) -> bool:
    """Tell whether a reading is what a value makes it; one sum may differ in its last digit."""
    others = (name for name in value.fields if name != "value")
    return _same(current, value) and all(
        getattr(current, name) == value.fields[name] for name in others
    )


def both(current: Reading, value: Value) -> tuple[str, str]:
    """Return both values with so many decimals that they differ; the first is empty if none do."""
    unit, new = value.measure.unit, value.fields["value"]
    if _same(current, value):
        return "", say_number(new, unit)
    for places in (None, *range(_PLACES)):
        said = say_number(current.value, unit, places), say_number(new, unit, places)
        if said[0] != said[1]:
            return said
    return repr(current.value), repr(new)


def _same(current: Reading, value: Value) -> bool:
    return math.isclose(current.value, value.fields["value"], rel_tol=1e-12, abs_tol=1e-12)


class Judge:
    """Judges the readings that stand in a plan by what a batch says.

    `before` is an earlier import of the same file. `known` are all readings of a reading's KPI, by
    their first day.
    """

    def __init__(self, plan: Plan, batch: Batch, before: Source | None) -> None:
        self._plan, self._batch, self._before = plan, batch, before
        self._ends: dict[tuple[str, str], date] = {}

    def minding(self, current: Reading, value: Value) -> Value:
        """Return what a value makes of a reading: a person's remark outlives every file."""
        silent = not current.note or value.fields.get("note", "") == current.note
        if silent or current.source_id is None or not self._is_typed(current):
            return value
        note = {"note": current.note}
        if "note" in value.fields:
            return replace(value, fields={**value.fields, **note})
        return replace(value, besides={**value.besides, **note})

    def why_kept(
        self,
        current: Reading,
        value: Value,
        known: Mapping[date, Reading],
        replacing: bool | None,
    ) -> str:
        """Return why a reading stays as it is without a question, or nothing."""
        part = not value.fields.get("complete", True)
        if part and (current.complete or (current.rows or 0) > value.fields["rows"]):
            return "this file holds only a part of the period, and the workbook more of it."
        if (
            self._before
            and current.source_id == self._before.id
            and not self._learns(current, value)
        ):
            return "corrected by hand since this file was imported."
        if self._before and self.asks(current, value, known):
            return f"{self._stands(current)}, and this file was imported before."
        if replacing is False and self.asks(current, value, known):
            return f"{self._stands(current)}, and not to be replaced."
        return ""

    def asks(self, current: Reading, value: Value, known: Mapping[date, Reading]) -> bool:
        """Tell whether a value that somebody relies on would be another, or a note be lost."""
        if current.source_id is None:
            lost = current.note and current.note != value.fields.get("note", current.note)
            return bool(lost) or not _same(current, value)
        return (
            current.complete
            and not _same(current, value)
            and not self._was_cut(current, value, known)
        )

    def question(self, current: Reading, value: Value) -> Replacement:
        """Return what there is to ask."""
        old, new = both(current, value)
        return Replacement(
            kpi=value.measure.name,
            period=value.period.name,
            old=old or new,
            new=new,
            stands=self._stands(current),
        )

    def _learns(self, current: Reading, value: Value) -> bool:
        """Tell whether what is known by now only shows the same file's period to be whole."""
        lines = self._plan.changes.of(current.id)
        by_file = bool(lines) and lines[-1].save_id in self._imports
        return by_file and not current.complete and _same(current, value)

    def _is_typed(self, current: Reading) -> bool:
        lines = [line for line in self._plan.changes.of(current.id) if "note" in line.after]
        return bool(lines) and lines[-1].save_id not in self._imports

    def _was_cut(self, current: Reading, value: Value, known: Mapping[date, Reading]) -> bool:
        """Tell whether a day was its file's last, and so perhaps half over, and this file goes on.

        Whoever writes out a till at noon has half a day at the end, which nothing in the file says.
        """
        if value.measure.every != "day" or value.fields.get("rows", 0) <= (current.rows or 0):
            return False
        of = current.kpi_id, current.source_id or ""
        if of not in self._ends:
            same = (each for each in known.values() if each.source_id == current.source_id)
            self._ends[of] = max(each.start for each in same)
        return current.start == self._ends[of] and value.start < self._last

    @cached_property
    def _last(self) -> date:
        return max(value.start for value in self._batch.values)

    @cached_property
    def _imports(self) -> set[str]:
        sources = self._plan.all(Source)
        return {line.save_id for each in sources for line in self._plan.changes.of(each.id)}

    def _stands(self, current: Reading) -> str:
        source = self._plan.find(current.source_id)
        if not isinstance(source, Source):
            return "typed in by hand"
        return f"imported from {source.name} on {say_date(source.imported_at.date())}"
