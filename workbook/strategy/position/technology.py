"""What technology lets the business do, what its objectives need of it, and what was bought."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from pydantic import ValidationInfo, field_validator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, named
from workbook.strategy.entity import (
    Entity,
    Nouns,
    choice,
    day,
    long_text,
    many,
    money,
    number,
    one,
    text,
)
from workbook.strategy.plan import Plan
from workbook.wording import say_number

__all__ = ["AREAS", "LEVELS", "PROOF", "Benefit", "Capability", "Level", "asks"]

Level = Literal["0", "1", "2", "3", "4", "5"]

LEVELS: Mapping[str, str] = {
    "0": "0 – absent: we cannot do this",
    "1": "1 – by hand, by one person",
    "2": "2 – repeatable: others can do it the same way",
    "3": "3 – written down, and used as written",
    "4": "4 – measured: a number is looked at",
    "5": "5 – improved: the number leads to changes",
}

PROOF: Mapping[str, str] = {
    "1": "the person who can do it",
    "2": "two people who did it the same way",
    "3": "the instructions, and a sign that they are used",
    "4": "the number, and who looks at it when",
    "5": "what was changed because of the number",
}
"""What somebody could show for a level."""

AREAS: Mapping[str, str] = {
    "customer": "Customers – what they meet",
    "operations": "Operations – making and delivering",
    "support": "Support – keeping the business running",
}


class Capability(Entity, table=True):
    """Something that the business has to be able to do with technology, whichever system does it.

    `level` and `needed` are empty until somebody has judged them; empty is not 0.
    """

    nouns = Nouns("capability", "capabilities")
    line = ("name", "objective_id", "level", "needed", "owner_id")

    name: str = text(
        "Capability", "What you can do, not the system: “Take orders at night”.", required=True
    )
    area: Literal["customer", "operations", "support"] = choice(
        "Place", "Where in the business it belongs.", default="customer", labels=AREAS
    )
    objective_id: str | None = one("objective", "Serves", "The objective that needs it most.")
    level: Level | None = choice("Level now", "How it really is.", default=None, labels=LEVELS)
    needed: Level | None = choice(
        "Level needed", "What the objective needs; rarely 5.", default=None, labels=LEVELS
    )
    evidence: str = long_text("How you know", "What you could show somebody: a list, a number.")
    systems: str = text("Done with", "The systems and tools, with commas: till, spreadsheet.")
    owner_id: str | None = one("person", "Owner", "The one person who answers for it.")
    judge_ids: list[str] = many("person", "Judged by", "Everybody who agreed on the levels.")


class Benefit(Entity, table=True):
    """Technology that is paid for, what it was to bring, and what it brings.

    What was promised and what was realised are counted in the same `unit`; more is better.
    """

    nouns = Nouns("benefit", "benefits")
    line = ("name", "objective_id", "cost", "every", "owner_id")

    name: str = text("What you pay for", "Such as the till, or the booking system.", required=True)
    objective_id: str | None = one("objective", "Serves", "The objective it was bought for.")
    owner_id: str | None = one("person", "Owner", "The one person who answers for it.")
    cost: float | None = money("Cost", "What it costs each time it is paid.")
    every: Literal["month", "quarter", "year"] = choice(
        "Paid each", "Spread what you paid once over the years you use it.", default="month"
    )
    gain: str = text("What it was to bring", "Such as hours saved, or orders won.")
    unit: str = text("Counted in", "Such as hours a week.", limit=40)
    promised: float | None = number("Promised", "How much was hoped for. More is better.")
    promised_by: date | None = day("By when", "The date it was promised for.")
    realised: float | None = number("Realised", "How much there is today.")
    realised_on: date | None = day("Counted on", "When you last looked.")
    seats: float | None = number("Paid for", "How many people or licences.", ge=0)
    used: float | None = number("In use", "How many of them really use it.", ge=0)

    @field_validator("used")
    @classmethod
    def _no_more_than_paid(cls, used: float | None, info: ValidationInfo) -> float | None:
        seats = info.data.get("seats")
        if used is not None and seats is not None and used > seats:
            raise ValueError(f"More are in use than the {say_number(seats)} that you pay for.")
        return used


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for; a first pack can do without all of it."""
    can = plan.all(Capability)
    first = "Name a first technology capability: something the business must be able to do."
    yield Ask(bool(can), first, essential=False)
    yield from _each(can, "level", "Say how well you can do it now: {}.")
    yield from _each(can, "needed", "Say how well you have to be able to: {}.")
    yield from _each(can, "objective_id", "Say which objective needs it: {}.")
    yield Ask(
        bool(plan.all(Benefit)), "Name a first thing you pay for in technology.", essential=False
    )
    # Spend that serves no objective is nothing that is missing: it is found, as drift.


def _each(records: Sequence[Capability], field: str, sentence: str) -> Iterator[Ask]:
    bare = [record for record in records if getattr(record, field) is None]
    if records:
        missing = sentence.format(named([record.name for record in bare]))
        yield Ask(not bare, missing, False, bare[0].id if bare else "", field)
