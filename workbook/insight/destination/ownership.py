"""Who answers for what: one owner for each live item, and nobody with more than one can carry."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from workbook.insight.destination.ownership_hours import Hours, hours_of, too_many, uncounted
from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.live import live_items
from workbook.insight.naming import named
from workbook.insight.provenance import count, rows, slugs
from workbook.quarter import Quarter
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.strategy.route import Initiative
from workbook.strategy.start import Person
from workbook.wording import say_count

__all__ = ["MOST", "RULE", "SHORT_RULE", "Load", "Ownership", "ownership"]

MOST = 7
_MANY = 8  # from so many items on, more than half of them is too much for one of several people
SHORT_RULE = "Too much: over seven, or over half of eight or more."
RULE = (
    "Live items are objectives that have not ended and are not both due and reached, KPIs but "
    "those of ended objectives, initiatives not started or in progress, open actions and open "
    "decisions. More than seven of them is too much for one person; so is more than half of all, "
    "where there are at least eight and somebody else."
)

_Items = Mapping[type[Entity], tuple[Entity, ...]]


@dataclass(frozen=True)
class Load:
    """What one person owns, by its kind, and the hours that it takes in each quarter, if known.

    `too_much` says that it is more than one can carry.
    """

    person: Person
    items: _Items
    too_much: bool
    hours: tuple[Hours, ...] = ()

    @property
    def all(self) -> tuple[Entity, ...]:
        """Everything that the person owns."""
        return tuple(chain(*self.items.values()))


@dataclass(frozen=True)
class Ownership(Finding):
    """Live items by person, the heaviest load first; `ownerless` names what nobody owns.

    `uncounted` says which work is in no hours.
    """

    loads: tuple[Load, ...]
    ownerless: tuple[str, ...]
    total: int
    uncounted: str
    figures: tuple[Figure, ...]

    @property
    def overloaded(self) -> tuple[Load, ...]:
        """Those who carry more than one person can, by the rule."""
        return tuple(load for load in self.loads if load.too_much)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to put right, as sentences."""
        return tuple(self._said())

    def _said(self) -> Iterator[str]:
        if self.ownerless:
            items = named([f"the {item}" for item in self.ownerless])
            yield f"Nobody owns {items}. Name one person for each."
        every = say_count(self.total, "live item")
        for load in self.overloaded:
            own = len(load.all)
            owns = f"{load.person.name} owns {say_count(own)} of {every}"
            if own > MOST:
                over = say_count(own - MOST)
                yield f"{owns}; seven is plenty. Agree who takes {over} of them, or what can wait."
            else:
                yield f"{owns}, more than half. Agree who takes some of them."
        for load in self.loads:
            yield from too_many(load.person.name, load.hours)

    @property
    def concerns(self) -> tuple[str, ...]:
        """Who owns too much."""
        loaded = [load.person.name for load in self.overloaded]
        return (f"Owning too much at once: {named(loaded)}.",) if loaded else ()


@finding
def ownership(plan: Plan, quarter: Quarter) -> Ownership:
    """Return who owns what at the end of a quarter."""
    items = live_items(plan, quarter)
    every = tuple(chain(*items.values()))
    people = [person for person in plan.all(Person) if not person.has_left(quarter.end)]
    names = slugs(plan, people)
    loads = [
        _load(person, items, len(every), len(people), hours)
        for person in people
        for hours in [hours_of(plan, quarter, person, names[person.id], _work(items, person))]
    ]
    known = {person.id for person in people}
    bare = [record for record in every if _owner(record) not in known]
    return Ownership(
        loads=tuple(sorted(loads, key=lambda load: -len(load.all))),
        ownerless=rows(plan, bare),
        total=len(every),
        uncounted=uncounted(_work(items)),
        figures=(
            count(plan, "alignment.items.live", "Live items", every,
                  f"Count of live items. {RULE}"),
            count(plan, "alignment.items.ownerless", "Live items without an owner", bare,
                  "Count of live items whose owner is empty, or has left."),
            *_figures(plan, loads, names),
        ),
    )  # fmt: skip


def _owner(record: Entity) -> str:
    return getattr(record, "owner_id", None) or ""


def _work(items: _Items, person: Person | None = None) -> list[Initiative]:
    """Return the live initiatives: those of one owner, or all."""
    live = [each for each in items[Initiative] if isinstance(each, Initiative)]
    return [each for each in live if person is None or each.owner_id == person.id]


def _load(person: Person, items: _Items, total: int, people: int, hours: tuple[Hours, ...]) -> Load:
    owned = {
        kind: tuple(record for record in found if _owner(record) == person.id)
        for kind, found in items.items()
    }
    own = sum(map(len, owned.values()))
    too_big_a_share = people > 1 and total >= _MANY and 2 * own > total
    return Load(person, owned, own > MOST or too_big_a_share, hours)


def _figures(plan: Plan, loads: list[Load], names: Mapping[str, str]) -> Iterator[Figure]:
    method = "Count of the live items that the person owns"
    for load in loads:
        id, who = f"alignment.owner.{names[load.person.id]}", load.person.name
        behind = rows(plan, load.all)
        for kind, records in load.items.items():
            words = kind.nouns.many
            yield Figure(
                f"{id}.{words.lower()}", f"{who}: {words}", len(records), "",
                f"{method}, by kind.", behind,
            )  # fmt: skip
        yield Figure(f"{id}.all", f"{who}: all", len(load.all), "", f"{method}.", behind)
        yield from (each.taken for each in load.hours)
