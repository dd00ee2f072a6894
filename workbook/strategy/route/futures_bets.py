"""Small bets outside the plan: a capped share of the hours, each with a day to scale it or stop."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, named
from workbook.strategy.entity import Ending, Entity, Nouns, choice, day, money, number, one, text
from workbook.strategy.plan import Plan

__all__ = ["Allowance", "Bet", "asks"]


class Allowance(Entity, table=True):
    """How much of the hours may go into what nobody planned."""

    nouns = Nouns("exploration allowance", "exploration allowances")

    share: float | None = number(
        "Share of the hours", "For all bets together. A twentieth, 5, is a good beginning.",
        ge=0, le=50, extra={"unit": "%"},
    )  # fmt: skip
    hours: float | None = number(
        "Of how many hours", "All that your people work in a quarter.", ge=0
    )

    @property
    def called(self) -> str:
        """It is known by its share."""
        return "" if self.share is None else f"{self.share:g}%"


class Bet(Entity, table=True):
    """Something that is tried to learn from it, and grown or stopped on a day that is fixed now."""

    nouns = Nouns("bet", "bets")
    line = ("name", "owner_id", "hours", "decide_on", "state")
    ending = Ending("Note that it was stopped", lambda _: {"state": "stopped"})

    name: str = text("Bet", "What you try, small enough to lose.", required=True)
    learn: str = text("What you want to learn", "A question that it answers.")
    hours: float | None = number("Hours", "In a quarter.", ge=0)
    cost: float | None = money("Cost", "The most that you can lose.")
    decide_on: date | None = day("Scale or stop on", "On this day it grows or it ends.")
    scale_if: str = text("Scale it if", "What you would have to see. Else it stops.")
    owner_id: str | None = one("person", "Owner", "The one person who says so.")
    state: Literal["running", "scaled", "stopped"] = choice(
        "State", "Where it stands today.", default="running"
    )


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what is missing of the bets; nothing while there is none."""
    running = [each for each in plan.all(Bet) if each.state == "running"]
    if not running:
        return
    for field, sentence in (
        ("decide_on", "Fix the day on which it is scaled or stopped: {}."),
        ("scale_if", "Say what you would have to see to scale it: {}."),
        ("hours", "Say how many hours it takes: {}."),
    ):
        bare = [each for each in running if getattr(each, field) in (None, "")]
        missing = sentence.format(named([each.name for each in bare]))
        yield Ask(not bare, missing, False, bare[0].id if bare else "", field)
