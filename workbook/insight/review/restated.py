"""Figures that people saw last quarter and that are different now: readings changed afterwards."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import numpy as np

from workbook.insight.figure import Figure
from workbook.insight.precision import decimals, told_apart
from workbook.insight.provenance import journal_line
from workbook.period import Period
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI
from workbook.strategy.destination.kpis import kpi_slugs
from workbook.strategy.history import Change
from workbook.strategy.journal import by_record, explained
from workbook.strategy.plan import Plan
from workbook.strategy.revised import revised

__all__ = ["Restated", "restated"]


@dataclass(frozen=True)
class Restated:
    """A reading of a period that was printed already, then and now; the lines say who and when.

    `told` is what its note says today.
    """

    kpi: KPI
    period: Period
    lines: tuple[Change, ...]
    told: str
    then: Figure
    now: Figure

    @property
    def newest(self) -> Change:
        """The line that holds who changed it last, and when."""
        return self.lines[-1]

    @property
    def reason(self) -> str:
        """Why, as somebody wrote beside the newest line that says so, or else in its note."""
        return next((line.reason for line in reversed(self.lines) if line.reason), self.told)


def restated(plan: Plan, quarter: Quarter, moment: datetime) -> tuple[Restated, ...]:
    """Return the readings of periods before a quarter that stood at a moment and differ now.

    What nobody has explained comes first, then the newest period.
    """
    lines = by_record(revised(plan, moment))
    found = (_one(plan, quarter, tuple(explained(own))) for own in lines.values())
    known = [each for each in found if each]
    return tuple(sorted(known, key=lambda each: (bool(each.reason), -each.period.end.toordinal())))


def _one(plan: Plan, quarter: Quarter, lines: tuple[Change, ...]) -> Restated | None:
    stood: dict[str, Any] = {}
    for line in reversed(lines):
        stood |= line.before  # what the first of them says counts
    kpi, start = plan.find(stood["kpi_id"]), date.fromisoformat(str(stood["start"]))
    if not isinstance(kpi, KPI):
        return None
    period = Period(kpi.frequency, start, plan.calendar)
    stands = plan.series(kpi)[plan.series(kpi).starts == np.datetime64(start)]
    now = _State(float(stands.values[0]), bool(stands.complete[0])) if stands else _State()
    then = _State(stood.get("value", now.value), stood.get("complete", now.whole))
    if period.end >= quarter.start or then == now:
        return None
    note = str(stands.notes[0] or "") if stands else ""
    id, label = f"changes.reading.{kpi_slugs(plan)[kpi.id]}.{start}", f"{kpi.name}, {period.label}"
    known = [state.value for state in (then, now) if state.value is not None]
    places = max(told_apart(value, known, decimals(known)) for value in known)
    figures = (
        Figure(
            f"{id}.{name}", f"{label}: {words}", "removed" if state.value is None else state.value,
            kpi.unit, "As written down.", (journal_line(lines[-1]),), state.caveat, places,
        )
        for name, words, state in (("then", "before", then), ("now", "now", now))
    )  # fmt: skip
    return Restated(kpi, period, lines, note, *figures)


class _State(NamedTuple):
    """What a reading says: nothing once it is removed."""

    value: float | None = None
    whole: bool = True

    @property
    def caveat(self) -> str:
        return "" if self.whole else "Part of the period only."
