"""From when to when work went on, what it was meant to move, and what else went on beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workbook.insight.route.initiatives import Progress, Stage, progress
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination import KPI
from workbook.strategy.plan import Plan
from workbook.strategy.review.readings import phases_until
from workbook.strategy.route import Decision, Initiative
from workbook.wording import say_date

__all__ = ["AT_MOST", "Work", "beside", "works"]

AT_MOST = 3  # KPIs that a piece of work is held to


@dataclass(frozen=True)
class Work:
    """An initiative with the KPIs that it is meant to move; `since` is empty before it begins."""

    one: Progress
    since: date | None
    over: date | None
    kpis: tuple[KPI, ...]

    @property
    def compared(self) -> tuple[KPI, ...]:
        """The first few of them: of more, people say which one is meant."""
        return self.kpis[:AT_MOST]


def works(plan: Plan, quarter: Quarter) -> tuple[Work, ...]:
    """Return every initiative as it stands at the cut-off of a quarter."""
    until = cutoff(plan, quarter)
    each = (progress(plan, work, until, quarter) for work in plan.all(Initiative))
    return tuple(Work(one, *_span(plan, one), tuple(_meant(plan, one.initiative))) for one in each)


def beside(
    plan: Plan, work: Work, kpi: KPI, others: Sequence[Work], weeks: tuple[date, date]
) -> Iterator[str]:
    """Yield in words what else began, ended or was decided on the same KPI within these days."""
    first, last = weeks
    own, decided = work.one.initiative, [*plan.of(Decision, "effect_kpi_id", kpi.id)]
    for other in others:
        span = zip((other.since, other.over), ("began", "ended"), strict=True)
        told = {day: word for day, word in span if day and first <= day <= last}
        for day, word in told.items():
            yield f"“{other.one.initiative.name}” {word} on {say_date(day)}"
        on_it = plan.of(Decision, "initiative_id", other.one.initiative.id)
        decided += [each for each in on_it if each.decided_on not in told]
    for each in dict.fromkeys(each.id for each in decided if each.initiative_id != own.id):
        decision = plan.find(each)
        on = decision.decided_on if isinstance(decision, Decision) else None
        if on and first <= on <= last:
            yield f"“{plan.name_of(each)}” was decided on {say_date(on)}"
    for phase in phases_until(plan, kpi, last):
        if phase.start >= first and phase.reason != own.name:
            yield f"“{phase.reason}” ({say_date(phase.start)})"


def _span(plan: Plan, one: Progress) -> tuple[date | None, date | None]:
    """Return from when to when work went on: the end is empty while it does, both before it."""
    work, today = one.initiative, one.until.day
    if work.status == "not started":
        return None, None
    over = _over(plan, one)
    since = work.start or (over if one.stage == Stage.DONE else None)
    if since is None or since > today:
        return None, None
    return since, over if over and over <= today else None


def _over(plan: Plan, one: Progress) -> date | None:
    work = one.initiative
    if work.status == "in progress":
        return None
    if work.status == "paused":
        lines = [c for c in plan.history(work, "status") if c.after["status"] == "paused"]
        return lines[-1].at.date() if lines else None
    return one.closed_on or work.due


def _meant(plan: Plan, work: Initiative) -> Iterator[KPI]:
    """Yield the KPI that the work should move, or else each KPI of its objectives."""
    own = plan.find(work.kpi_id)
    if isinstance(own, KPI):
        yield own
        return
    for id in dict.fromkeys(work.objective_ids):
        yield from plan.of(KPI, "objective_id", id)
