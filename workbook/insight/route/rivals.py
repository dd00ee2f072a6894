"""Which of the work that competes can be weighed at all, and what keeps the rest from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbook.insight.route.worth import Worth
from workbook.strategy.circles import leads_to
from workbook.strategy.plan import Plan
from workbook.strategy.route import Initiative, Limits, NotDoing
from workbook.strategy.route.initiatives import live_work, set_aside
from workbook.strategy.route.initiatives_automation import held

__all__ = ["TAKES", "Rivals", "limited", "rivals", "taken"]

TAKES = {"cash": "cost", "hours": "hours", "owner_hours": "owner_hours"}
"""Each limit, and the field of an initiative that says what it takes of it."""


@dataclass(frozen=True)
class Rivals:
    """The initiatives that can be weighed, in the order of their list, and the rules among them.

    `barred` says of each of the others, by id, why it cannot begin; `unknown` why it cannot be
    weighed. `needs` and `excludes` are pairs of ids, `must` ids.
    """

    weighed: tuple[Initiative, ...]
    barred: Mapping[str, str]
    unknown: Mapping[str, str]
    needs: tuple[tuple[str, str], ...]
    excludes: tuple[tuple[str, str], ...]
    must: tuple[Initiative, ...]

    def brought_by(self, works: Sequence[Initiative]) -> tuple[Initiative, ...]:
        """Return these with all that they need first."""
        ids = {each.id for each in works}.union(*(leads_to(each.id, self._links) for each in works))
        return tuple(each for each in self.weighed if each.id in ids)

    @cached_property
    def _links(self) -> Mapping[str, Sequence[str]]:
        links: dict[str, list[str]] = {}
        for child, parent in self.needs:
            links.setdefault(child, []).append(parent)
        return links


def limited(limits: Limits | None) -> tuple[str, ...]:
    """Return the names of the limits that are given."""
    return tuple(name for name in TAKES if limits and getattr(limits, name) is not None)


def taken(work: Initiative, limit: str) -> float:
    """Return what an initiative takes of a limit; hours of the owner are none where left empty."""
    return float(getattr(work, TAKES[limit]) or 0)


def rivals(plan: Plan, names: Sequence[str], worth: Worth) -> Rivals:
    """Return what can be weighed under the limits of these names."""
    live = live_work(plan)
    unknown = {each.id: said for each in live if (said := _unknown(each, names, worth))}
    barred = {each.id: said for each in live if (said := _barred(plan, each))}
    by_id = {each.id: each for each in plan.all(Initiative)}
    while more := dict(_in_want(plan, live, by_id, {**unknown, **barred})):
        barred |= more
    weighed = tuple(each for each in live if each.id not in unknown and each.id not in barred)
    ids = {each.id for each in weighed}
    return Rivals(
        weighed,
        {id: said for id, said in barred.items() if id not in unknown},
        unknown,
        tuple((each.id, id) for each in weighed for id in each.needs_ids if id in ids),
        tuple(sorted({_pair(a.id, b) for a in weighed for b in a.excludes_ids if b in ids})),
        tuple(each for each in live if each.must_because),
    )


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _unknown(work: Initiative, names: Sequence[str], worth: Worth) -> str:
    if "cash" in names and work.cost is None:
        return "does not say what it costs"
    if "hours" in names and work.hours is None:
        return "does not say how many hours it takes"
    return "" if work.id in worth.points or work.must_because else worth.lacks


def _barred(plan: Plan, work: Initiative) -> str:
    if work.name.casefold() in {each.name.casefold() for each in plan.all(NotDoing)}:
        return "is on the not-doing list"
    held_back = work.status == "not started" and held(plan, work.id)
    return "is held back by the checks of what it automates" if held_back else ""


def _in_want(
    plan: Plan,
    live: Sequence[Initiative],
    by_id: Mapping[str, Initiative],
    out: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    """Yield work that needs what cannot be had, with the reason."""
    there = {each.id for each in live}
    for each in live:
        for id in each.needs_ids if each.id not in out else ():
            needed = by_id.get(id)
            if needed is None or needed.status == "done":
                continue
            if id in out:
                yield each.id, f"needs “{needed.name}”, which {out[id]}"
            elif id not in there:
                yield each.id, f"needs “{needed.name}”, which {_not_live(plan, needed)}"


def _not_live(plan: Plan, work: Initiative) -> str:
    if set_aside(plan, work):
        return "is an idea only, or was refused"
    return {"paused": "is paused", "stopped": "was stopped"}.get(work.status, "is not under way")
