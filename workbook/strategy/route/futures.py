"""What nobody can know, the worlds it may lead to, and what each does to cash, hours and KPIs.

“Optimistic, likely, pessimistic” is one world three times. Two things that nobody can know, and on
which the answer hangs, make up to four worlds that differ in kind.
"""

from collections.abc import Iterator
from itertools import product
from typing import Literal

from pydantic import ValidationInfo, field_validator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, named
from workbook.strategy.entity import Entity, Nouns, Once, Records, many, number, one, text
from workbook.strategy.plan import Plan
from workbook.strategy.route import futures_bets, futures_moves
from workbook.wording import say_count

__all__ = [
    "MOST",
    "Corner",
    "End",
    "Shock",
    "Uncertainty",
    "World",
    "asks",
    "corners",
    "uncertainties",
]

MOST = 2
"""Uncertainties that make worlds: four worlds fit into a head, eight do not."""

End = Literal["low", "high"]
Corner = frozenset[tuple[str, str]]
"""Where each uncertainty, by its id, ends."""


_PERCENT = {"unit": "%"}


class Uncertainty(Entity, table=True):
    """Something that nobody can know, and on which the answer hangs."""

    nouns = Nouns("uncertainty", "uncertainties")

    name: str = text("What nobody can know", "Such as: how many cafés open.", required=True)
    low: str = text("It may go this way", "Such as: cafés close.", required=True)
    high: str = text("Or that way", "Such as: one opens in every street.", required=True)

    def rule(self, field: str, others: Records) -> str:
        """Refuse a third one."""
        there = [each for each in others.all(Uncertainty) if each.id != self.id]
        if field != "name" or len(there) < MOST:
            return ""
        both = f"“{there[0].name}” and “{there[1].name}”"
        return f"The two that the answer hangs on are enough: {both}. Take one of them away first."


class World(Entity, table=True):
    """What comes where some uncertainties end low and the others high.

    Changes are in percent of today's limits. An end that is empty is as the other one; both empty
    stand for no change.
    """

    nouns = Nouns("world", "worlds")

    low_ids: list[str] = many("uncertainty", "End that way", "Those that go the first way.")
    high_ids: list[str] = many("uncertainty", "End the other way", "Those that go the other way.")
    name: str = text("Name of this world", "A name that sticks: “Bread boom”.", required=True)
    cash_low: float | None = number(
        "Cash, at worst", "Change in percent; with a minus where there is less.",
        ge=-100, le=1000, extra=_PERCENT,
    )  # fmt: skip
    cash_high: float | None = number(
        "Cash, at best", "Empty: as at worst.", ge=-100, le=1000, extra=_PERCENT
    )
    hours_low: float | None = number(
        "Hours, at worst", "Change in percent, the owner’s hours with them.",
        ge=-100, le=1000, extra=_PERCENT,
    )  # fmt: skip
    hours_high: float | None = number(
        "Hours, at best", "Empty: as at worst.", ge=-100, le=1000, extra=_PERCENT
    )

    @field_validator("cash_high", "hours_high")
    @classmethod
    def _in_order(cls, high: float | None, info: ValidationInfo) -> float | None:
        low = info.data.get(str(info.field_name).replace("high", "low"))
        if high is not None and low is not None and high < low:
            raise ValueError(f"The best lies below the worst, {low:g}%.")
        return high

    @property
    def corner(self) -> Corner:
        """How the uncertainties end in it."""
        lows, highs = ((id, "low") for id in self.low_ids), ((id, "high") for id in self.high_ids)
        return frozenset((*lows, *highs))


class Shock(Entity, table=True):
    """What a world does to a KPI, and what one unit of that is worth in cash."""

    nouns = Nouns("change of a KPI", "changes of KPIs")
    line = ("world_id", "kpi_id", "low", "high")
    once = Once(
        "one_shock_a_world_and_kpi",
        ("world_id", "kpi_id"),
        "kpi_id",
        "What that world does to that KPI is said already. Change that.",
    )

    world_id: str = one("world", "World", required=True)
    kpi_id: str = one("kpi", "KPI", "What drives your cash.", required=True)
    low: float | None = number("At worst", "Change in the unit of the KPI.")
    high: float | None = number("At best", "Empty: as at worst.")
    worth: float | None = number(
        "Cash for each unit", "What one more of it brings, in the time that the limits are for."
    )

    @property
    def called(self) -> str:
        """It is known by its figures."""
        return f"{self.low} to {self.high}"


def uncertainties(plan: Plan) -> tuple[Uncertainty, ...]:
    """Return the one or two that make worlds, in list order."""
    return plan.all(Uncertainty)[:MOST]


def corners(plan: Plan) -> tuple[Corner, ...]:
    """Return how the uncertainties may end together: two ways for one, four for two."""
    known = uncertainties(plan)
    ends = product(*(((each.id, "low"), (each.id, "high")) for each in known))
    return tuple(map(frozenset, ends)) if known else ()


def asks(plan: Plan, quarter: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for; a first pack can do without all of it."""
    yield from futures_moves.asks(plan, quarter)
    yield from futures_bets.asks(plan, quarter)
    known = uncertainties(plan)
    first = "Say what nobody can know, and your plans hang on."
    yield Ask(bool(known), first, essential=False)
    if not known:
        return
    there = {world.corner for world in plan.all(World)}
    bare = sum(corner not in there for corner in corners(plan))
    yield Ask(not bare, f"Name {say_count(bare)} more of the worlds.", essential=False)
    half = [s for s in plan.all(Shock) if s.worth is None or (s.low is None and s.high is None)]
    names = named([plan.name_of(each.kpi_id) for each in half])
    missing = f"Say how {names} changes, and what one of it is worth."
    yield Ask(not half, missing, False, half[0].id if half else "")
