"""What each KPI's process-behaviour chart says about a quarter: signal or noise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from math import inf
from statistics import median

import numpy as np

from workbook.errors import TooFewPoints
from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.precision import decimals, finer, told_apart
from workbook.insight.review.doubts import Doubt, doubts
from workbook.insight.review.readings import missing_between, sources
from workbook.insight.review.signal_words import Mark, tell
from workbook.insight.review.weeks import charted
from workbook.methods.process_behaviour import LEAST, Line, XmR, xmr
from workbook.period import Period
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI
from workbook.strategy.destination.kpis import kpi_slugs
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.strategy.series import Series
from workbook.wording import capital, say_count, say_date, say_list, say_number

__all__ = ["Behaviour", "KpiBehaviour", "Limits", "Verdict", "behaviour", "kpi_behaviour"]


_RECENT = 104  # readings that tell with how many decimals a KPI is read


class Verdict(StrEnum):
    """What a quarter's readings say about a KPI, in the words that are printed."""

    BETTER = "signal: better"
    WORSE = "signal: worse"
    NOISE = "no signal (noise)"
    TOO_FEW = "too few readings"
    UNREAD = "no reading this quarter"


_SO = {
    Verdict.BETTER: "is a change for the better",
    Verdict.WORSE: "is a change for the worse",
}


@dataclass(frozen=True)
class Limits:
    """Centre line and natural limits in the KPI's unit, from the first `n` complete readings.

    They are printed with so many `places`: what lies beyond one does not look like it.
    """

    centre: float
    lower: float
    upper: float
    n: int
    provisional: bool
    places: int


@dataclass(frozen=True)
class KpiBehaviour:
    """One KPI up to the end of a quarter.

    `readings` are those whose period ends by then, incomplete ones too; of a KPI that is read
    daily they are its weeks. `limits` is None where there are too few; `marks` are all signals up
    to then. `sources` names the complete readings, and `limit_sources` those that the limits come
    from.
    """

    kpi: KPI
    slug: str
    quarter: Quarter
    readings: Series
    limits: Limits | None
    marks: tuple[Mark, ...]
    caveat: str
    sources: tuple[str, ...]
    limit_sources: tuple[str, ...]

    @property
    def complete(self) -> Series:
        """The readings of whole periods, to which the marks point."""
        return self.readings.whole

    @cached_property
    def news(self) -> tuple[Mark, ...]:
        """The signals whose period ends in the quarter."""
        before = len(self.complete.until(self.quarter.previous.end))
        return tuple(mark for mark in self.marks if mark.index >= before)

    @property
    def newest(self) -> Period | None:
        """The newest whole period, if there is one."""
        return self.complete.period(-1) if len(self.complete) else None

    @property
    def by_week(self) -> bool:
        """Whether it is read daily and charted by week."""
        return self.kpi.frequency != self.readings.unit

    @property
    def verdict(self) -> Verdict:
        """Signal or noise, and for the better or the worse, as the newest signal says."""
        if self.newest is None or self.newest.end < self.quarter.start:
            return Verdict.UNREAD
        if self.limits is None:
            return Verdict.TOO_FEW
        if not self.news:
            return Verdict.NOISE
        good = self.kpi.direction == "higher is better"
        return Verdict.BETTER if self._telling[-1].up == good else Verdict.WORSE

    @property
    def _telling(self) -> tuple[Mark, ...]:
        # A large step is often only the way back from an outlier: the other rules come first.
        return tuple(mark for mark in self.news if mark.rule != "range") or self.news

    @property
    def size(self) -> float:
        """How far the quarter's signals lie from the centre line, in widths of the limits."""
        if self.limits is None or not self.news:
            return 0.0
        away = max(abs(self.complete.values[m.index] - self.limits.centre) for m in self.news)
        width = self.limits.upper - self.limits.centre
        return float(away / width) if width else inf

    @property
    def bounded(self) -> bool:
        """Whether the lower limit lies below zero although no reading does."""
        return self.limits is not None and self.limits.lower < 0 <= self._lowest

    @property
    def capped(self) -> bool:
        """Whether the upper limit of a share lies above 100% although no reading does."""
        if self.limits is None or not self.kpi.unit.startswith("%") or self._lowest < 0:
            return False
        return self.limits.upper > 100 >= float(self.complete.values.max())

    @property
    def _lowest(self) -> float:
        return float(self.complete.values.min())

    @property
    def sentence(self) -> str:
        """What happened, in a sentence that needs no statistics to be read."""
        return f"{self.kpi.name}: {self.what}."

    @property
    def what(self) -> str:
        """The same without the KPI's name and the full stop."""
        if self.verdict == Verdict.UNREAD:
            unread = f"no complete {self._word} this quarter"
            if self.newest is None:
                return unread
            return f"{unread}; the newest one ended on {say_date(self.newest.end)}"
        if self.limits is None:
            few = say_count(len(self.complete), f"complete {self._word}")
            return f"{few}, too few to tell signal from noise"
        if not self.news:
            out = ", and its target lies outside: getting there takes a change"
            usual = f"{self.usual} is its usual variation"
            return f"no signal this quarter; {usual}{out if self.out_of_reach else ''}"
        told = tell(self.complete, self.limits.centre, self.news)
        both = len({mark.up for mark in self._telling}) > 1
        newest = "the newest of these" if both else "this"
        return f"{told}; {self.kpi.direction}, so {newest} {_SO[self.verdict]}"

    @property
    def _word(self) -> str:
        return "week" if self.by_week else "reading"

    @property
    def target(self) -> float | None:
        """The target, where one reading can be compared with it: that of a sum is the quarter's."""
        adds_up = self.kpi.shows == "sum" and self.readings.unit != "quarter"
        return None if adds_up else self.kpi.target

    @property
    def out_of_reach(self) -> bool:
        """Whether the target lies beyond the limit that the KPI would have to cross."""
        target, limits = self.target, self.limits
        if target is None or limits is None:
            return False
        higher = self.kpi.direction == "higher is better"
        return target > limits.upper if higher else target < limits.lower

    @property
    def usual(self) -> str:
        """The values between which the KPI varies without a cause worth looking for."""
        if self.limits is None:
            return "not known yet"
        upper = self.said(self.limits.upper, self.kpi.unit)
        if self.bounded:
            return "anything" if self.capped else f"anything up to {upper}"
        if self.capped:
            return f"anything from {self.said(self.limits.lower, self.kpi.unit)} upwards"
        return f"between {self.said(self.limits.lower)} and {upper}"

    def said(self, level: float, unit: str = "") -> str:
        """Return a centre line or a limit as it is printed."""
        return say_number(level, unit, self.limits.places if self.limits else None)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Centre line, natural limits and verdict, with where they come from."""
        return tuple(_figures(self))


@dataclass(frozen=True)
class Behaviour(Finding):
    """Every KPI's behaviour in a quarter, in list order."""

    quarter: Quarter
    kpis: tuple[KpiBehaviour, ...]

    @property
    def with_signals(self) -> tuple[KpiBehaviour, ...]:
        """The KPIs that something happened to in the quarter."""
        return tuple(k for k in self.kpis if k.news)

    @property
    def without_signals(self) -> tuple[KpiBehaviour, ...]:
        """The KPIs that only varied as they usually do."""
        return tuple(k for k in self.kpis if k.verdict == Verdict.NOISE)

    @property
    def unknown(self) -> tuple[KpiBehaviour, ...]:
        """The KPIs with too few readings to tell, or none from the quarter."""
        return tuple(k for k in self.kpis if k.verdict in (Verdict.TOO_FEW, Verdict.UNREAD))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of each KPI's chart."""
        return tuple(figure for k in self.kpis for figure in k.figures)


@finding
def behaviour(plan: Plan, quarter: Quarter) -> Behaviour:
    """Return what the process-behaviour charts of all KPIs say about a quarter."""
    return Behaviour(quarter, tuple(kpi_behaviour(plan, quarter, kpi) for kpi in plan.all(KPI)))


@remembered
def kpi_behaviour(plan: Plan, quarter: Quarter, kpi: KPI) -> KpiBehaviour:
    """Return what one KPI's chart says.

    The limits come from all complete readings whose period ends by the quarter's end, or, where
    the KPI locks them, from those up to that day. What is to be confirmed is left out.
    """
    doubted = doubts(plan, quarter, kpi)
    everything = _believed(plan.series(kpi), doubted)
    readings, chart = _charted(everything, kpi.shows, quarter.end, kpi.limits_until)
    complete = readings.whole
    marks = tuple(_marks(chart, complete.values.tolist())) if chart else ()
    behind = complete[: chart.n if chart else None]
    days = everything.whole if readings.unit != everything.unit else None
    return KpiBehaviour(
        kpi=kpi,
        slug=kpi_slugs(plan)[kpi.id],
        quarter=quarter,
        readings=readings,
        limits=_limits(kpi, chart, complete, marks) if chart else None,
        marks=marks,
        caveat=" ".join(_caveats(kpi, readings, chart, doubted)),
        sources=sources(plan, complete, days),
        limit_sources=sources(plan, behind, days),
    )


def _believed(everything: Series, doubted: Sequence[Doubt]) -> Series:
    if not doubted:
        return everything
    starts = np.array([doubt.period.start for doubt in doubted], dtype="datetime64[D]")
    return replace(everything, complete=everything.complete & ~np.isin(everything.starts, starts))


@remembered
def _charted(
    everything: Series, summary: str, until: date, locked: date | None
) -> tuple[Series, XmR | None]:
    """Return what is charted of a series, with its chart where there is enough for one.

    It is remembered with the series, and so stays while others of the plan change.
    """
    readings = charted(everything.until(until), summary).until(until)
    complete = readings.whole
    baseline = len(complete.until(locked)) if locked else None
    try:
        return readings, xmr(complete.values.tolist(), baseline=baseline)
    except TooFewPoints:
        return readings, None


def _limits(kpi: KPI, chart: XmR, complete: Series, marks: Sequence[Mark]) -> Limits:
    centre, lower, upper = map(_level, (chart.centre, chart.lower, chart.upper))
    values: list[float] = complete.values.tolist()
    compared = [values[mark.index] for mark in marks if mark.rule == "beyond_limits"]
    compared += [] if kpi.target is None else [kpi.target]
    places = finer(decimals(values[-_RECENT:]), centre)
    places = max(told_apart(limit, compared, places) for limit in (lower, upper))
    return Limits(centre, lower, upper, chart.n, chart.provisional, places)


def _level(line: Line) -> float:
    assert isinstance(line, float)  # a chart without a trend
    return line


def _marks(chart: XmR, values: Sequence[float]) -> Iterator[Mark]:
    centre = _level(chart.centre)
    for signal in chart.signals:
        i, value = signal.index, values[signal.index]
        up = value > (values[i - 1] if signal.rule == "range" else centre)
        if signal.rule == "near_limit":
            # Three of four agree, but the fourth may be back in the middle: that is old news.
            up = median(values[i - 3 : i + 1]) > centre
            edge = _level(chart.upper if up else chart.lower)
            if abs(value - edge) >= abs(value - centre):
                continue
        yield Mark(i, signal.rule, up)


def _caveats(
    kpi: KPI, readings: Series, chart: XmR | None, doubted: Sequence[Doubt]
) -> Iterator[str]:
    complete, unit = readings.whole, readings.unit
    if chart is None:
        yield _too_few(kpi, complete)
        return
    if chart.caveat:
        yield chart.caveat
    if unit != kpi.frequency:
        yield f"Read daily; each week stands for {_OF_DAYS[kpi.shows]} of its days."
    if kpi.limits_until:
        yield f"The limits are locked at the readings up to {say_date(kpi.limits_until)}."
    if odd := int((~readings.fits).sum()):
        yield f"{capital(say_count(odd, 'reading'))} left out that begin no {unit}."
    if doubted:
        when = say_list([doubt.period.label for doubt in doubted])
        yield f"{capital(when)} left out until it is confirmed."
    unread = int((~readings.complete & readings.fits).sum())
    if left_out := unread - (0 if unit != kpi.frequency else len(doubted)):
        yield capital(f"{say_count(left_out, f'incomplete {unit}')} left out.")
    if unit == kpi.frequency and (gaps := missing_between(complete)):
        yield capital(f"{say_count(gaps, unit)} in between without a complete reading.")


_OF_DAYS = {"mean": "the mean", "sum": "the sum", "last": "the last"}


def _too_few(kpi: KPI, complete: Series) -> str:
    need = f"Natural limits need {say_count(LEAST, 'complete reading')}"
    if kpi.limits_until:
        n, day = len(complete.until(kpi.limits_until)), say_date(kpi.limits_until)
        return f"{need}; up to {day}, where they are locked, there are {n}."
    return f"{need}; there are {len(complete)}."


_LINES = (
    ("centre", "centre line", "Mean of the complete readings."),
    ("lower", "lower natural limit", "Centre line − 2.66 × mean moving range (Wheeler)."),
    ("upper", "upper natural limit", "Centre line + 2.66 × mean moving range (Wheeler)."),
)


_BEYOND = {
    "lower": "Below zero: what cannot be negative has no lower limit.",
    "upper": "Above 100%: what cannot be more than all has no upper limit.",
}


def _figures(found: KpiBehaviour) -> Iterator[Figure]:
    kpi, id = found.kpi, f"kpi.{found.slug}"
    for name, label, method in _LINES:
        out = {"lower": found.bounded, "upper": found.capped}.get(name)
        beyond = _BEYOND[name] if out else ""
        yield Figure(
            id=f"{id}.{name}",
            label=f"{kpi.name}: {label}",
            value=getattr(found.limits, name, None),
            unit=kpi.unit,
            method=method,
            sources=found.limit_sources,
            caveat=f"{found.caveat} {beyond}".strip(),
            places=found.limits.places if found.limits else None,
        )
    yield Figure(
        id=f"{id}.signal",
        label=f"{kpi.name}: behaviour",
        value=str(found.verdict),
        method="Wheeler's detection rules on the readings of the quarter.",
        sources=found.sources,
        caveat=found.caveat,
    )
