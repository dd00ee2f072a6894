"""What the KPIs read in a quarter, and from when on they are read anew."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from workbook.period import Period, Unit
from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, named
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination.kpis import KPI, is_open, open_kpis
from workbook.strategy.entity import (
    Entity,
    Nouns,
    Once,
    QuarterText,
    choice,
    day,
    one,
    text,
)
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered

__all__ = ["Claim", "Phase", "asks", "is_due", "phases_until"]


class Phase(Entity, table=True):
    """A day from which on a KPI has new limits: somebody changed how it comes about, and says why.

    Only people begin one. A day that locks the limits (`KPI.limits_until`) belongs to the phase in
    which it lies, and says nothing of the others.
    """

    nouns = Nouns("phase", "phases")
    once = Once(
        "one_phase_a_day",
        ("kpi_id", "start"),
        "start",
        "This KPI has new limits from that day already. Change those.",
    )

    kpi_id: str = one("kpi", "KPI", required=True)
    start: date = day("New limits from", "The first day of the new way of working.", required=True)
    reason: str = text(
        "Because", "What was changed on purpose: it is printed beneath the chart.", required=True
    )

    @property
    def called(self) -> str:
        """The phase is known by its reason."""
        return self.reason


class Claim(Entity, table=True):
    """How the owner of a KPI sees it in a quarter, in a word and a sentence; readings may differ.

    It is of that quarter only: the next one is asked anew.
    """

    nouns = Nouns("claimed status", "claimed statuses")
    once = Once(
        "one_claim_a_kpi",
        ("quarter", "kpi_id"),
        "kpi_id",
        "This KPI has a claimed status in that quarter already. Change that one.",
    )

    quarter: QuarterText = text("Quarter", required=True, limit=7)
    kpi_id: str = one("kpi", "KPI", required=True)
    status: Literal["on track", "watch", "off track"] | None = choice(
        "The owner’s word", "How its owner sees it.", default=None
    )
    told: str = text("In a sentence", "What stands behind it.")


def phases_until(plan: Plan, kpi: KPI, on: date) -> tuple[Phase, ...]:
    """Return the phases that have begun by a day, the newest last."""
    begun = (each for each in plan.of(Phase, "kpi_id", kpi.id) if each.start <= on)
    return tuple(sorted(begun, key=lambda each: each.start))


def is_due(plan: Plan, quarter: Quarter, kpi: KPI) -> bool:
    """Return whether a first period of the quarter has ended, so that a reading can be asked.

    Of an objective that ended before it, nothing is asked any more.
    """
    ended = _first_ended(plan, quarter, kpi.frequency)
    return ended is not None and is_open(plan, kpi, ended)


@remembered
def _first_ended(plan: Plan, quarter: Quarter, every: Unit) -> date | None:
    first = next(Period.ending_in(every, quarter, plan.calendar))
    return first.end if cutoff(plan, quarter).missed(first.end) else None


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
    before = plan.readings.in_quarter(kpis, quarter.previous)
    flash = [kpi for kpi in kpis if kpi.id in before and before[kpi.id].provisional.any()]
    if flash:  # those of the quarter itself need not be known yet
        first = f"Confirm the provisional reading of {named([kpi.name for kpi in flash])}."
        yield Ask(False, first, essential=False)
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
