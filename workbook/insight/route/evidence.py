"""What a KPI did after a decision, beside what was expected: of the decision, never of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from workbook.insight.figure import Figure
from workbook.insight.precision import decimals
from workbook.insight.provenance import rows
from workbook.insight.review.readings import sources
from workbook.insight.review.weeks import charted
from workbook.methods.effect import Effect, step_change
from workbook.strategy.destination import KPI
from workbook.strategy.plan import Plan
from workbook.strategy.route import Decision
from workbook.strategy.series import Series
from workbook.wording import say_date, say_number

__all__ = ["Evidence", "evidence", "odds", "signed"]

# Readings from before: as many as there are since, and no fewer than make a change plain.
_BEFORE = 8


@dataclass(frozen=True)
class Evidence:
    """What a KPI read before a decision and since, beside what was expected of it.

    `shift` is the change of its level with its interval, in words. `met` tells whether the newest
    reading is as good as expected or better; None where there is none.
    """

    kpi: KPI
    by: date
    before: Figure
    expected: Figure
    odds: Figure
    now: Figure
    shift: Figure
    met: bool | None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures."""
        return self.before, self.expected, self.odds, self.now, self.shift

    @property
    def expectation(self) -> str:
        """What was expected, in a sentence."""
        return (
            f"{self.kpi.name}: from {self.before.bare} to {self.expected.printed} by "
            f"{say_date(self.by)}, at odds of {self.odds.printed}."
        )

    @property
    def reading(self) -> str:
        """What it reads since, in sentences."""
        if self.met is None:
            return "It has no reading to hold against that."
        against = "as expected, or better" if self.met else "short of what was expected"
        return f"It reads {self.now.printed}: {against}. {self.shift.printed}."


def evidence(plan: Plan, decision: Decision, slug: str, on: date) -> Evidence | None:
    """Return what speaks for a decision's effect by a day; None where it expected none in full.

    Readings of a KPI that is read daily are taken by week. A period in which the decision fell is
    neither before nor after it.
    """
    kpi, taken, by = plan.find(decision.effect_kpi_id), decision.decided_on, decision.effect_by
    if not isinstance(kpi, KPI) or taken is None or by is None or not decision.expects:
        return None
    whole = charted(plan.series(kpi), kpi.shows).whole
    day = np.datetime64(taken, "D")
    before, since = whole[whole.ends < day], whole[whole.starts >= day].until(min(by, on))
    return _Case(plan, decision, kpi, f"decision.{slug}", before, since).told(by)


@dataclass(frozen=True)
class _Case:
    """A decision, and what its KPI read before and since."""

    plan: Plan
    decision: Decision
    kpi: KPI
    id: str
    before: Series
    since: Series

    @property
    def places(self) -> int:
        """With how many decimals its readings are printed."""
        return decimals([*self.before.values.tolist(), *self.since.values.tolist()])

    def told(self, by: date) -> Evidence:
        first, last = _newest(self.before), _newest(self.since)
        size = self.decision.effect_size or 0.0
        expected = None if first is None else first + size
        met = None if last is None or expected is None else (last - expected) * size >= 0
        name = self.kpi.name
        return Evidence(
            self.kpi,
            by,
            self._figure(
                "before", f"{name} before", first, sources(self.plan, self.before[-1:]),
                "Last complete reading of a period that ended before the decision.",
            ),
            self._figure(
                "expected", f"{name} expected", expected, rows(self.plan, [self.decision]),
                "That reading plus the expected effect.",
            ),
            odds(self.plan, self.decision, self.id),
            self._figure(
                "now", f"{name} since", last, sources(self.plan, self.since[-1:]),
                "Last complete reading of a period after the decision, by the date expected.",
            ),
            self._shift(),
            met,
        )  # fmt: skip

    def _figure(
        self, name: str, label: str, value: float | None, from_: Sequence[str], method: str
    ) -> Figure:
        return Figure(
            f"{self.id}.{name}",
            f"“{self.decision.title}”: {label}",
            value,
            self.kpi.unit,
            method,
            tuple(from_),
            places=self.places,
        )

    def _shift(self) -> Figure:
        earlier = self.before[-max(_BEFORE, len(self.since)) :]
        old, new = earlier.values.tolist(), self.since.values.tolist()
        found = step_change(old, new, self.kpi.direction) if old and new else None
        return Figure(
            f"{self.id}.shift",
            f"“{self.decision.title}”: {self.kpi.name}, change of level",
            self._said(found) if found else "There is nothing to compare",
            method="Median of all differences between a reading since and one before, of as many "
            f"before as since and {_BEFORE} at least, with its rank interval (95%).",
            sources=(*sources(self.plan, earlier), *sources(self.plan, self.since)),
            caveat=found.caveat if found else "",
        )

    def _said(self, found: Effect) -> str:
        if found.verdict == "too few points":
            return "Too few readings to tell a change from chance"
        bounds = (found.difference, found.low, found.high)
        middle, low, high = (signed(value, places=self.places) for value in bounds)
        level = f"Its level moved by {middle} ({low} to {high})"
        return level if found.verdict != "no clear change" else f"{level}: no clear change"


def odds(plan: Plan, decision: Decision, id: str) -> Figure:
    """Return the odds that were given to what a decision is expected to do."""
    label, source = f"“{decision.title}”: odds", rows(plan, [decision])
    return Figure(f"{id}.odds", label, decision.effect_odds, "%", "As given.", source)


def signed(value: float, unit: str = "", places: int | None = None) -> str:
    """Return a change with its sign.

    >>> signed(3, "loaves"), signed(-0.5), signed(0)
    ('+3 loaves', '−0.5', '0')
    """
    said = say_number(value, unit, places)
    return f"+{said}" if value > 0 else said


def _newest(series: Series) -> float | None:
    return float(series.values[-1]) if len(series) else None
