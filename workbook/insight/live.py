"""What is still to be done at the end of a quarter, counted alike on every page."""

from workbook.insight.review.standing import reaches
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination import KPI, Objective, open_kpis, open_objectives
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.strategy.review import Action
from workbook.strategy.route import Decision, Initiative
from workbook.strategy.route.initiatives import live_work

__all__ = ["live_items", "live_objectives", "reached_objectives"]


def live_objectives(plan: Plan, quarter: Quarter) -> tuple[Objective, ...]:
    """Return the objectives that still want something: neither ended, nor due and reached."""
    going_on = open_objectives(plan, cutoff(plan, quarter).day)
    return tuple(o for o in going_on if o.id not in reached_objectives(plan, quarter))


@remembered
def reached_objectives(plan: Plan, quarter: Quarter) -> frozenset[str]:
    """Return the ids of the objectives whose time has come, and that were reached.

    An objective's time has come when it is due or has ended. It is reached when it has a KPI, and
    each of its KPIs meets its target in the quarter.
    """
    until, met = cutoff(plan, quarter), _met(plan, quarter)
    due = (o for o in plan.all(Objective) if until.missed(o.due) or o.has_ended(until.day))
    return frozenset(objective.id for objective in due if met.get(objective.id))


def live_items(plan: Plan, quarter: Quarter) -> dict[type[Entity], tuple[Entity, ...]]:
    """Return everything live that ought to have an owner, by its kind.

    That is live objectives, KPIs but those of ended objectives, live initiatives, actions that are
    still open from the reviews up to this quarter's, and decisions that are still to be taken.
    """
    return {
        Objective: live_objectives(plan, quarter),
        KPI: open_kpis(plan, cutoff(plan, quarter).day),
        Initiative: live_work(plan),
        Action: tuple(
            action
            for action in plan.all(Action)
            if action.status == "open" and plan.calendar.quarter(action.quarter) <= quarter
        ),
        Decision: tuple(d for d in plan.all(Decision) if d.decided_on is None),
    }


def _met(plan: Plan, quarter: Quarter) -> dict[str | None, bool]:
    met: dict[str | None, bool] = {}
    for kpi in plan.all(KPI):
        met[kpi.objective_id] = met.get(kpi.objective_id, True) and reaches(plan, quarter, kpi)
    return met
