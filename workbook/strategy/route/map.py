"""The strategy map: what the chapter asks for, and which KPI stands for an objective on it."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, every, named
from workbook.strategy.destination.kpis import KPI
from workbook.strategy.destination.objectives import Link, Objective, open_objectives
from workbook.strategy.destination.perspectives import NOT_SAID
from workbook.strategy.plan import Plan

__all__ = ["asks", "measure_of"]


def measure_of(plan: Plan, objective: Objective) -> KPI | None:
    """Return the KPI that stands for an objective on the map: the first of its KPIs in the list."""
    return next(iter(plan.of(KPI, "objective_id", objective.id)), None)


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for; a first pack can do without all of it."""
    links = plan.all(Link)
    yield Ask(bool(links), "Draw a first arrow: which objective helps which?", essential=False)
    if not links:
        return
    bare = [o for o in open_objectives(plan, plan.today) if o.perspective == NOT_SAID]
    yield Ask(
        not bare,
        f"Say to which perspective {named([o.name for o in bare])} belongs.",
        essential=False,
        record=bare[0].id if bare else "",
        field="perspective",
    )
    why = next(every(links, "why", "Say why each arrow is drawn."))
    yield Ask(why.met, why.missing, False, why.record, why.field)
