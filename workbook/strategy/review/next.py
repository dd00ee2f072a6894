"""What the next quarter is about, and who does what for it by when."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, every
from workbook.strategy.entity import Ending, Entity, Nouns, QuarterText, choice, day, one, text
from workbook.strategy.plan import Plan

__all__ = ["Action", "Priority", "asks"]


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


def asks(plan: Plan, quarter: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    if quarter is None:
        return
    priorities, actions = plan.in_quarter(Priority, quarter), plan.in_quarter(Action, quarter)
    yield Ask(bool(priorities), "Choose the priorities for next quarter.")
    yield Ask(bool(actions), "Agree on the first action for next quarter.")
    yield from every(actions, "owner_id", "Give {} an owner.")
    yield from every(actions, "due", "Give {} a due date.")
