"""Who answers for what: one owner for each live item, and nobody with more than one can carry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbook.insight.figure import Figure
from workbook.insight.live import live_items
from workbook.insight.naming import named
from workbook.insight.provenance import rows, slugs
from workbook.quarter import Quarter
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.strategy.start import Person
from workbook.wording import say_count

__all__ = ["MOST", "RULE", "SHORT_RULE", "Load", "Ownership", "ownership"]

MOST = 7
_MANY = 8  # from so many items on, more than half of them is too much for one of several people
SHORT_RULE = "Too much: over seven, or over half of eight or more."
RULE = (
    "Live items are objectives that are not both due and reached, KPIs, initiatives proposed or in "
    "progress, open actions and open decisions. More than seven of them is too much for one "
    "person; so is more than half of all, where there are at least eight and somebody else."
)


@dataclass(frozen=True)
class Load:
    """What one person owns; `counts` holds a number for each kind, in the order of the kinds."""

    person: str
    counts: tuple[int, ...]
    overloaded: bool

    @property
    def total(self) -> int:
        """How many live items the person owns."""
        return sum(self.counts)


@dataclass(frozen=True)
class Ownership:
    """Live items by person, the heaviest load first, and the items that nobody owns.

    `kinds` names what `Load.counts` counts; `ownerless` names each item with its kind.
    """

    kinds: tuple[str, ...]
    loads: tuple[Load, ...]
    ownerless: tuple[str, ...]
    total: int
    figures: tuple[Figure, ...]

    @property
    def overloaded(self) -> tuple[Load, ...]:
        """Those who carry more than one person can, by the rule."""
        return tuple(load for load in self.loads if load.overloaded)

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
            owns = f"{load.person} owns {say_count(load.total)} of {every}"
            if load.total > MOST:
                over = say_count(load.total - MOST)
                yield f"{owns}; seven is plenty. Agree who takes {over} of them, or what can wait."
            else:
                yield f"{owns}, more than half. Agree who takes some of them."


def ownership(plan: Plan, quarter: Quarter) -> Ownership:
    """Return who owns what at the end of a quarter."""
    items = live_items(plan, quarter)
    found = [(person, _owned(items, person)) for person in plan.all(Person)]
    total = sum(map(len, items.values()))
    loads = [_load(person, owned, total, len(found)) for person, owned in found]
    known = {person.id for person in plan.all(Person)}
    bare = [record for kind in items.values() for record in kind if _owner(record) not in known]
    return Ownership(
        kinds=tuple(kind.nouns.one for kind in items),
        loads=tuple(sorted(loads, key=lambda load: -load.total)),
        ownerless=rows(plan, bare),
        total=total,
        figures=(
            *_totals(plan, [record for kind in items.values() for record in kind], bare),
            *_figures(plan, found),
        ),
    )


_Owned = Mapping[type[Entity], Sequence[Entity]]


def _owner(record: Entity) -> str:
    return getattr(record, "owner_id", None) or ""


def _owned(items: _Owned, person: Person) -> _Owned:
    return {kind: [r for r in found if _owner(r) == person.id] for kind, found in items.items()}


def _load(person: Person, owned: _Owned, total: int, people: int) -> Load:
    counts = tuple(map(len, owned.values()))
    own = sum(counts)
    too_big_a_share = people > 1 and total >= _MANY and 2 * own > total
    return Load(person.name, counts, own > MOST or too_big_a_share)


def _totals(plan: Plan, items: Sequence[Entity], bare: Sequence[Entity]) -> Iterator[Figure]:
    live = "Count of live items"
    yield Figure(
        "alignment.items.live", "Live items", len(items), "", f"{live}. {RULE}", rows(plan, items)
    )
    yield Figure(
        "alignment.items.ownerless", "Live items without an owner", len(bare), "",
        f"{live} whose owner is empty.", rows(plan, bare),
    )  # fmt: skip


def _figures(plan: Plan, found: Sequence[tuple[Person, _Owned]]) -> Iterator[Figure]:
    names = slugs(plan, [person for person, _ in found])
    for person, owned in found:
        id = f"alignment.owner.{names[person.id]}"
        every = [record for kind in owned.values() for record in kind]
        behind = rows(plan, every)
        for kind, records in owned.items():
            word = kind.nouns.many
            yield Figure(
                f"{id}.{word.lower()}", f"{person.name}: {word}", len(records),
                method="Count of the live items that the person owns, by kind.", sources=behind,
            )  # fmt: skip
        yield Figure(
            f"{id}.all", f"{person.name}: all", len(every),
            method="Count of the live items that the person owns.", sources=behind,
        )  # fmt: skip
