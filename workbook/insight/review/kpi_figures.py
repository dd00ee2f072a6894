"""A KPI's figures in a quarter: what it read, what it was meant to read, and on what ground."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from math import fsum
from statistics import median

from workbook.insight.figure import Figure
from workbook.insight.precision import decimals, finer, told_apart
from workbook.insight.provenance import journal_line
from workbook.insight.review.doubts import doubts
from workbook.insight.review.readings import provisional, sources
from workbook.period import Period
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI
from workbook.strategy.destination.kpis import kpi_slugs
from workbook.strategy.destination.targets import target_settings
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.strategy.series import Series
from workbook.wording import capital, say_count, say_date

__all__ = ["actual", "aims", "flash", "kpi_places", "previous"]

_METHODS = {
    "last": "Last complete reading of the quarter.",
    "mean": "Mean of the complete readings of the quarter.",
    "sum": "Sum of the complete readings of the quarter.",
}


def actual(plan: Plan, kpi: KPI, quarter: Quarter) -> Figure:
    """Return what a KPI read in a quarter; periods belong to the quarter in which they end."""
    return _read(plan, kpi, quarter, "actual", kpi_places(plan, kpi, quarter))


def previous(plan: Plan, kpi: KPI, quarter: Quarter) -> Figure:
    """Return what it read in the quarter before, to stand beside it."""
    return _read(plan, kpi, quarter.previous, "previous", kpi_places(plan, kpi, quarter))


def _read(plan: Plan, kpi: KPI, quarter: Quarter, name: str, places: int) -> Figure:
    found = _within(plan, kpi, quarter)
    series, odd = found.whole, int((~found.fits).sum())
    value, open_yet = _summary(kpi, series), flash(plan, kpi, quarter)
    return Figure(
        id=f"kpi.{kpi_slugs(plan)[kpi.id]}.{name}",
        label=f"{kpi.name}: {quarter}",
        value=value,
        unit=kpi.unit,
        method=_METHODS[kpi.shows],
        sources=sources(plan, series[-1:] if kpi.shows == "last" else series),
        caveat=" ".join(
            [
                *filter(None, (_caveat(plan, kpi, quarter, series), _odd(kpi, odd))),
                *([f"Provisional: {open_yet} to be confirmed."] if open_yet else []),
                *(f"Not confirmed: {doubt.sentence}" for doubt in doubts(plan, quarter, kpi)),
            ]
        ),
        places=places,
    )


def flash(plan: Plan, kpi: KPI, quarter: Quarter) -> str:
    """Return which readings behind a KPI's figure for a quarter are provisional; empty if none."""
    series = _within(plan, kpi, quarter).whole
    return provisional(series[-1:] if kpi.shows == "last" else series)


def _within(plan: Plan, kpi: KPI, quarter: Quarter) -> Series:
    return _read_in(plan, quarter)[kpi.id]


@remembered
def _read_in(plan: Plan, quarter: Quarter) -> Mapping[str, Series]:
    return plan.readings.in_quarter(plan.all(KPI), quarter)


@remembered
def kpi_places(plan: Plan, kpi: KPI, quarter: Quarter) -> int:
    """Return with how many decimals all that a KPI reads, and is to read, is printed in a pack.

    It is as its readings and targets are written; finer where a small mean would lose its second
    figure, or where what it read would look like the target that it misses.
    """
    both = [_within(plan, kpi, each).whole for each in (quarter.previous, quarter)]
    read = [value for series in both for value in series.values.tolist()]
    targets = [setting.after for setting in target_settings(plan, kpi)]
    meant = [value for value in (kpi.target, kpi.baseline, *targets) if value is not None]
    places = decimals([*read, *meant])
    if kpi.shows == "mean" and read:
        places = finer(places, median(read))
    aim = [] if kpi.target is None else [kpi.target]
    shown = [value for series in both if (value := _summary(kpi, series)) is not None]
    return max((told_apart(value, aim, places) for value in shown), default=places)


def aims(plan: Plan, kpi: KPI, quarter: Quarter) -> Iterator[Figure]:
    """Yield a KPI's first and current target, as the journal knows them, and its baseline."""
    places = kpi_places(plan, kpi, quarter)
    id, due = f"kpi.{kpi_slugs(plan)[kpi.id]}", kpi.target_date
    given = [setting for setting in target_settings(plan, kpi) if setting.after is not None]
    first = given[0] if given else None
    newest = journal_line(given[-1].newest) if given else f"KPI “{kpi.name}”"
    yield Figure(
        id=f"{id}.original_target",
        label=f"{kpi.name}: original target",
        value=first.after if first else None,
        unit=kpi.unit,
        method="First target in the journal, as it stood at the end of that sitting.",
        sources=(journal_line(first.newest),) if first else (),
        places=places,
    )
    yield Figure(
        id=f"{id}.target",
        label=f"{kpi.name}: target",
        value=kpi.target,
        unit=kpi.unit,
        method="Target as it stands" + (f", for {say_date(due)}." if due else "."),
        sources=() if kpi.target is None else (newest,),
        caveat=kpi.at_odds,
        places=places,
    )
    yield Figure(
        id=f"{id}.baseline",
        label=f"{kpi.name}: baseline",
        value=kpi.baseline,
        unit=kpi.unit,
        method="Where it stood at the beginning, as written down.",
        sources=() if kpi.baseline is None else (f"KPI “{kpi.name}”",),
        places=places,
    )


def _summary(kpi: KPI, series: Series) -> float | None:
    if not len(series):
        return None
    values: list[float] = series.values.tolist()
    if kpi.shows == "last":
        return values[-1]
    return fsum(values) / (len(values) if kpi.shows == "mean" else 1)


def _caveat(plan: Plan, kpi: KPI, quarter: Quarter, series: Series) -> str:
    if not len(series):
        before = plan.series(kpi).until(quarter.previous.end).whole
        said = say_date(before.period(-1).end) if len(before) else ""
        newest = f" The newest one before ended on {said}." if said else ""
        return f"No complete reading ends in {quarter}.{newest}"
    expected = _periods(series.period(-1), quarter)
    if kpi.shows == "last" or len(series) >= expected:
        return ""
    return f"{len(series)} of {say_count(expected, kpi.frequency)} have a complete reading."


def _odd(kpi: KPI, count: int) -> str:
    if not count:
        return ""
    left = f"{capital(say_count(count, 'reading'))} left out"
    return (
        f"{left}: no {kpi.frequency} begins on those days. Was the KPI read at other times before?"
    )


def _periods(newest: Period, quarter: Quarter) -> int:
    """Return how many periods end in the quarter; of days nobody knows how many were open."""
    if newest.unit == "week":  # whatever its weekday
        start = (newest.end - quarter.start).days % 7
        return (quarter.end - quarter.start - timedelta(days=start)).days // 7 + 1
    return {"day": 0, "month": 3, "quarter": 1}[newest.unit]
