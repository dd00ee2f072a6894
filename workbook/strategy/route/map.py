"""The strategy map: which objective is meant to help to reach which other one, and why."""

from collections.abc import Iterator, Mapping, Sequence

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, every, named
from workbook.strategy.destination.kpis import KPI
from workbook.strategy.destination.objectives import Objective, open_objectives
from workbook.strategy.destination.perspectives import NOT_SAID, leads_down
from workbook.strategy.entity import Entity, Nouns, Once, Records, one, text
from workbook.strategy.plan import Plan
from workbook.wording import say_list

__all__ = ["MOST_ARROWS", "Link", "asks", "measure_of"]

MOST_ARROWS = 2  # that leave one objective: with more, nobody can follow them


class Link(Entity, table=True):
    """An arrow of the strategy map: reaching one objective is meant to help to reach another.

    It is no part of the cascade: an objective may help one that it is no part of.
    """

    nouns = Nouns("arrow", "arrows")
    once = Once(
        "one_arrow_from_one_to_another",
        ("from_id", "to_id"),
        "to_id",
        "There is an arrow between these two already. Change that one.",
    )

    from_id: str = one("objective", "From", "The objective that comes first.", required=True)
    to_id: str = one("objective", "To", "The one that it is to help.", required=True)
    why: str = text("Why", "Such as: who gets bread on time stays with us.")

    @property
    def called(self) -> str:
        """The arrow is known by why it is drawn."""
        return self.why

    def rule(self, field: str, others: Records) -> str:
        """Refuse a third arrow, one that leads down, and one that comes back to where it began."""
        if field == "from_id":
            # Where a new arrow leads is asked beside its end.
            crowded = self._one_too_many(others)
            return crowded or ("" if self.version == 1 else self._astray(others))
        return self._astray(others) if field == "to_id" else ""

    def _one_too_many(self, others: Records) -> str:
        mine = [each for each in others.all(Link) if each.from_id == self.from_id]
        if len(mine) <= MOST_ARROWS:
            return ""
        there = say_list([f"“{others.name_of(each.to_id)}”" for each in mine if each.id != self.id])
        return (
            f"“{others.name_of(self.from_id)}” has two arrows already, to {there}. Keep the two "
            "that matter most: with more, nobody can follow them."
        )

    def _astray(self, others: Records) -> str:
        start, end = others.name_of(self.from_id), others.name_of(self.to_id)
        if self.from_id == self.to_id:
            return "An arrow leads from one objective to another. Choose another one."
        if downward(self, _perspectives(others)):
            return (
                f"“{start}” stands above “{end}” on the map, and arrows lead up, to what is "
                "reached later. Turn it round, or change the perspective of one of them."
            )
        if self.from_id in _reached(self.to_id, others.all(Link)):
            return (
                f"“{end}” leads to “{start}” already, so that the arrows would run in a circle. "
                "Choose another one, or take one of them away."
            )
        return ""


def downward(link: Link, perspectives: Mapping[str, str]) -> bool:
    """Return whether an arrow leads down; `perspectives` are those of the objectives, by id."""
    start, end = (perspectives.get(id, NOT_SAID) for id in (link.from_id, link.to_id))
    return leads_down(start, end)


def _perspectives(others: Records) -> dict[str, str]:
    return {each.id: each.perspective for each in others.all(Objective)}


def _reached(start: str, links: Sequence[Link]) -> set[str]:
    """Return the ids of what arrows lead to from an objective, however long the way."""
    ends: dict[str, set[str]] = {}
    for each in links:
        ends.setdefault(each.from_id, set()).add(each.to_id)
    found, waiting = set[str](), [start]
    while waiting:
        ahead = ends.get(waiting.pop(), set()) - found
        found |= ahead
        waiting += ahead
    return found


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
