"""A KPI's figures in a quarter: what it read, what it was meant to read, and on what ground."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from math import fsum

from workbook.insight.figure import Figure
from workbook.insight.provenance import journal_line
from workbook.insight.review.behaviour import KpiBehaviour
from workbook.insight.review.readings import ended_in, ends, sources
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI, Reading
from workbook.strategy.plan import Plan
from workbook.wording import say_count, say_date

__all__ = ["actual", "aims"]

_METHODS = {
    "last": "Last complete reading of the quarter.",
    "mean": "Mean of the complete readings of the quarter.",
    "sum": "Sum of the complete readings of the quarter.",
}


def actual(plan: Plan, found: KpiBehaviour, quarter: Quarter, name: str = "actual") -> Figure:
    """Return what a KPI read in a quarter; periods belong to the quarter in which they end."""
    kpi = found.kpi
    readings = ended_in(plan, kpi, quarter)
    return Figure(
        id=f"kpi.{found.slug}.{name}",
        label=f"{kpi.name}: {quarter}",
        value=_summary(kpi, readings),
        unit=kpi.unit,
        method=_METHODS[kpi.summary],
        sources=sources(plan, kpi, readings[-1:] if kpi.summary == "last" else readings),
        caveat=_caveat(found, quarter, readings),
    )


def aims(plan: Plan, found: KpiBehaviour) -> Iterator[Figure]:
    """Yield a KPI's first and current target, as the journal knows them, and its baseline."""
    kpi, id, due = found.kpi, f"kpi.{found.slug}", found.kpi.target_date
    lines = [line for line in plan.history(kpi, "target") if line.after["target"] is not None]
    first, newest = (lines[0], journal_line(lines[-1])) if lines else (None, f"KPI “{kpi.name}”")
    yield Figure(
        id=f"{id}.original_target",
        label=f"{kpi.name}: original target",
        value=float(first.after["target"]) if first else None,
        unit=kpi.unit,
        method="First target in the journal.",
        sources=(journal_line(first),) if first else (),
    )
    yield Figure(
        id=f"{id}.target",
        label=f"{kpi.name}: target",
        value=kpi.target,
        unit=kpi.unit,
        method="Target as it stands" + (f", for {say_date(due)}." if due else "."),
        sources=() if kpi.target is None else (newest,),
        caveat=kpi.at_odds,
    )
    yield Figure(
        id=f"{id}.baseline",
        label=f"{kpi.name}: baseline",
        value=kpi.baseline,
        unit=kpi.unit,
        method="Where it stood at the beginning, as written down.",
        sources=() if kpi.baseline is None else (f"KPI “{kpi.name}”",),
    )


def _summary(kpi: KPI, readings: Sequence[Reading]) -> float | None:
    if not readings:
        return None
    values = [reading.value for reading in readings]
    if kpi.summary == "last":
        return values[-1]
    return fsum(values) / (len(values) if kpi.summary == "mean" else 1)


def _caveat(found: KpiBehaviour, quarter: Quarter, readings: Sequence[Reading]) -> str:
    kpi = found.kpi
    if not readings:
        newest = [r for r in found.complete if ends(kpi, r) < quarter.start]
        said = (
            f" The newest one before ended on {say_date(ends(kpi, newest[-1]))}." if newest else ""
        )
        return f"No complete reading ends in {quarter}.{said}"
    expected = _periods(kpi, quarter, readings[-1])
    if kpi.summary == "last" or len(readings) >= expected:
        return ""
    return f"{len(readings)} of {say_count(expected, kpi.frequency)} have a complete reading."


def _periods(kpi: KPI, quarter: Quarter, reading: Reading) -> int:
    """Return how many periods end in the quarter; of days nobody knows how many were open."""
    if kpi.frequency == "week":
        start = (ends(kpi, reading) - quarter.start).days % 7
        return (quarter.end - quarter.start - timedelta(days=start)).days // 7 + 1
    return {"day": 0, "month": 3, "quarter": 1}[kpi.frequency]
