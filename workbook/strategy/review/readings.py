"""What the KPIs read in a quarter."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, named
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination.kpis import KPI, first_end, period_end, readings_of
from workbook.strategy.plan import Plan

__all__ = ["asks"]


def asks(plan: Plan, quarter: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    if quarter is None:
        yield Ask(False, "Give a first reading of a KPI.")
        return
    kpis, until = plan.all(KPI), cutoff(plan, quarter)
    read = {kpi.id for kpi in kpis if _has_reading(plan, kpi, quarter)}
    can_be_read = [kpi for kpi in kpis if until.missed(first_end(kpi.frequency, quarter))]
    unread = [kpi for kpi in can_be_read if kpi.id not in read]
    if kpis and not read and not can_be_read:
        return  # the quarter has just begun: nobody can know a reading yet
    yield Ask(bool(read), f"Give a first reading of a KPI in {quarter}.")
    if read:
        names = named([kpi.name for kpi in unread])
        first = unread[0].id if unread else ""
        yield Ask(not unread, f"Give a reading in {quarter} for {names}.", record=first)


def _has_reading(plan: Plan, kpi: KPI, quarter: Quarter) -> bool:
    return any(
        reading.complete and period_end(reading.start, kpi.frequency) in quarter
        for reading in readings_of(plan, kpi)
    )
