"""What the KPIs read in a quarter."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, named
from workbook.strategy.destination.kpis import KPI, period_end, readings_of
from workbook.strategy.plan import Plan

__all__ = ["asks"]


def asks(plan: Plan, quarter: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    if quarter is None:
        yield Ask(False, "Give a first reading of a KPI.")
        return
    read = {kpi.id for kpi in plan.all(KPI) if _has_reading(plan, kpi, quarter)}
    unread = [kpi for kpi in plan.all(KPI) if kpi.id not in read]
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
