"""Where money and hours go against what the objectives weigh, and what would close the gap."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from workbook.insight.figure import Figure, percentage
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import named
from workbook.insight.position.benefits import benefits
from workbook.insight.provenance import rows, slugs
from workbook.insight.spread import Span
from workbook.methods.allocation import Move, misallocation
from workbook.quarter import Quarter
from workbook.strategy.destination import Objective, open_objectives
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.strategy.route import Initiative
from workbook.strategy.route.initiatives import set_aside
from workbook.strategy.start import Business
from workbook.wording import say_date

__all__ = ["Effort", "Measure", "Row", "Transfer", "effort"]

AHEAD = 2
"""Quarters after this one whose planned work is counted, too: what can still be moved."""

_LIVE = ("not started", "in progress", "done")


@dataclass(frozen=True)
class Row:
    """What one objective takes of one measure: shares in percent, and the amount.

    Without an objective it is what serves none that has a weight.
    """

    objective: Objective | None
    amount: Figure
    share: Figure
    weight: float

    @property
    def name(self) -> str:
        """The objective's name."""
        return self.objective.name if self.objective else "What serves none that has a weight"


@dataclass(frozen=True)
class Transfer:
    """A move that would bring shares and weights together: `amount` in the measure's unit."""

    source: str
    target: str
    amount: Figure


@dataclass(frozen=True)
class Measure:
    """Money or hours: one row an objective, the share that would have to move, and two moves.

    `unknown` names the work and the technology of which it is not said, so that they count nothing.
    """

    name: str
    rows: tuple[Row, ...]
    index: Figure
    moves: tuple[Transfer, ...]
    unknown: tuple[str, ...]

    @property
    def lacks(self) -> str:
        """Whose part nobody has said, in a sentence; empty where all is known."""
        what = "what it costs" if self.name == "money" else "how many hours it takes"
        return f"Without {named(self.unknown)}: nobody has said {what}." if self.unknown else ""


@dataclass(frozen=True)
class Effort(Finding):
    """The measures that are known; none where objectives have no weights, or nothing is planned.

    `unplaced` names the work that has a cost or hours but no start or due date: it is not counted.
    """

    first: date
    last: date
    measures: tuple[Measure, ...]
    unplaced: tuple[str, ...]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the table and of the moves."""
        return tuple(figure for measure in self.measures for figure in _of(measure))


def _of(measure: Measure) -> Iterator[Figure]:
    yield measure.index
    for row in measure.rows:
        yield from (row.amount, row.share)
    yield from (move.amount for move in measure.moves)


@finding
def effort(plan: Plan, quarter: Quarter) -> Effort:
    """Return how planned money and hours lie against weights, in this quarter and the next two."""
    span = Span(quarter.start, quarter.plus(AHEAD).end)
    owners = _Owners(open_objectives(plan, quarter.previous.end))
    if len(owners.weighted) < 2:
        return Effort(span.first, span.last, (), ())
    going = (each for each in plan.all(Initiative) if each.status in _LIVE)
    work = [each for each in going if not set_aside(plan, each)]
    business = plan.only(Business)
    purchases = benefits(plan, quarter).purchases
    bought = [
        (each.benefit, owners.of([each.benefit.objective_id]), each.cost * (AHEAD + 1))
        for each in purchases
        if each.cost
    ]
    bare = [each.benefit.name for each in purchases if each.cost is None]
    money = [*_planned(work, "cost", span, owners), *bought]
    hours = [*_planned(work, "hours", span, owners)]
    unit = business.currency if business else ""
    found = (
        *_Sum(plan, owners.weighted, span, "money", unit, money, _unsaid(work, "cost", span, bare)),
        *_Sum(plan, owners.weighted, span, "hours", "hours", hours, _unsaid(work, "hours", span)),
    )
    undated = (each.name for each in work if (each.cost or each.hours) and not _dated(each))
    return Effort(span.first, span.last, found, tuple(undated))


class _Owners:
    """Which objective with a weight stands behind another: itself, or the nearest it is part of."""

    def __init__(self, objectives: Sequence[Objective]) -> None:
        self._by_id = {each.id: each for each in objectives}
        self.weighted = tuple(each for each in objectives if each.weight)

    def of(self, ids: Iterable[str | None]) -> list[str]:
        """Return the ids of those behind the ones that something serves; an empty one for none."""
        return [id for id in dict.fromkeys(map(self._behind, ids)) if id] or [""]

    def _behind(self, id: str | None) -> str:
        each, seen = self._by_id.get(id or ""), set[str]()
        while each and not each.weight and each.id not in seen:
            seen.add(each.id)
            each = self._by_id.get(each.parent_id or "")
        return each.id if each and each.weight else ""


_Taken = tuple[Entity, list[str], float]
"""What takes something, the objectives that share it equally, and how much it takes in all."""


def _dated(each: Initiative) -> bool:
    return each.start is not None and each.due is not None


def _planned(
    work: Sequence[Initiative], field: str, span: Span, owners: _Owners
) -> Iterator[_Taken]:
    for each in work:
        value = getattr(each, field)
        if value and each.start and each.due:
            part = value * span.part(each.start, each.due)
            if part:
                yield each, owners.of(each.objective_ids), part


def _unsaid(
    work: Sequence[Initiative], field: str, span: Span, more: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return the names of the work ahead of which a field is empty, and what `more` there is."""
    ahead = (
        each.name
        for each in work
        if getattr(each, field) is None
        and (each.due or span.first) >= span.first
        and (each.start or span.last) <= span.last
    )
    return (*ahead, *more)


@dataclass(frozen=True)
class _Sum:
    """What is `taken` of one measure, told objective by objective."""

    plan: Plan
    weighted: tuple[Objective, ...]
    span: Span
    name: str
    unit: str
    taken: Sequence[_Taken]
    unknown: tuple[str, ...]

    def __iter__(self) -> Iterator[Measure]:
        """Yield what it comes to, if anything is taken at all."""
        weights = [each.weight or 0.0 if each else 0.0 for each in self._stands]
        if (found := misallocation([self._of(each) for each in self._stands], weights)) is None:
            return
        yield Measure(
            self.name,
            tuple(
                self._row(each, share, wanted)
                for each, share, wanted in zip(self._stands, found.spent, found.wanted, strict=True)
            ),
            self._index(found.index),
            tuple(self._transfer(n, move) for n, move in enumerate(found.moves, start=1)),
            self.unknown,
        )

    @cached_property
    def _stands(self) -> tuple[Objective | None, ...]:
        return (*self.weighted, None) if self._amounts[""] else self.weighted

    @cached_property
    def _amounts(self) -> Counter[str]:
        amounts: Counter[str] = Counter()
        for _, served, amount in self.taken:
            amounts.update({id: amount / len(served) for id in served})
        return amounts

    @cached_property
    def _slugs(self) -> dict[str, str]:
        return {**slugs(self.plan, self.weighted), "": "no-objective"}

    def _of(self, each: Objective | None) -> float:
        return float(self._amounts[_id(each)])

    def _row(self, each: Objective | None, share: float, wanted: float) -> Row:
        id = f"effort.{self.name}.{self._slugs[_id(each)]}"
        label = f"{self.name.capitalize()} for {_name(each)}"
        takers = [taker for taker, served, _ in self.taken if _id(each) in served]
        sources = rows(self.plan, takers)
        days = f"{say_date(self.span.first)} to {say_date(self.span.last)}"
        paid = ", and what technology costs" if self.name == "money" else ""
        method = f"{_PLANNED.format(days=days, paid=paid)} {_SHARED}"
        part = f"Its part of all {self.name} so planned."
        return Row(
            each,
            Figure(id, label, self._of(each), self.unit, method, sources, places=0),
            Figure(f"{id}.share", f"{label}: share", percentage(share, 100), "%", part, sources),
            percentage(wanted, 100) or 0,
        )

    def _index(self, index: float) -> Figure:
        label = f"{self.name.capitalize()} that would have to move"
        sources = rows(self.plan, [each for each, _, _ in self.taken])
        return Figure(
            f"effort.{self.name}.index", label, percentage(index, 100), "%", _INDEX, sources, _ASKS
        )  # fmt: skip

    def _transfer(self, number: int, move: Move) -> Transfer:
        source, target = (_name(self._stands[place]) for place in (move.source, move.target))
        label = f"{self.name.capitalize()} to move from {source} to {target}"
        sources = rows(self.plan, [each for each, _, _ in self.taken])
        id = f"effort.{self.name}.move-{number}"
        amount = Figure(id, label, move.amount, self.unit, _MOVED, sources, places=0)
        return Transfer(source, target, amount)


_PLANNED = "Planned from {days}: spread evenly over the days from start to due{paid}."
_SHARED = "What serves several objectives counts for each in equal parts."
_MOVED = "The less of what the one has too much and the other too little, against the weights."
_INDEX = "Half the sum of the differences between share and weight (Duncan & Duncan 1955)."
_ASKS = "What is cheap is not neglected: it asks, and does not judge."


def _id(objective: Objective | None) -> str:
    return objective.id if objective else ""


def _name(objective: Objective | None) -> str:
    return f"“{objective.name}”" if objective else "what serves no objective that has a weight"
