"""Which objectives stand on the strategy map, and which arrows between them can be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination import KPI, Link, Objective, open_objectives
from workbook.strategy.destination.perspectives import NOT_SAID, Perspective
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.strategy.route.map import measure_of

__all__ = ["MOST_BOXES", "Box", "Placed", "placed"]

MOST_BOXES = 15  # on one page: with more, the map is a list


@dataclass(frozen=True)
class Box:
    """An objective on the map, and the KPI that stands for it."""

    objective: Objective
    kpi: KPI | None

    @property
    def name(self) -> str:
        """What the objective is called."""
        return self.objective.name


@dataclass(frozen=True)
class Placed:
    """The boxes in the plan's order, and the arrows between two of them.

    `bare` are objectives of which nobody has said the perspective. `beyond` are those that are one
    too many: they weigh least. `hidden` are the arrows that cannot be drawn for either reason.
    """

    boxes: tuple[Box, ...] = ()
    links: tuple[tuple[Link, Box, Box], ...] = ()
    bare: tuple[Objective, ...] = ()
    beyond: tuple[Objective, ...] = ()
    hidden: tuple[Link, ...] = ()

    def under(self, perspective: Perspective) -> tuple[Box, ...]:
        """Return the boxes of one perspective."""
        return tuple(box for box in self.boxes if box.objective.perspective == perspective)


@remembered
def placed(plan: Plan, quarter: Quarter) -> Placed:
    """Return the map as it stands at the end of a quarter; nothing while nobody has drawn an arrow.

    Objectives that have ended are off it, and their arrows with them.
    """
    there = plan.all(Link)
    if not there:
        return Placed()
    still = open_objectives(plan, cutoff(plan, quarter).day)
    said = [each for each in still if each.perspective != NOT_SAID]
    shown = _most_important(said, there)
    boxes = {o.id: Box(o, measure_of(plan, o)) for o in said if o.id in shown}
    known = {each.id for each in still}
    links = [each for each in there if {each.from_id, each.to_id} <= known]
    drawn = [each for each in links if {each.from_id, each.to_id} <= boxes.keys()]
    return Placed(
        boxes=tuple(boxes.values()),
        links=tuple((each, boxes[each.from_id], boxes[each.to_id]) for each in drawn),
        bare=tuple(each for each in still if each.perspective == NOT_SAID),
        beyond=tuple(each for each in said if each.id not in shown),
        hidden=tuple(each for each in links if each not in drawn),
    )


def _most_important(objectives: Sequence[Objective], links: Sequence[Link]) -> set[str]:
    """Return the ids of those that weigh most; of equal ones, those with arrows, then the first."""
    joined = {id for link in links for id in (link.from_id, link.to_id)}
    ordered = sorted(objectives, key=lambda o: (-(o.weight or 0), o.id not in joined))
    return {each.id for each in ordered[:MOST_BOXES]}
