"""The points on the way of an initiative."""

from collections.abc import Iterator
from datetime import date

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.entity import Entity, Nouns, day, one, text
from workbook.strategy.plan import Plan

__all__ = ["Milestone", "asks"]


class Milestone(Entity, table=True):
    """A point on the way of an initiative that is either reached or not."""

    nouns = Nouns("milestone", "milestones")

    initiative_id: str = one("initiative", "Initiative", required=True)
    name: str = text("Milestone", "What is there when it is reached.", required=True)
    due: date | None = day("Due")
    done_on: date | None = day("Reached on", "Empty until it is reached.")


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for: nothing yet, a milestone is a help and no duty."""
    yield from ()
