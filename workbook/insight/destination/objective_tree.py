"""How objectives hang together: who is part of whom, without ever walking in a circle."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook.strategy.destination import Objective

__all__ = ["LEVELS", "Tree", "rank"]

LEVELS = ("company", "department", "team", "person")


def rank(objective: Objective) -> int:
    """Return 0 for the company's level, and more for smaller ones."""
    return LEVELS.index(objective.level)


@dataclass(frozen=True)
class Tree:
    """Parents and children by id; `circles` are the objectives that lead back to themselves.

    Of a circle, the first objective stands at the top, so that each has one place.
    """

    parents: Mapping[str, Objective | None]
    children: Mapping[str | None, Sequence[Objective]]
    circles: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, objectives: Sequence[Objective]) -> "Tree":
        """Return the tree of these objectives; a parent that is not among them counts as none."""
        by_id = {o.id: o for o in objectives}
        parents = {o.id: by_id.get(o.parent_id or "") for o in objectives}
        circles = tuple(_circles(parents))
        opened = {circle[0] for circle in circles}
        children: dict[str | None, list[Objective]] = {}
        for objective in objectives:
            above = None if objective.id in opened else parents[objective.id]
            children.setdefault(above.id if above else None, []).append(objective)
        return cls(parents, children, circles)

    def below(self, id: str | None) -> Sequence[Objective]:
        """Return what stands directly below an objective, or at the top."""
        return self.children.get(id, ())

    def up_from(self, ids: Iterable[str]) -> set[str]:
        """Return these objectives and everything above them."""
        found: set[str] = set()
        for start in ids:
            at: str | None = start
            while at is not None and at not in found:
                found.add(at)
                above = self.parents.get(at)
                at = above.id if above else None
        return found


def _circles(parents: Mapping[str, Objective | None]) -> Iterator[tuple[str, ...]]:
    seen: set[str] = set()
    for start in parents:
        path: list[str] = []
        at: str | None = start
        while at is not None and at not in seen:
            seen.add(at)
            path.append(at)
            above = parents[at]
            at = above.id if above else None
        if at in path:
            yield tuple(path[path.index(at) :])
