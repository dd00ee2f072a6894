"""What the SMART check looks at, and what it answers."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from workbook.strategy.destination import KPI, Objective
from workbook.strategy.plan import Plan

__all__ = ["Goal", "Letter", "Verdict", "goal_of"]

Letter = Literal["S", "M", "A", "R", "T"]


@dataclass(frozen=True)
class Verdict:
    """Whether a goal meets one letter, and why in a sentence; an override keeps its own reason."""

    letter: Letter
    met: bool
    reason: str
    overridden: bool = False
    override_reason: str = ""


@dataclass(frozen=True)
class Goal:
    """An objective as the check sees it; `serves` names the larger objective it is part of.

    `baseline` and `target` are in `unit`; `owner` is the name of the one person. `since` is its
    start, or else the day on which the plan was last touched: from then on it can be worked for.
    Quarters in its text are those of a year that begins in `year_begins`.
    """

    text: str
    why: str = ""
    serves: str = ""
    baseline: float | None = None
    target: float | None = None
    unit: str = ""
    owner: str = ""
    start: date | None = None
    due: date | None = None
    since: date | None = None
    year_begins: int = 1


def goal_of(plan: Plan, objective: Objective) -> Goal:
    """Return an objective with what its KPI, its owner and its larger objective say about it.

    Of several KPIs the first complete one counts; a KPI's target date stands in for a due date.
    """
    kpi, newest = _kpi(plan, objective), plan.changes.last_at
    larger = objective.parent_id if objective.parent_id != objective.id else None
    return Goal(
        text=objective.name,
        why=objective.why,
        serves=plan.name_of(larger),
        baseline=kpi.baseline if kpi else None,
        target=kpi.target if kpi else None,
        unit=kpi.unit if kpi else "",
        owner=plan.name_of(objective.owner_id),
        start=objective.start,
        due=objective.due or (kpi.target_date if kpi else None),
        since=objective.start or (newest.date() if newest else None),
        year_begins=plan.calendar.year_begins,
    )


def _kpi(plan: Plan, objective: Objective) -> KPI | None:
    kpis = [kpi for kpi in plan.all(KPI) if kpi.objective_id == objective.id]
    complete = (k for k in kpis if None not in (k.baseline, k.target) and k.unit)
    return next(complete, kpis[0] if kpis else None)
