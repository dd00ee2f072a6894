"""The pieces of work that are meant to move the objectives."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import field_validator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, every
from workbook.strategy.entity import (
    Ending,
    Entity,
    Nouns,
    Records,
    choice,
    day,
    long_text,
    many,
    money,
    not_before_start,
    number,
    one,
    text,
)
from workbook.strategy.plan import Plan
from workbook.strategy.route.prerequisites import at_odds, circle

__all__ = ["Initiative", "asks", "live_work"]


class Initiative(Entity, table=True):
    """A piece of work that is meant to move objectives."""

    nouns = Nouns("initiative", "initiatives")
    line = ("name", "objective_ids", "owner_id", "due", "status")
    ending = Ending("Note that it was stopped", lambda _: {"status": "stopped"})

    name: str = text("Initiative", "What will be done, in a few words.", required=True)
    description: str = long_text("In short", "What changes when it is finished.")
    objective_ids: list[str] = many("objective", "Serves", "The objectives it moves.")
    distinction: Literal["not said", "sets us apart", "keeps us level"] = choice(
        "Own or copied", "Does it make you different, or do others have it too?",
        default="not said",
    )  # fmt: skip
    owner_id: str | None = one("person", "Owner", "The one person who answers for it.")
    status: Literal["not started", "in progress", "paused", "stopped", "done"] = choice(
        "Status", "Where it stands today.", default="not started"
    )
    start: date | None = day("Start")
    due: date | None = day("Due", "The date by which it is finished.")
    cost: float | None = money("Cost", "What it costs in all.")
    hours: float | None = number("Hours", "Working hours it takes in all.", ge=0)
    owner_hours: float | None = number(
        "Of these, the owner’s",
        "Hours that only the owner of the business can work. Empty: none.",
        ge=0,
    )
    needs_ids: list[str] = many(
        "initiative", "Needs first", "What has to be there before it can begin."
    )
    excludes_ids: list[str] = many("initiative", "Either this or", "Only one of them can be done.")
    must_because: str = text(
        "Must be done, because", "Only what leaves no choice, such as the law. Empty: it competes."
    )
    kpi_id: str | None = one(
        "kpi", "KPI it should move", "Empty: each KPI of the objectives that it serves."
    )
    settling: float | None = number(
        "Weeks to settle", "Left out before it is judged. Empty: four.", ge=0, le=104
    )

    _order = field_validator("due")(not_before_start)

    def rule(self, field: str, others: Records) -> str:
        """Refuse work that would need itself first, or what only one of the two can be."""
        if field not in ("needs_ids", "excludes_ids") or not getattr(self, field):
            return ""
        every = others.all(Initiative)
        needs = {each.id: each.needs_ids for each in every}
        excludes = {each.id: each.excludes_ids for each in every}
        round = circle(self.id, needs, others.name_of) if field == "needs_ids" else ""
        return round or at_odds(self.id, needs, excludes, others.name_of)


def live_work(plan: Plan) -> tuple[Initiative, ...]:
    """Return the initiatives that are still to be done: not started yet, or in progress."""
    return tuple(i for i in plan.all(Initiative) if i.status in ("not started", "in progress"))


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    found = plan.all(Initiative)
    live = live_work(plan)
    yield Ask(bool(found), "Add a first initiative.")
    yield from every(live, "owner_id", "Give {} an owner.")
    yield from every(live, "due", "Give {} a due date.")
    yield from every(live, "objective_ids", "Say which objective {} serves.")
