"""What each KPI's process-behaviour chart says about a quarter: signal or noise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import fsum
from statistics import median

import numpy as np

from workbook.errors import TooFewPoints
from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.precision import decimals, finer, told_apart
from workbook.insight.review.doubts import Doubt, doubts
from workbook.insight.review.kpi_chart import KpiBehaviour, Limits, Stretch, Verdict
from workbook.insight.review.kpi_figures import kpi_places
from workbook.insight.review.readings import missing_between, provisional, sources
from workbook.insight.review.signal_words import Mark
from workbook.insight.review.weeks import charted
from workbook.methods.process_behaviour import LEAST, Line, XmR, assurance, recent_alarms, xmr
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI, open_kpis
from workbook.strategy.destination.kpis import kpi_slugs
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.strategy.review.readings import phases_until
from workbook.strategy.series import Series
from workbook.wording import capital, say_count, say_date, say_list

__all__ = ["Behaviour", "behaviour", "kpi_behaviour"]


_RECENT = 104  # readings that tell with how many decimals a KPI is read


@dataclass(frozen=True)
class Behaviour(Finding):
    """Every KPI's behaviour in a quarter, in list order.

    `by_chance` is how many of them chance alone would let signal; None while none can.
    """

    quarter: Quarter
    kpis: tuple[KpiBehaviour, ...]
    by_chance: Figure | None

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
        """The figures of each KPI's chart, and what chance alone would give."""
        charts = tuple(figure for k in self.kpis for figure in k.figures)
        return (*charts, self.by_chance) if self.by_chance else charts

    @property
    def notes(self) -> tuple[str, ...]:
        """How many KPIs gave a signal, beside how many would by chance alone."""
        if not (self.with_signals and self.by_chance):
            return ()
        signals, kpis = say_count(len(self.with_signals)), say_count(len(self.kpis), "KPI")
        chance = f"chance alone would give about {self.by_chance.printed}"
        return (f"{capital(signals)} of {kpis} gave a signal; {chance}.",)


@finding
def behaviour(plan: Plan, quarter: Quarter) -> Behaviour:
    """Return what the process-behaviour charts of all KPIs say about a quarter."""
    kpis = open_kpis(plan, quarter.previous.end)
    found = tuple(kpi_behaviour(plan, quarter, kpi) for kpi in kpis)
    return Behaviour(quarter, found, _by_chance(found))


def _by_chance(kpis: Sequence[KpiBehaviour]) -> Figure | None:
    seen = [found for found in kpis if found.limits and found.recent]
    if not seen:
        return None
    value = fsum(recent_alarms(len(found.current), found.recent) for found in seen)
    locked = " Some limits are locked: it supposes them from all." * any(k.locked for k in seen)
    return Figure(
        id="behaviour.by-chance",
        label="KPIs with a signal by chance alone",
        value=value,
        method="Mean over simulated series as long as these, of independent normal figures: those "
        "with a signal by any of the four rules in the quarter.",
        sources=tuple(
            f"{found.kpi.name}: {found.recent} of {len(found.current)} readings" for found in seen
        ),
        caveat=f"Figures that carry over from one period to the next give more.{locked}",
        places=0 if value >= 10 else 1 if value >= 0.05 else 2,
    )


@remembered
def kpi_behaviour(plan: Plan, quarter: Quarter, kpi: KPI) -> KpiBehaviour:
    """Return what one KPI's chart says.

    The limits come from all complete readings whose period ends by the quarter's end and begins in
    the newest phase, or, where the KPI locks them in it, from those up to that day. What looks like
    a slip is left out; what is provisional is drawn and judged, and no limit comes from it.
    """
    doubted = doubts(plan, quarter, kpi)
    everything = _believed(plan.series(kpi), doubted)
    phases = phases_until(plan, kpi, quarter.end)
    begun = tuple(phase.start for phase in phases)
    readings, charts = _charted(everything, kpi.shows, quarter.end, kpi.limits_until, begun)
    first, chart = charts[-1]
    current = readings.whole[first:]
    places = kpi_places(plan, kpi, quarter)
    marks = tuple(_marks(chart, current.values.tolist(), first)) if chart else ()
    days = everything.whole if readings.unit != everything.unit else None
    found = KpiBehaviour(
        kpi=kpi,
        slug=kpi_slugs(plan)[kpi.id],
        quarter=quarter,
        readings=readings,
        phases=phases,
        first=first,
        earlier=tuple(_stretches(charts)),
        limits=_limits(kpi, chart, readings.whole, marks, places) if chart else None,
        marks=marks,
        assurance=None,
        caveat="",
        places=places,
        sources=sources(plan, readings.whole, days),
        limit_sources=sources(plan, current.confirmed[: chart.n if chart else None], days),
    )
    found = replace(found, caveat=" ".join(_caveats(found, chart, doubted)))
    if chart is None or kpi.at_odds:
        return found
    return replace(found, assurance=assurance(chart, found.target, kpi.direction))


def _believed(everything: Series, doubted: Sequence[Doubt]) -> Series:
    if not doubted:
        return everything
    starts = np.array([doubt.period.start for doubt in doubted], dtype="datetime64[D]")
    return replace(everything, complete=everything.complete & ~np.isin(everything.starts, starts))


@remembered
def _charted(
    everything: Series, summary: str, until: date, locked: date | None, begun: tuple[date, ...]
) -> tuple[Series, list[tuple[int, XmR | None]]]:
    """Return what is charted of a series, and from which place on each phase has which chart.

    A phase without enough for one has none. It is remembered with the series, and so stays while
    others of the plan change.
    """
    readings = charted(everything.until(until), summary).until(until)
    complete = readings.whole
    days = np.array(begun, dtype="datetime64[D]")
    places = [0, *np.searchsorted(complete.starts, days).tolist(), len(complete)]
    bounds = [date.min, *begun, date.max]
    charts = []
    for (first, last), (start, end) in zip(pairwise(places), pairwise(bounds), strict=True):
        lock = locked if locked and start <= locked < end else None
        charts.append((first, _chart(complete[first:last], lock)))
    return readings, charts


def _chart(complete: Series, locked: date | None) -> XmR | None:
    upto = complete.until(locked) if locked else complete
    firm: list[int] = np.flatnonzero(~upto.provisional).tolist()
    try:
        return xmr(complete.values.tolist(), baseline=firm)
    except TooFewPoints:
        return None


def _stretches(charts: Sequence[tuple[int, XmR | None]]) -> Iterator[Stretch]:
    for (first, chart), (last, _) in pairwise(charts):
        if chart:
            yield Stretch(first, last, *map(_level, (chart.centre, chart.lower, chart.upper)))


def _limits(kpi: KPI, chart: XmR, complete: Series, marks: Sequence[Mark], at_least: int) -> Limits:
    centre, lower, upper = map(_level, (chart.centre, chart.lower, chart.upper))
    values: list[float] = complete.values.tolist()
    compared = [values[mark.index] for mark in marks if mark.rule == "beyond_limits"]
    compared += [] if kpi.target is None else [kpi.target]
    places = max(at_least, finer(decimals(values[-_RECENT:]), centre))
    places = max(told_apart(limit, compared, places) for limit in (lower, upper))
    return Limits(centre, lower, upper, chart.n, chart.provisional, places)


def _level(line: Line) -> float:
    assert isinstance(line, float)  # a chart without a trend
    return line


def _marks(chart: XmR, values: Sequence[float], first: int) -> Iterator[Mark]:
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
        yield Mark(first + i, signal.rule, up)


def _caveats(found: KpiBehaviour, chart: XmR | None, doubted: Sequence[Doubt]) -> Iterator[str]:
    kpi, readings, complete, unit = found.kpi, found.readings, found.current, found.readings.unit
    if found.phases:
        told = (f"from {say_date(each.start)}: {each.reason.rstrip('.')}" for each in found.phases)
        yield f"New limits {'; '.join(told)}."
    if chart is None:
        yield _too_few(found)
        return
    if chart.caveat:
        yield chart.caveat
    if unit != kpi.frequency:
        yield f"Read daily; each week stands for {_OF_DAYS[kpi.shows]} of its days."
    if np.count_nonzero(complete.values) * 2 < len(complete):
        yield "Most readings are zero. Of rare events a chart says little: watch the time between."
    if found.locked:
        yield f"The limits are locked at the readings up to {say_date(found.locked)}."
    elif kpi.limits_until:
        yield f"{say_date(kpi.limits_until)}, where limits were locked, lies before them."
    if odd := int((~readings.fits).sum()):
        yield f"{capital(say_count(odd, 'reading'))} left out that begin no {unit}."
    if doubted:
        when = say_list([doubt.period.label for doubt in doubted])
        yield f"{capital(when)} left out until it is confirmed."
    if flash := provisional(complete):
        yield f"{capital(flash)} provisional: judged, but no limit comes from it."
    unread = int((~readings.complete & readings.fits).sum())
    if left_out := unread - (0 if unit != kpi.frequency else len(doubted)):
        yield capital(f"{say_count(left_out, f'incomplete {unit}')} left out.")
    if unit == kpi.frequency and (gaps := missing_between(complete)):
        yield capital(f"{say_count(gaps, unit)} in between without a complete reading.")


_OF_DAYS = {"mean": "the mean", "sum": "the sum", "last": "the last"}


def _too_few(found: KpiBehaviour) -> str:
    need = f"Natural limits need {say_count(LEAST, f'{found.whole} reading')}"
    if found.locked:
        n, day = len(found.current.confirmed.until(found.locked)), say_date(found.locked)
        return f"{need}; up to {day}, where they are locked, there are {n}."
    since = "since then " if found.phase else ""
    return f"{need}; {since}there are {len(found.current.confirmed)}."
