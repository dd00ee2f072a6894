"""What each KPI's process-behaviour chart says about a quarter: signal or noise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from statistics import median

from workbook.errors import TooFewPoints
from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.review.readings import ends, missing_between, sources
from workbook.insight.review.signal_words import Mark, tell
from workbook.methods.process_behaviour import LEAST, Line, XmR, xmr
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI, Reading
from workbook.strategy.destination.kpis import kpi_slugs, readings_of
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count, say_date, say_number

__all__ = ["Behaviour", "KpiBehaviour", "Limits", "Verdict", "behaviour", "kpi_behaviour"]


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
    """Centre line and natural limits in the KPI's unit, from the first `n` complete readings."""

    centre: float
    lower: float
    upper: float
    n: int
    provisional: bool


@dataclass(frozen=True)
class KpiBehaviour:
    """One KPI up to the end of a quarter.

    `readings` are those whose period ends by then, incomplete ones too; `limits` is None where
    there are too few; `marks` are all signals up to then. `sources` names the complete readings,
    and `limit_sources` those that the limits come from.
    """

    kpi: KPI
    slug: str
    quarter: Quarter
    readings: tuple[Reading, ...]
    limits: Limits | None
    marks: tuple[Mark, ...]
    caveat: str
    sources: tuple[str, ...]
    limit_sources: tuple[str, ...]

    @cached_property
    def complete(self) -> tuple[Reading, ...]:
        """The readings of whole periods, to which the marks point."""
        return _complete(self.readings)

    @cached_property
    def news(self) -> tuple[Mark, ...]:
        """The signals whose period ends in the quarter."""
        return tuple(
            mark for mark in self.marks
            if ends(self.kpi, self.complete[mark.index]) in self.quarter
        )  # fmt: skip

    @property
    def verdict(self) -> Verdict:
        """Signal or noise, and for the better or the worse, as the newest signal says."""
        if not self.complete or ends(self.kpi, self.complete[-1]) < self.quarter.start:
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
    def bounded(self) -> bool:
        """Whether the lower limit lies below zero although no reading does."""
        return self.limits is not None and self.limits.lower < 0 <= self._lowest

    @property
    def capped(self) -> bool:
        """Whether the upper limit of a share lies above 100% although no reading does."""
        if self.limits is None or not self.kpi.unit.startswith("%") or self._lowest < 0:
            return False
        return self.limits.upper > 100 >= max(reading.value for reading in self.complete)

    @property
    def _lowest(self) -> float:
        return min(reading.value for reading in self.complete)

    @property
    def sentence(self) -> str:
        """What happened, in a sentence that needs no statistics to be read."""
        return f"{self.kpi.name}: {self.what}."

    @property
    def what(self) -> str:
        """The same without the KPI's name and the full stop."""
        if self.verdict == Verdict.UNREAD:
            unread = "no complete reading this quarter"
            if not self.complete:
                return unread
            return (
                f"{unread}; the newest one ended on {say_date(ends(self.kpi, self.complete[-1]))}"
            )
        if self.limits is None:
            few = say_count(len(self.complete), "complete reading")
            return f"{few}, too few to tell signal from noise"
        if not self.news:
            out = ", and its target lies outside: getting there takes a change"
            usual = f"{self.usual} is its usual variation"
            return f"no signal this quarter; {usual}{out if self.out_of_reach else ''}"
        told = tell(self.kpi, self.complete, self.limits.centre, self.news)
        both = len({mark.up for mark in self._telling}) > 1
        newest = "the newest of these" if both else "this"
        return f"{told}; {self.kpi.direction}, so {newest} {_SO[self.verdict]}"

    @property
    def out_of_reach(self) -> bool:
        """Whether the target lies beyond the limit that the KPI would have to cross."""
        target, limits = self.kpi.target, self.limits
        if target is None or limits is None:
            return False
        higher = self.kpi.direction == "higher is better"
        return target > limits.upper if higher else target < limits.lower

    @property
    def usual(self) -> str:
        """The values between which the KPI varies without a cause worth looking for."""
        if self.limits is None:
            return "not known yet"
        lower, upper = self.limits.lower, say_number(self.limits.upper, self.kpi.unit)
        if self.bounded:
            return "anything" if self.capped else f"anything up to {upper}"
        if self.capped:
            return f"anything from {say_number(lower, self.kpi.unit)} upwards"
        return f"between {say_number(lower)} and {upper}"

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


def kpi_behaviour(plan: Plan, quarter: Quarter, kpi: KPI) -> KpiBehaviour:
    """Return what one KPI's chart says.

    The limits come from all complete readings whose period ends by the quarter's end, or, where
    the KPI locks them, from those up to that day.
    """
    readings = readings_of(plan, kpi, until=quarter.end)
    complete = _complete(readings)
    chart = _chart(kpi, complete)
    return KpiBehaviour(
        kpi=kpi,
        slug=kpi_slugs(plan)[kpi.id],
        quarter=quarter,
        readings=readings,
        limits=_limits(chart) if chart else None,
        marks=tuple(_marks(chart, complete)) if chart else (),
        caveat=" ".join(_caveats(kpi, readings, chart)),
        sources=sources(plan, kpi, complete),
        limit_sources=sources(plan, kpi, complete[: chart.n if chart else None]),
    )


def _complete(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    return tuple(reading for reading in readings if reading.complete)


def _locked(kpi: KPI, complete: Sequence[Reading]) -> int | None:
    day = kpi.limits_until
    return sum(ends(kpi, reading) <= day for reading in complete) if day else None


def _chart(kpi: KPI, complete: Sequence[Reading]) -> XmR | None:
    try:
        return xmr([reading.value for reading in complete], baseline=_locked(kpi, complete))
    except TooFewPoints:
        return None


def _limits(chart: XmR) -> Limits:
    centre, lower, upper = map(_level, (chart.centre, chart.lower, chart.upper))
    return Limits(centre, lower, upper, chart.n, chart.provisional)


def _level(line: Line) -> float:
    assert isinstance(line, float)  # a chart without a trend
    return line


def _marks(chart: XmR, complete: Sequence[Reading]) -> Iterator[Mark]:
    values = [reading.value for reading in complete]
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


def _caveats(kpi: KPI, readings: Sequence[Reading], chart: XmR | None) -> Iterator[str]:
    complete = _complete(readings)
    if chart is None:
        yield _too_few(kpi, complete)
        return
    if chart.caveat:
        yield chart.caveat
    if kpi.limits_until:
        yield f"The limits are locked at the readings up to {say_date(kpi.limits_until)}."
    if left_out := len(readings) - len(complete):
        yield capital(f"{say_count(left_out, f'incomplete {kpi.frequency}')} left out.")
    if gaps := missing_between(kpi, complete):
        yield capital(f"{say_count(gaps, kpi.frequency)} in between without a complete reading.")


def _too_few(kpi: KPI, complete: Sequence[Reading]) -> str:
    need = f"Natural limits need {say_count(LEAST, 'complete reading')}"
    if kpi.limits_until:
        n = _locked(kpi, complete)
        return f"{need}; up to {say_date(kpi.limits_until)}, where they are locked, there are {n}."
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
        )
    yield Figure(
        id=f"{id}.signal",
        label=f"{kpi.name}: behaviour",
        value=str(found.verdict),
        method="Wheeler's detection rules on the readings of the quarter.",
        sources=found.sources,
        caveat=found.caveat,
    )
