"""What the KPIs read in a quarter."""

from collections.abc import Iterator, Sequence

from workbook.period import Period
from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, named
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination.kpis import KPI, is_open, open_kpis
from workbook.strategy.plan import Plan

__all__ = ["asks", "is_due"]


def is_due(plan: Plan, quarter: Quarter, kpi: KPI) -> bool:
    """Return whether a first period of the quarter has ended, so that a reading can be asked.

    Of an objective that ended before it, nothing is asked any more.
    """
    first = next(Period.ending_in(kpi.frequency, quarter, plan.calendar))
    return cutoff(plan, quarter).missed(first.end) and is_open(plan, kpi, first.end)


def asks(plan: Plan, quarter: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    if quarter is None:
        yield Ask(False, "Give a first reading of a KPI.")
        return
    kpis = open_kpis(plan, quarter.previous.end)
    found = plan.readings.in_quarter(kpis, quarter)
    read = {id for id, series in found.items() if series.complete.any()}
    odd = [kpi for kpi in kpis if kpi.id in found and not found[kpi.id].fits.all()]
    for kpi in odd:
        yield Ask(False, _odd(kpi), essential=False, record=kpi.id)
    can_be_read = [kpi for kpi in kpis if is_due(plan, quarter, kpi)]
    unread = [kpi for kpi in can_be_read if kpi.id not in read]
    if kpis and not read and not can_be_read:
        return  # the quarter has just begun: nobody can know a reading yet
    yield Ask(bool(read), f"Give a first reading of a KPI in {quarter}.")
    if read:
        missing = f"Give a reading in {quarter} for {named([kpi.name for kpi in unread])}."
        row, column = _place(plan, quarter, unread)
        yield Ask(not unread, missing, record=row, field=column)


def _place(plan: Plan, quarter: Quarter, unread: Sequence[KPI]) -> tuple[str, str]:
    """Return where the first of them is typed: in the row of a period, the column of the KPI."""
    for kpi in unread:
        first = next(Period.ending_in(kpi.frequency, quarter, plan.calendar))
        return first.start.isoformat(), kpi.id
    return "", ""


def _odd(kpi: KPI) -> str:
    return (
        f"“{kpi.name}” is read every {kpi.frequency}, and has readings that do not begin one: they "
        "are left out. If they are right, say among the KPIs how often it is read."
    )
