"""An objective is part of a larger one, and never of itself, however long the way round."""

from collections.abc import Iterator, Mapping

from workbook.errors import InvalidEntry
from workbook.strategy.destination import Objective
from workbook.strategy.plan import Plan

__all__ = ["refuse_circle"]

TO_DO = "Choose a larger objective, or leave this empty."


def refuse_circle(plan: Plan, parents: Mapping[str, str | None]) -> None:
    """Check new parents, given as objective id -> parent id, against the plan.

    Raises:
        InvalidEntry: with them an objective would be part of itself; the sentence names the way.
    """
    above = {o.id: o.parent_id for o in plan.all(Objective)} | dict(parents)
    for id in parents:
        way = tuple(_way_up(above, id))
        if id in way:
            raise InvalidEntry("objective", {"parent_id": _sentence(plan, id, way)}, id)


def _way_up(above: Mapping[str, str | None], id: str) -> Iterator[str]:
    """Yield what stands above an objective, nearest first, each once."""
    seen: set[str] = set()
    at = above.get(id)
    while at is not None and at not in seen:
        seen.add(at)
        yield at
        at = above.get(at)


def _sentence(plan: Plan, id: str, way: tuple[str, ...]) -> str:
    if way[0] == id:
        return f"An objective cannot be part of itself. {TO_DO}"
    name, larger = plan.name_of(id), plan.name_of(way[0])
    through = way[1 : way.index(id)]
    by_way = f", by way of “{plan.name_of(through[0])}”" if through else ""
    return (
        f"“{larger}” is part of “{name}” already{by_way}, so “{name}” cannot be part of it. {TO_DO}"
    )
