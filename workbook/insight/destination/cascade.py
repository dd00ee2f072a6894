"""Whether the company's objectives reach its people: the tree of objectives, and its breaks."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from workbook.insight.destination.objective_tree import Tree, rank
from workbook.insight.destination.ownership import Ownership, ownership
from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.live import live_objectives, reached_objectives
from workbook.insight.naming import named
from workbook.insight.provenance import count
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination import KPI, Objective, open_objectives
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.strategy.route.initiatives import live_work
from workbook.wording import capital, say_count, slug

__all__ = ["MOST_BELOW", "Cascade", "Gap", "Lack", "Node", "cascade"]

MOST_BELOW = 5  # what stands directly below one objective and can still be led as one


class Lack(StrEnum):
    """What breaks the way from the company's objectives to the work, in the words printed."""

    ORPHAN = "no parent"
    CIRCLE = "in a circle"
    MISPLACED = "above its level"
    CROWDED = "too much below"
    NO_OWNER = "no owner"
    NO_KPI = "no KPI"
    NO_WORK = "no live work"
    NO_COST = "no cost"
    NO_OBJECTIVE = "no objective"


@dataclass(frozen=True)
class Node:
    """An objective in the tree with what stands below it; `lacks` are its own.

    It is `reached` when it is due, or has ended, and all its KPIs meet their targets. `ended` says
    that it has ended in the quarter, reached or not: then it lacks nothing.
    """

    objective: Objective
    department: str
    owner: str
    reached: bool
    ended: bool
    lacks: tuple[Lack, ...]
    children: tuple["Node", ...] = ()

    def walk(self) -> Iterator["Node"]:
        """Yield this objective and all below it, from the top."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Gap:
    """One kind of break: the items that have it, and a sentence with what to do."""

    lack: Lack
    items: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class Cascade(Finding):
    """The tree of objectives, its breaks, and who owns what.

    `roots` hold every objective once: of those that go in a circle, the first stands at the top.
    """

    roots: tuple[Node, ...]
    gaps: tuple[Gap, ...]
    ownership: Ownership
    figures: tuple[Figure, ...]

    @property
    def objectives(self) -> tuple[Node, ...]:
        """Every objective, each before those below it."""
        return tuple(node for root in self.roots for node in root.walk())

    def of(self, lack: Lack) -> tuple[str, ...]:
        """Return what has this kind of break, by name."""
        return next((gap.items for gap in self.gaps if gap.lack == lack), ())


@finding
def cascade(plan: Plan, quarter: Quarter) -> Cascade:
    """Return how the objectives hang together at the end of a quarter, and what breaks.

    Of those that had ended before it nothing is said, and of those that ended in it nothing is
    asked. An objective that is due and reached wants no more work, and an initiative that is done,
    paused or stopped no budget: they are not counted as breaks.
    """
    shown = open_objectives(plan, quarter.previous.end)
    asked = open_objectives(plan, cutoff(plan, quarter).day)
    tree, still = Tree.of(shown), Tree.of(asked)
    found = _lacking(plan, still, asked, {o.id for o in live_objectives(plan, quarter)})
    marks = _Marks(
        reached=reached_objectives(plan, quarter),
        ended={o.id for o in shown} - {o.id for o in asked},
        lacks={lack: {record.id for record in records} for lack, records in found.items()},
    )
    return Cascade(
        roots=tuple(_node(plan, tree, root, marks) for root in tree.below(None)),
        gaps=tuple(_gap(plan, still, lack, records) for lack, records in found.items() if records),
        ownership=ownership(plan, quarter),
        figures=tuple(_figures(plan, shown, found)),
    )


@dataclass(frozen=True)
class _Marks:
    """What each objective's box carries, by id."""

    reached: AbstractSet[str]
    ended: AbstractSet[str]
    lacks: Mapping[Lack, AbstractSet[str]]


def _node(plan: Plan, tree: Tree, objective: Objective, marks: _Marks) -> Node:
    return Node(
        objective=objective,
        department=plan.name_of(objective.department_id),
        owner=plan.name_of(objective.owner_id),
        reached=objective.id in marks.reached,
        ended=objective.id in marks.ended,
        lacks=tuple(lack for lack, ids in marks.lacks.items() if objective.id in ids),
        children=tuple(_node(plan, tree, child, marks) for child in tree.below(objective.id)),
    )


_Lacking = Mapping[Lack, Sequence[Entity]]


def _lacking(
    plan: Plan, tree: Tree, asked: Sequence[Objective], wanting: AbstractSet[str]
) -> _Lacking:
    live = live_work(plan)
    round_about = {id for circle in tree.circles for id in circle}
    unserved = wanting - tree.up_from(id for work in live for id in work.objective_ids)
    measured = {kpi.objective_id for kpi in plan.all(KPI)}
    return {
        Lack.ORPHAN: [o for o in asked if rank(o) and not tree.parents[o.id]],
        Lack.CIRCLE: [o for o in asked if o.id in round_about],
        Lack.MISPLACED: [
            o for o in asked if (above := tree.parents[o.id]) and rank(o) < rank(above)
        ],
        Lack.CROWDED: [o for o in asked if len(tree.below(o.id)) > MOST_BELOW],
        Lack.NO_OWNER: [o for o in asked if not plan.name_of(o.owner_id)],
        Lack.NO_KPI: [o for o in asked if o.id not in measured],
        Lack.NO_WORK: [o for o in asked if o.id in unserved],
        Lack.NO_COST: [i for i in live if i.cost is None],
        Lack.NO_OBJECTIVE: [i for i in live if not tree.parents.keys() & set(i.objective_ids)],
    }


def _gap(plan: Plan, tree: Tree, lack: Lack, records: Sequence[Entity]) -> Gap:
    finding, to_do = _SENTENCES[lack]
    labels = [_label(plan, tree, lack, record) for record in records]
    return Gap(
        lack=lack,
        items=tuple(plan.name_of(record.id) for record in records),
        sentence=f"{finding}: {named(labels)}. {to_do}",
    )


def _label(plan: Plan, tree: Tree, lack: Lack, record: Entity) -> str:
    name = f"“{plan.name_of(record.id)}”"
    if lack == Lack.CROWDED:
        return f"{name} ({say_count(len(tree.below(record.id)))})"
    above = tree.parents[record.id] if lack == Lack.MISPLACED else None
    if above and isinstance(record, Objective):
        return f"{name} ({record.level}) below “{above.name}” ({above.level})"
    return name


_SENTENCES = {
    Lack.ORPHAN: (
        "Part of nothing larger",
        "Say which larger objective it serves, or let it go.",
    ),
    Lack.CIRCLE: (
        "Part of each other in a circle",
        "Open the circle: leave “Part of” empty for the largest of them.",
    ),
    Lack.MISPLACED: (
        "Upside down",
        "The larger level belongs above: turn the two round, or correct the level.",
    ),
    Lack.CROWDED: (
        "More than five objectives directly below one",
        "Group some of them, or drop those that matter least.",
    ),
    Lack.NO_OWNER: ("Nobody answers for", "Name one person for each."),
    Lack.NO_KPI: ("Without a KPI", "Add one number that tells whether it is being reached."),
    Lack.NO_WORK: (
        "No live initiative moves",
        "Start one, or say openly that it has to wait.",
    ),
    Lack.NO_COST: ("Without a cost", "Give a rough figure; nothing to pay is 0."),
    Lack.NO_OBJECTIVE: (
        "Serving no objective",
        "Say which objective it moves, or stop it.",
    ),
}

_RULES = {
    Lack.ORPHAN: "below company level that are part of no other objective",
    Lack.CIRCLE: "whose parents lead back to themselves",
    Lack.MISPLACED: "that belong to a larger level than the objective they are part of",
    Lack.CROWDED: "with more than five objectives directly below them",
    Lack.NO_OWNER: "without an owner",
    Lack.NO_KPI: "without a KPI",
    Lack.NO_WORK: "still to be reached that no live initiative serves, nor any objective below",
    Lack.NO_COST: "without a cost",
    Lack.NO_OBJECTIVE: "that name no objective",
}
_OF_WORK = (Lack.NO_COST, Lack.NO_OBJECTIVE)


def _figures(plan: Plan, shown: Sequence[Objective], found: _Lacking) -> Iterator[Figure]:
    method = "Count of the objectives that had not ended before the quarter."
    yield count(plan, "alignment.objectives.all", "All objectives", shown, method)
    for lack, records in found.items():
        kind = "initiatives" if lack in _OF_WORK else "objectives"
        live = "live " if lack in _OF_WORK else ""
        method = f"Count of {live}{kind} {_RULES[lack]}."
        yield count(plan, f"alignment.{kind}.{slug(lack)}", capital(lack), records, method)
