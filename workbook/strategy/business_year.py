"""How the business counts its time, where it is not as the calendar on the wall does."""

from typing import Literal

from workbook.calendar import Calendar
from workbook.strategy.entity import Entity, Nouns, choice

__all__ = ["BusinessYear"]

Month = Literal[
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

_MONTHS: tuple[str, ...] = Month.__args__  # type: ignore[attr-defined]
_WEEKDAYS: tuple[str, ...] = Weekday.__args__  # type: ignore[attr-defined]


class BusinessYear(Entity, table=True):
    """The month that the year begins in, and the weekday that weeks begin on.

    A workbook without one counts from January, and from Monday.
    """

    __tablename__ = "business_year"
    nouns = Nouns("business year", "business years")

    year_begins: Month = choice(
        "Your business year begins in",
        "Its quarters are named after the year in which it ends.",
        default="January",
    )
    week_begins: Weekday = choice(
        "Your weeks begin on", "For whatever is read every week.", default="Monday"
    )

    @property
    def calendar(self) -> Calendar:
        """What makes this business's quarters and periods."""
        return Calendar(_MONTHS.index(self.year_begins) + 1, _WEEKDAYS.index(self.week_begins))
