"""What survives in the worlds that may come, and what going on as chosen would cost there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbook.errors import NoFeasibleChoice
from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.insight.provenance import rows, slugs
from workbook.insight.route.affordable import affordable
from workbook.insight.route.futures_parts import Ahead, Fate, Future, Kind
from workbook.insight.route.rivals import Rivals, limited, rivals, taken
from workbook.insight.route.worth import worth
from workbook.methods.portfolio import Choice, choose_each
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.route import Initiative, Limits, Shock, World
from workbook.strategy.route.futures import End, corners, uncertainties
from workbook.strategy.start import Business
from workbook.wording import say_count, say_list

__all__ = ["Futures", "futures"]

SECONDS = 5.0  # for all worlds together


@dataclass(frozen=True)
class Futures(Finding):
    """The worlds that have a name, and the initiatives in them; or what keeps them from being told.

    `hinges` says on which uncertainty the choice hangs more.
    """

    worlds: tuple[Ahead, ...] = ()
    works: tuple[Future, ...] = ()
    hinges: tuple[str, ...] = ()
    trouble: str = ""
    begun: bool = False

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the worlds."""
        return tuple(figure for each in self.worlds for figure in each.figures)

    def of(self, kind: Kind) -> tuple[Future, ...]:
        """Return the initiatives of this kind."""
        return tuple(each for each in self.works if each.kind == kind)

    @property
    def concerns(self) -> tuple[str, ...]:
        """Worlds that cannot carry what must be done, and what fits today and in no world."""
        sunk = [each.world.name for each in self.worlds if not each.carries]
        said = [f"What must be done cannot be done at worst in {quoted(sunk)}."] if sunk else []
        frail = [each.work.name for each in self.of(Kind.NONE) if each.today]
        if frail:
            said.append(f"It fits today, and in no world at worst: {quoted(frail)}.")
        return tuple(said)


@finding
def futures(plan: Plan, quarter: Quarter) -> Futures:
    """Return what survives in the worlds ahead, once two of them have a name."""
    known = uncertainties(plan)
    there = {each.corner: each for each in plan.all(World)}
    worlds = [there[corner] for corner in corners(plan) if corner in there]
    if not known:
        return Futures()
    if len(worlds) < 2:
        return Futures(begun=True, trouble="Give two worlds a name; then you see what survives.")
    today = affordable(plan, quarter)
    if not today.chosen:
        return Futures(begun=True, trouble=_no_set(today.trouble))
    given = plan.only(Limits)
    assert given is not None
    return _Ahead(plan, quarter, given, worlds, {p.work.id for p in today.chosen}).told()


def _no_set(troubles: Sequence[str]) -> str:
    if troubles:
        return f"First it has to be known what fits today. {troubles[0]}"
    return (
        "First it has to be known what fits today: give a limit and what each initiative takes, "
        "under “Choosing”."
    )


@dataclass(frozen=True)
class _Ahead:
    """What the sets of all worlds are looked for in."""

    plan: Plan
    quarter: Quarter
    given: Limits
    worlds: Sequence[World]
    today: set[str]

    @cached_property
    def names(self) -> tuple[str, ...]:
        return limited(self.given)

    @cached_property
    def points(self) -> Mapping[str, float]:
        return worth(self.plan, self.quarter).points

    @cached_property
    def rivals(self) -> Rivals:
        return rivals(self.plan, self.names, worth(self.plan, self.quarter))

    @cached_property
    def currency(self) -> str:
        business = self.plan.only(Business)
        return business.currency if business else ""

    def told(self) -> Futures:
        there = [self._there(world, end) for world in self.worlds for end in ("low", "high")]
        limits = [{name: max(0.0, value) for name, value in each.items()} for each in there]
        best = self._solved(self.rivals.weighed, limits)
        kept = [work for work in self.rivals.weighed if work.id in self.today]
        held = self._solved(kept, limits[::2])
        slug = slugs(self.plan, self.worlds)
        ahead = tuple(
            self._world(world, slug[world.id], (best[2 * i], best[2 * i + 1]), held[i],
                        (there[2 * i], there[2 * i + 1]))
            for i, world in enumerate(self.worlds)
        )  # fmt: skip
        works = tuple(
            Future(work, tuple(_fate(place, each.choices) for each in ahead), work.id in self.today)
            for place, work in enumerate(self.rivals.weighed)
        )
        order = list(Kind)
        works = tuple(sorted(works, key=lambda each: order.index(each.kind)))
        return Futures(ahead, works, tuple(self._hinges(works)), begun=True)

    def _there(self, world: World, end: End) -> dict[str, float]:
        """Return what there is of each limit at one end of a world: below 0 where cash is owed."""
        cash, hours = (_change(world, field, end) for field in ("cash", "hours"))
        found = {name: float(getattr(self.given, name)) for name in self.names}
        for name in found:
            found[name] *= 1 + (cash if name == "cash" else hours) / 100
        if "cash" in found:
            found["cash"] += sum(self._shocks(world, end))
        return found

    def _shocks(self, world: World, end: End) -> Iterator[float]:
        for shock in self.plan.of(Shock, "world_id", world.id):
            ends = [value for value in (shock.low, shock.high) if value is not None]
            if ends and shock.worth is not None:
                effects = [each * shock.worth for each in ends]
                yield min(effects) if end == "low" else max(effects)

    def _solved(
        self, works: Sequence[Initiative], limits: Sequence[Mapping[str, float]]
    ) -> tuple[Choice | NoFeasibleChoice, ...]:
        at = {each.id: place for place, each in enumerate(works)}
        pairs = [(a, b) for a, b in self.rivals.needs if a in at and b in at]
        return choose_each(
            [self.points.get(each.id, 0.0) for each in works],
            [[taken(each, name) for each in works] for name in self.names],
            [list(each.values()) for each in limits],
            requires=[(at[a], at[b]) for a, b in pairs],
            excludes=[(at[a], at[b]) for a, b in self.rivals.excludes if a in at and b in at],
            must=[at[each.id] for each in self.rivals.must if each.id in at],
            seconds=SECONDS,
        )

    def _world(
        self,
        world: World,
        slug: str,
        choices: tuple[Choice | NoFeasibleChoice, Choice | NoFeasibleChoice],
        held: Choice | NoFeasibleChoice,
        there: tuple[Mapping[str, float], Mapping[str, float]],
    ) -> Ahead:
        ended = dict(world.corner)
        ends = [getattr(each, ended[each.id]) for each in uncertainties(self.plan)]
        figures = (
            *self._of_set(world, f"futures.{slug}", choices[0], held),
            *self._cash(world, f"futures.{slug}", there),
        )
        return Ahead(world, tuple(ends), choices, figures)

    def _of_set(
        self, world: World, id: str, best: Choice | NoFeasibleChoice, held: object
    ) -> Iterator[Figure]:
        if not isinstance(best, Choice):
            return
        source, about = rows(self.plan, [self.given, world]), f"“{world.name}”"
        method = "The set of most points within the limits of that world at worst; a 0/1 programme."
        value = round(best.value, 1)
        yield Figure(
            f"{id}.points", f"{about}: points of what fits", value, "points", method, source,
            " ".join(filter(None, [_SAME, best.caveat])), 1,
        )  # fmt: skip
        if isinstance(held, Choice):
            yield Figure(
                f"{id}.regret", f"{about}: regret of today’s choice", round(value - held.value, 1),
                "points", "Points of what fits there, minus those of the best that is left of "
                "today’s choice.", source, _SAME, 1,
            )  # fmt: skip

    def _cash(
        self, world: World, id: str, there: tuple[Mapping[str, float], Mapping[str, float]]
    ) -> Iterator[Figure]:
        if "cash" not in self.names:
            return
        shocks = self.plan.of(Shock, "world_id", world.id)
        kept = [work for work in self.rivals.weighed if work.id in self.today]
        spent = sum(taken(work, "cash") for work in kept)
        source = rows(self.plan, [self.given, world, *shocks])
        for end, name, limit in zip(
            ("worst", "best"), ("cash-low", "cash-high"), there, strict=True
        ):
            label = f"“{world.name}”: cash left at {end}, if today’s choice is done unchanged"
            yield Figure(
                f"{id}.{name}", label, round(limit["cash"] - spent), self.currency, _LEFT, source,
                places=0,
            )  # fmt: skip

    def _hinges(self, works: Sequence[Future]) -> Iterator[str]:
        """Yield of each uncertainty how many initiatives turn with it alone."""
        at = {world.corner: place for place, world in enumerate(self.worlds)}
        for uncertain in uncertainties(self.plan):
            low, high = (frozenset({(uncertain.id, end)}) for end in ("low", "high"))
            pairs = [
                (at[corner], at[other])
                for corner in at
                if low <= corner and (other := corner - low | high) in at
            ]
            turned = [
                each.work.name
                for each in works
                if any((each.fates[a] == Fate.IN) != (each.fates[b] == Fate.IN) for a, b in pairs)
            ]
            if pairs:
                which = f": {say_list(turned)}" if turned else ""
                count = say_count(len(turned), "initiative")
                yield f"With “{uncertain.name}” {count} {_turn(len(turned))}{which}."


_SAME = "Points are the same in each world: only what can be afforded differs."
_LEFT = (
    "The limit, changed as the world says, and changes of KPIs × what a unit is worth, minus what "
    "today’s choice costs."
)


def _turn(count: int) -> str:
    return "turns" if count == 1 else "turn"


def _change(world: World, field: str, end: End) -> float:
    low, high = getattr(world, f"{field}_low"), getattr(world, f"{field}_high")
    first, other = (low, high) if end == "low" else (high, low)
    return float(first if first is not None else other if other is not None else 0)


def _fate(place: int, choices: tuple[Choice | NoFeasibleChoice, ...]) -> Fate:
    low, high = (isinstance(each, Choice) and place in each.selected for each in choices)
    return Fate.IN if low else Fate.LUCKY if high else Fate.OUT
