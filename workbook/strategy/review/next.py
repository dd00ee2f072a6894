"""What the next quarter is about, who does what for it by when, and who has to hear of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Literal

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, every
from workbook.strategy.entity import (
    Ending,
    Entity,
    Nouns,
    QuarterText,
    Records,
    choice,
    day,
    one,
    text,
    tick,
)
from workbook.strategy.plan import Plan

__all__ = ["Action", "Message", "Priority", "asks"]


class Priority(Entity, table=True):
    """One of at most three things that the quarter after a review is about."""

    nouns = Nouns("priority", "priorities")

    quarter: QuarterText = text("Reviewed quarter", required=True, limit=7)
    name: str = text("Priority", "What matters most next quarter, in a few words.", required=True)
    objective_id: str | None = one("objective", "Serves", "The objective it moves.")


class Action(Entity, table=True):
    """Something one person will do by a date, agreed in a quarter's review."""

    nouns = Nouns("action", "actions")
    ending = Ending("Note that it was dropped", lambda _: {"status": "dropped"})

    quarter: QuarterText = text("Reviewed quarter", required=True, limit=7)
    name: str = text("Action", "What will be done; start with a verb.", required=True)
    priority_id: str | None = one("priority", "Priority", "The priority it belongs to.")
    owner_id: str | None = one("person", "Owner", "The one person who does it.")
    due: date | None = day("Due")
    status: Literal["open", "done", "dropped"] = choice("Status", default="open")
    result: str = text("What came of it", "In one sentence, once it is done or dropped.")


class Message(Entity, table=True):
    """What some people must hear after a review: what it means for them, by when, from whom.

    `found` says what it was offered for, as in `decision/<id>`. It is no reference: what it names
    may be removed, and the message stays.
    """

    nouns = Nouns("message", "messages")

    quarter: QuarterText = text("Reviewed quarter", required=True, limit=7)
    name: str = text("For", "Who has to hear it: people, a team, everyone.", required=True)
    means: str = text("What it means for them", "In one sentence, as you would say it.", limit=300)
    due: date | None = day("By")
    teller_id: str | None = one("person", "Told by", "The one person who tells them.")
    done: bool = tick("Told", "Once they have heard it.")
    found: str = text("Offered for", "What in the records it is about.", limit=60)

    def rule(self, field: str, others: Records) -> str:
        """Refuse a message that was taken up already."""
        if field != "found" or not self.found:
            return ""
        every = others.all(Message)
        alike = (m for m in every if (m.found, m.quarter) == (self.found, self.quarter))
        return "This message is taken up already." if any(m.id != self.id for m in alike) else ""


def asks(plan: Plan, quarter: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    if quarter is None:
        return
    priorities, actions = plan.in_quarter(Priority, quarter), plan.in_quarter(Action, quarter)
    messages = plan.in_quarter(Message, quarter)
    yield Ask(bool(priorities), "Choose the priorities for next quarter.")
    yield Ask(bool(actions), "Agree on the first action for next quarter.")
    yield from every(actions, "owner_id", "Give {} an owner.")
    yield from every(actions, "due", "Give {} a due date.")
    for field, sentence in _TOLD.items():
        for ask in every(messages, field, sentence):
            yield replace(ask, essential=False, record="", field="")  # it waits in a fold


_TOLD = {
    "means": "Say what it means for {}.",
    "due": "Say by when it is told to {}.",
    "teller_id": "Say who tells {}.",
}
