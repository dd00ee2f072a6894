"""Where new limits may be due: a run of eight stands since something that was decided or reached.

It is only proposed. Whether the change was on purpose, and is here to stay, people have to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from workbook.insight.review.behaviour import behaviour
from workbook.insight.review.kpi_chart import KpiBehaviour
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.strategy.route import Decision, Initiative, Milestone
from workbook.wording import say_count, say_date

__all__ = ["Proposal", "new_limits"]

_BEFORE = timedelta(weeks=13)  # what lies longer back than a quarter did not begin the run


@dataclass(frozen=True)
class Proposal:
    """New limits for a KPI from `start` on, where a run of `length` readings began.

    `since` is the newest decision or milestone about its objective shortly before, of a `day`.
    """

    kpi: KPI
    start: date
    length: int
    unit: str
    above: bool
    since: Decision | Milestone
    day: date

    @property
    def sentence(self) -> str:
        """What is seen, and since what."""
        side = "above" if self.above else "below"
        return (
            f"{self.kpi.name}: {say_count(self.length, self.unit)} {side} the centre line, from "
            f"{say_date(self.start)}, since “{self.since.called}” ({say_date(self.day)})."
        )


@remembered
def new_limits(plan: Plan, quarter: Quarter) -> tuple[Proposal, ...]:
    """Return the KPIs for which new limits may be due, as they stand at the quarter's end."""
    return tuple(found for each in behaviour(plan, quarter).kpis for found in _proposed(plan, each))


def _proposed(plan: Plan, found: KpiBehaviour) -> Iterator[Proposal]:
    last = len(found.complete) - 1
    standing = [mark for mark in found.news if (mark.index, mark.rule) == (last, "run_of_8")]
    if not standing or found.limits is None:
        return
    above = standing[0].up
    aside = (found.current.values > found.limits.centre) == above
    length = int(np.argmin(aside[::-1])) or len(aside)
    run = found.current[-length:]
    start, first = run.period(0).start, run.period(0).end
    events = [
        (day, event) for day, event in _events(plan, found.kpi) if start - _BEFORE <= day <= first
    ]
    if events:
        day, since = max(events, key=lambda each: each[0])
        yield Proposal(found.kpi, start, length, run.unit, above, since, day)


def _events(plan: Plan, kpi: KPI) -> Iterator[tuple[date, Decision | Milestone]]:
    """Yield what was decided or reached in the initiatives that serve the KPI's objective."""
    serving = {i.id for i in plan.all(Initiative) if kpi.objective_id in i.objective_ids}
    for decision in plan.all(Decision):
        if decision.decided_on and decision.initiative_id in serving:
            yield decision.decided_on, decision
    for milestone in plan.all(Milestone):
        if milestone.done_on and milestone.initiative_id in serving:
            yield milestone.done_on, milestone
