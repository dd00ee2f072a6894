"""What starts, pauses and stops, and what is not done at all."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.entity import Entity, Nouns, choice, day, long_text, one, text
from workbook.strategy.plan import Plan

__all__ = ["Decision", "NotDoing", "asks"]


class NotDoing(Entity, table=True):
    """Something that the business has decided not to do, so that the rest gets done."""

    __tablename__ = "not_doing"
    nouns = Nouns("not-doing item", "not-doing items")

    name: str = text("We will not", "What you will not do, in a few words.", required=True)
    reason: str = long_text("Because", "What it would cost, or keep you from.")
    reopen_when: str = text("Look at it again when", "What would have to change.")
    watch_for: str = text(
        "Words to watch for", "Words that give such work away, with commas: app, online shop."
    )


class Decision(Entity, table=True):
    """A choice that was made or has to be made, with its reason."""

    nouns = Nouns("decision", "decisions")
    line = ("title", "kind", "initiative_id", "owner_id", "decided_on")

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


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    decision = "Write down a first decision: what starts, pauses or stops."
    yield Ask(bool(plan.all(Decision)), decision, essential=False)
