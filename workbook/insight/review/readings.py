"""Which readings stand behind a figure, and how they and their periods are named."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from workbook.quarter import Quarter
from workbook.strategy.destination import KPI, Frequency, Reading, period_end
from workbook.strategy.destination.kpis import readings_of
from workbook.strategy.history import Source
from workbook.strategy.plan import Plan
from workbook.wording import say_date, say_number

__all__ = ["ended_in", "ends", "missing_between", "say_period", "sources"]


def ends(kpi: KPI, reading: Reading) -> date:
    """Return the last day of a reading's period."""
    return period_end(reading.start, kpi.frequency)


def ended_in(plan: Plan, kpi: KPI, quarter: Quarter) -> tuple[Reading, ...]:
    """Return a KPI's complete readings whose period ends in the quarter, in time order."""
    found = readings_of(plan, kpi, until=quarter.end)
    return tuple(r for r in found if r.complete and ends(kpi, r) in quarter)


def say_period(start: date, frequency: Frequency) -> str:
    """Return a period as a sentence names it.

    >>> say_period(date(2017, 3, 20), "week"), say_period(date(2017, 3, 1), "month")
    ('the week of 20 March 2017', 'March 2017')
    >>> say_period(date(2017, 1, 1), "quarter"), say_period(date(2017, 3, 20), "day")
    ('2017-Q1', '20 March 2017')
    """
    if frequency == "week":
        return f"the week of {say_date(start)}"
    if frequency == "month":
        return f"{start:%B %Y}"
    return str(Quarter.of(start)) if frequency == "quarter" else say_date(start)


def sources(plan: Plan, kpi: KPI, readings: Sequence[Reading]) -> tuple[str, ...]:
    """Name readings as a figure's sources: how many, from when to when, and from which files."""
    if not readings:
        return ()
    first, last = say_date(readings[0].start), say_date(ends(kpi, readings[-1]))
    counted = f"{len(readings)} complete {kpi.frequency}{'s' * (len(readings) > 1)}"
    return (f"{counted}, {first} to {last}", *_origins(plan, readings))


def _origins(plan: Plan, readings: Sequence[Reading]) -> Iterator[str]:
    counts = Counter(reading.source_id for reading in readings)
    for id, count in counts.items():
        source = plan.find(id)
        if not isinstance(source, Source):
            yield f"{count} typed in" if len(counts) > 1 else "typed in"
            continue
        rows = sum(r.rows or 0 for r in readings if r.source_id == id)
        yield f"file {source.name}" + (f", {say_number(rows)} rows" if rows else "")


def missing_between(kpi: KPI, readings: Sequence[Reading]) -> int:
    """Return how many periods between the first and the last reading have none among them.

    Days are not counted: a business is closed on some of them.
    """
    if kpi.frequency == "day" or not readings:
        return 0
    expected = 0
    start = readings[0].start
    while start < readings[-1].start:
        start = period_end(start, kpi.frequency) + timedelta(days=1)
        expected += 1
    return max(0, expected + 1 - len(readings))
