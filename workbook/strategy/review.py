"""What a quarter taught: the review, its wins, and the priorities and actions for the next one."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator
from sqlalchemy import UniqueConstraint

from workbook.errors import WorkbookError
from workbook.quarter import Quarter
from workbook.strategy.entity import Entity, choice, day, long_text, one, text

__all__ = ["Action", "Priority", "Review", "Win"]


def _quarter(written: str) -> str:
    try:
        return str(Quarter.parse(written))
    except WorkbookError as error:
        raise ValueError(str(error)) from None


QuarterText = Annotated[str, AfterValidator(_quarter)]


class Review(Entity, table=True):
    """What the people in charge say about a quarter."""

    __table_args__ = (UniqueConstraint("quarter", name="one_review_a_quarter"),)

    quarter: QuarterText = text("Quarter", "Such as 2026-Q3.", required=True, limit=7)
    headline: str = text("Headline", "The quarter in one sentence, as you would tell a friend.")
    worries: str = long_text("Worries", "What could go wrong next. One a line.")
    message: str = long_text("Message to everyone", "What each person should take away.")


class Priority(Entity, table=True):
    """One of at most three things that the quarter after a review is about."""

    quarter: QuarterText = text("Reviewed quarter", required=True, limit=7)
    name: str = text("Priority", "What matters most next quarter, in a few words.", required=True)
    objective_id: str | None = one("objective", "Serves", "The objective it moves.")


class Action(Entity, table=True):
    """Something one person will do by a date, agreed in a quarter's review."""

    quarter: QuarterText = text("Reviewed quarter", required=True, limit=7)
    name: str = text("Action", "What will be done; start with a verb.", required=True)
    priority_id: str | None = one("priority", "Priority", "The priority it belongs to.")
    owner_id: str | None = one("person", "Owner", "The one person who does it.")
    due: date | None = day("Due")
    status: Literal["open", "done", "dropped"] = choice("Status", default="open")
    result: str = text("What came of it", "In one sentence, once it is done or dropped.")


class Win(Entity, table=True):
    """A small victory worth telling."""

    quarter: QuarterText = text("Quarter", required=True, limit=7)
    name: str = text("Win", "What went well, with its number if there is one.", required=True)
    person_id: str | None = one("person", "Thanks to", "Who made it happen.")
