"""How often priorities were moved since the last pack, and how much of it nobody has explained.

Unlike the page of what changed, each move counts, also where it was put back: people heard of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from workbook.insight.figure import Figure, percentage
from workbook.insight.finding import Finding, finding
from workbook.insight.provenance import journal_line, slugs
from workbook.insight.review.changed_fields import Kind, moved, priority_fields
from workbook.insight.review.changes import Difference, told_elsewhere
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI
from workbook.strategy.entity import Entity
from workbook.strategy.history import Change, utc
from workbook.strategy.journal import by_record, explained
from workbook.strategy.past import last_seen, lines_since
from workbook.strategy.plan import Plan
from workbook.strategy.sittings import sittings
from workbook.wording import say_list

__all__ = ["Churn", "Moved", "churn"]

NOUNS = {
    Kind.TARGET: "target",
    Kind.DATE: "date",
    Kind.WEIGHT: "weight",
    Kind.OWNER: "owner",
    Kind.THERE: "status",
}
_SHOWN = 6  # objectives and initiatives: of more, a reader takes none in
_FEW = 3  # changes without a reason that are no worry yet


@dataclass(frozen=True)
class Moved:
    """An objective or initiative with each change of its priority, its KPIs' among them."""

    item: Entity
    moves: tuple[Difference, ...]
    count: Figure
    bare: Figure

    @property
    def of_what(self) -> str:
        """Which sorts of change there were: `date (2 times) and owner`."""
        kinds = [each.what.kind for each in self.moves]
        told = [(noun, kinds.count(kind)) for kind, noun in NOUNS.items() if kind in kinds]
        return say_list([noun if n == 1 else f"{noun} ({n} times)" for noun, n in told])


@dataclass(frozen=True)
class Churn(Finding):
    """Each change of a weight, target, date, owner or status since a day, the newest first.

    `items` are those that changed most. Before a first quarter has passed there is none.
    """

    since: date
    moves: tuple[Difference, ...] = ()
    items: tuple[Moved, ...] = ()
    more: int = 0
    counts: tuple[Figure, ...] = ()

    @property
    def unexplained(self) -> tuple[Difference, ...]:
        """What nobody has given a reason for."""
        return tuple(each for each in self.moves if not each.reason)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The counts, and those of the items that changed most."""
        own = (figure for each in self.items for figure in (each.count, each.bare))
        return (*self.counts, *own)

    @property
    def sentence(self) -> str:
        """How many there were, and how many without a reason; empty where there were none."""
        if not self.moves:
            return ""
        every = f"{len(self.moves)} change{'' if len(self.moves) == 1 else 's'}"
        bare, share = self.figure("churn.unexplained"), self.figure("churn.unexplained-share")
        without = f"{bare.printed} without a reason ({share.printed})"
        return f"{every} of priority, {without if bare.value else 'each with its reason'}"

    @property
    def concerns(self) -> tuple[str, ...]:
        """That priorities shift, and most of it nobody has explained."""
        bare = len(self.unexplained)
        return (f"Priorities shift unexplained: {self.sentence}.",) if self._many(bare) else ()

    def _many(self, bare: int) -> bool:
        return bare > _FEW and 2 * bare > len(self.moves)


@finding
def churn(plan: Plan, quarter: Quarter) -> Churn:
    """Return each change of priority since the last sign-off before a quarter's, or its beginning.

    What somebody put right in the same sitting is no change.
    """
    _, moment = last_seen(plan, quarter)
    first = plan.changes.first
    if first is None or utc(first.at) > moment:
        return Churn(moment.date())
    moves = sorted(_moves(plan, moment), key=lambda each: -each.newest.number)
    found = Churn(moment.date(), tuple(moves))
    items = _items(plan, moves)
    shown, more = tuple(items[:_SHOWN]), len(items[_SHOWN:])
    return replace(found, items=shown, more=more, counts=tuple(_counts(found)))


def _moves(plan: Plan, moment: datetime) -> Iterator[Difference]:
    names = {record.id: record.called for record in plan.records}
    for id, lines in by_record(lines_since(plan, moment)).items():
        record = plan.find(id)
        if record is None:
            continue
        for kind, field, sitting in _sittings(plan, record, lines):
            sides = sitting[0].before.get(field), sitting[-1].after.get(field)
            if what := moved(record, kind, field, names, sides):
                yield Difference(what, sitting, told_elsewhere(plan, what, moment.date()))


def _sittings(
    plan: Plan, record: Entity, lines: Sequence[Change]
) -> Iterator[tuple[Kind, str, tuple[Change, ...]]]:
    """Yield the sittings in which a field of priority was changed, but that of its beginning."""
    told = explained(lines)
    for kind, field in priority_fields(type(record)):
        about = [line for line in told if field in line.after or field in line.before]
        for sitting in sittings(about, plan.signed_off):
            if sitting[0].verb == "changed":
                yield kind, field, tuple(sitting)


def _items(plan: Plan, moves: Sequence[Difference]) -> list[Moved]:
    """Return what changed by the objective or initiative it belongs to, the most changes first."""
    of: dict[str, list[Difference]] = {}
    for each in moves:
        of.setdefault(_belongs(plan, each.what.record).id, []).append(each)
    there = {id: item for id in of if (item := plan.find(id))}
    named = slugs(plan, list(there.values()))
    found = [_item(item, named[id], of[id]) for id, item in there.items()]
    return sorted(found, key=lambda each: (-len(each.moves), -int(each.bare.value or 0)))


def _belongs(plan: Plan, record: Entity) -> Entity:
    served = plan.find(record.objective_id) if isinstance(record, KPI) else None
    return served or record


def _item(item: Entity, slug: str, moves: Sequence[Difference]) -> Moved:
    bare = [each for each in moves if not each.reason]
    id, name = f"churn.of.{slug}", f"“{item.called}”"
    counted = ((".all", "changes of priority", moves), (".bare", "without a reason", bare))
    figures = [
        Figure(
            f"{id}{end}", f"{name}: {label}", len(some), "", _METHOD,
            tuple(journal_line(each.newest) for each in some),
        )
        for end, label, some in counted
    ]  # fmt: skip
    return Moved(item, tuple(moves), *figures)


_METHOD = "Count of moves of a weight, target, date, owner or status, by the journal’s sittings."


def _counts(found: Churn) -> Iterator[Figure]:
    every, bare = len(found.moves), len(found.unexplained)
    sources = (f"journal from {found.since.isoformat()} on",)
    yield Figure("churn.all", "Changes of priority", every, "", _METHOD, sources)
    label, method = "Changes without a reason", "Those with none in the journal or a decision."
    yield Figure("churn.unexplained", label, bare, "", method, sources)
    if (share := percentage(bare, every)) is not None:
        label, method = "Share without a reason", "Changes without a reason ÷ changes."
        yield Figure("churn.unexplained-share", label, share, "%", method, sources)
