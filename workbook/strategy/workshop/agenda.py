"""A workshop and the blocks of its day; a business that holds none is asked for nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from pydantic import field_validator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, every, named
from workbook.strategy.entity import (
    Entity,
    Nouns,
    Records,
    choice,
    day,
    long_text,
    number,
    one,
    text,
    tick,
)
from workbook.strategy.plan import Plan
from workbook.strategy.workshop.clock import clock_text
from workbook.strategy.workshop.marks import counted, marks_text
from workbook.strategy.workshop.room import Parked, SessionOutcome

__all__ = ["Block", "Session", "asks", "blocks", "open_session", "sessions_in"]

DECIDES = {
    "objection": "Nobody objects: it goes on unless somebody names harm",
    "majority": "More than half of those who vote",
    "leader": "One person decides, once everybody was heard",
}


class Session(Entity, table=True):
    """One workshop: its day, how its questions are settled, and how people rated it.

    `rated` holds how many gave each mark, and nobody's.
    """

    nouns = Nouns("workshop", "workshops")
    line = ("name", "held_on", "begins", "closed")

    name: str = text("Workshop", "Such as: where we go in 2027.", required=True)
    held_on: date | None = day("Day", "Its first day, where it has several.")
    begins: str = text("Begins at", "Such as 9:00.", limit=8)
    decides: Literal["objection", "majority", "leader"] = choice(
        "How you decide", "Said before the first vote, and never changed after one.",
        default="objection", labels=DECIDES,
    )  # fmt: skip
    invited: int | None = number("Invited", "How many people.", ge=1, le=200)
    took_part: int | None = number("Took part", "How many came, on paper too.", ge=0, le=200)
    rated: str = text(
        "Marks for the day", "From 1 to 10, in any order: 8 9 7 8. It keeps how many gave each.",
        limit=600,
    )  # fmt: skip
    closed: bool = tick("Closed", "The day is over. Everything is kept.")
    agenda: str = text("Agenda", "The one that it was begun with.", limit=80)

    _time = field_validator("begins")(clock_text)
    _marks = field_validator("rated")(marks_text)

    def rule(self, field: str, others: Records) -> str:
        """Refuse more people than were invited."""
        if field != "took_part" or self.invited is None or (self.took_part or 0) <= self.invited:
            return ""
        return f"{self.took_part} took part, and {self.invited} were invited. Count those who came."

    def step(self, field: str, before: Any, others: Records) -> str:
        """Keep the rule under which something was voted on."""
        if field != "decides" or before is None:
            return ""
        voted = any(each.session_id == self.id for each in others.all(SessionOutcome))
        return "Something was voted on under the other rule already." if voted else ""

    @property
    def marks(self) -> dict[int, int]:
        """How many gave each mark for the day, from 1 to 10."""
        return counted(self.rated)


class Block(Entity, table=True):
    """One block of a workshop's day: what is done, for how long, and what comes out of it."""

    nouns = Nouns("block", "blocks")
    line = ("name", "minutes", "starts", "output")

    session_id: str = one("session", "Workshop", required=True)
    name: str = text("Block", "What it is about, in a word or two.", required=True)
    minutes: int = number("Minutes", default=30, ge=1, le=600)
    starts: str = text("Begins at", "Only where it must, as lunch does. Else it follows.", limit=8)
    on_day: int = number("On day", "1, or 2 where there are two days.", default=1, ge=1, le=5)
    output: str = text("What comes out", "What is there at the end that was not before.")
    method: str = long_text("How it goes", "What you say and do, as for somebody new to it.")
    materials: str = text("Materials", "What has to be on the table.")
    who: str = text("Who", "Who is in it, and who leads it.")
    alone: str = long_text("Alone", "How one person does the same without a room.")
    least: int | None = number("No less than", "Minutes. Empty: all it has.", ge=1, le=600)
    may_drop: bool = tick("May be dropped", "When time runs out.")
    chapter: str = text("Done in", "The chapter where it is done alone, by its name.", limit=80)
    asked: str = text("Asks", "Names of prepared questions, with commas.", limit=600)
    checked: str = text("Checked by", "Names of outputs that are counted, with commas.", limit=600)

    _time = field_validator("starts")(clock_text)

    def rule(self, field: str, others: Records) -> str:
        """Refuse more minutes that it needs than it has."""
        if field != "least" or self.least is None or self.least <= self.minutes:
            return ""
        return f"It has {self.minutes} minutes, so that it cannot need {self.least}."

    @property
    def asks_for(self) -> tuple[str, ...]:
        """The names of the questions that are prepared for it."""
        return _names(self.asked)

    @property
    def counts(self) -> tuple[str, ...]:
        """The names of the outputs that are counted at its end."""
        return _names(self.checked)


def _names(written: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in written.split(","))))


def open_session(plan: Plan) -> Session | None:
    """Return the workshop that is prepared or held now: the newest one that is not closed."""
    return next((each for each in reversed(plan.all(Session)) if not each.closed), None)


def blocks(plan: Plan, session: Session) -> tuple[Block, ...]:
    """Return the blocks of a workshop in the order of its days."""
    return tuple(sorted(plan.of(Block, "session_id", session.id), key=lambda each: each.on_day))


def sessions_in(plan: Plan, quarter: Quarter) -> tuple[Session, ...]:
    """Return the workshops that were held in a quarter, in the order of their days.

    A quarter is reviewed in the one that follows: as long as that goes on, a workshop held in it
    stands in the pack of both.
    """
    last = max(quarter.end, plan.today) if plan.today <= quarter.next.end else quarter.end
    closed = [each for each in plan.all(Session) if each.closed]
    held = [each for each in closed if each.held_on and quarter.start <= each.held_on <= last]
    return tuple(sorted(held, key=lambda each: (each.held_on, each.position)))


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what a workshop lacks once somebody has begun one; a first pack needs none."""
    there = plan.all(Session)
    for ask in every(there, "held_on", "Say on which day {} is held."):
        yield replace(ask, essential=False)
    bare = [each for each in there if not plan.of(Block, "session_id", each.id)]
    if there:
        missing = f"Give {named([each.name for each in bare])} its blocks."
        yield Ask(not bare, missing, essential=False)
    over = {each.id for each in there if each.closed}
    left = [p for p in plan.all(Parked) if p.session_id in over and p.lacks]
    if over:
        said = f"Say what becomes of what was parked: {named([each.name for each in left])}."
        yield Ask(not left, said, essential=False)
