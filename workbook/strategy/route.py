"""How the business gets there: initiatives, their milestones, and the decisions taken."""

from datetime import date
from typing import Literal

from pydantic import field_validator

from workbook.strategy.destination import not_before_start
from workbook.strategy.entity import (
    Entity,
    choice,
    day,
    long_text,
    many,
    money,
    number,
    one,
    text,
)

__all__ = ["Decision", "Initiative", "Milestone", "NotDoing"]


class Initiative(Entity, table=True):
    """A piece of work that is meant to move objectives."""

    name: str = text("Initiative", "What will be done, in a few words.", required=True)
    description: str = long_text("In short", "What changes when it is finished.")
    objective_ids: list[str] = many("objective", "Serves", "The objectives it moves.")
    distinction: Literal["not said", "sets us apart", "keeps us level"] = choice(
        "Own or copied", "Does it make you different, or do others have it too?",
        default="not said",
    )  # fmt: skip
    owner_id: str | None = one("person", "Owner", "The one person who answers for it.")
    status: Literal["proposed", "in progress", "paused", "stopped", "done"] = choice(
        "Status", "Where it stands today.", default="proposed"
    )
    start: date | None = day("Start")
    due: date | None = day("Due", "The date by which it is finished.")
    cost: float | None = money("Cost", "What it costs in all.")
    hours: float | None = number("Hours", "Working hours it takes in all.", ge=0)

    _order = field_validator("due")(not_before_start)


class NotDoing(Entity, table=True):
    """Something that the business has decided not to do, so that the rest gets done."""

    __tablename__ = "not_doing"

    name: str = text("We will not", "What you will not do, in a few words.", required=True)
    reason: str = long_text("Because", "What it would cost, or keep you from.")
    reopen_when: str = text("Look at it again when", "What would have to change.")
    watch_for: str = text(
        "Words to watch for", "Words that give such work away, with commas: app, online shop."
    )


class Milestone(Entity, table=True):
    """A point on the way of an initiative that is either reached or not."""

    initiative_id: str = one("initiative", "Initiative", required=True)
    name: str = text("Milestone", "What is there when it is reached.", required=True)
    due: date | None = day("Due")
    done_on: date | None = day("Reached on", "Empty until it is reached.")


class Decision(Entity, table=True):
    """A choice that was made or has to be made, with its reason."""

    title: str = text("Decision", "What is decided, as a sentence.", required=True)
    kind: Literal["start", "pause", "stop", "continue", "other"] = choice(
        "Kind", "What it does to the work.", default="other"
    )
    initiative_id: str | None = one("initiative", "Initiative", "The work it is about, if any.")
    reason: str = long_text("Reason", "Why this, and not something else.")
    owner_id: str | None = one("person", "Owner", "Who sees that it happens.")
    due: date | None = day("Needed by", "When it must be decided, while it is open.")
    decided_on: date | None = day("Decided on", "Empty while it is still to be decided.")
    reopen_when: str = text("Reopen when", "What would make you look at it again.")
