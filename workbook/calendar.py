"""How a business counts its time: the month its year begins in, and the day its weeks begin on."""

from dataclasses import dataclass
from datetime import date, timedelta

from workbook.errors import WorkbookError
from workbook.quarter import Quarter

__all__ = ["USUAL", "Calendar", "asked_day"]


@dataclass(frozen=True)
class Calendar:
    """Makes a business's quarters and weeks. January is 1, and Monday is 0.

    >>> april = Calendar(year_begins=4, week_begins=6)
    >>> april.quarter("2027-Q1").months, str(april.quarter_of(date(2027, 1, 31)))
    ('April to June 2026', '2027-Q4')
    >>> april.week_of(date(2026, 7, 31)).isoformat()
    '2026-07-26'
    """

    year_begins: int = 1
    week_begins: int = 0

    @property
    def weekday(self) -> str:
        """The name of the day that weeks begin on."""
        return f"{date(2024, 1, 1 + self.week_begins):%A}"  # which was a Monday

    def quarter(self, written: str) -> Quarter:
        """Read `2026-Q3` as a quarter of this business.

        Raises:
            WorkbookError: it is none; the sentence says how to write one.
        """
        return Quarter.parse(written, self.year_begins)

    def quarter_of(self, day: date) -> Quarter:
        """Return the business's quarter that `day` falls in."""
        return Quarter.of(day, self.year_begins)

    def week_of(self, day: date) -> date:
        """Return the first day of the week that `day` falls in."""
        return day - timedelta(days=(day.weekday() - self.week_begins) % 7)

    def same_quarter(self, quarter: Quarter) -> Quarter:
        """Return the quarter that is running when one of another calendar begins.

        >>> str(Calendar(year_begins=4).same_quarter(Quarter(2026, 3)))
        '2027-Q2'
        """
        return quarter if quarter.begins == self.year_begins else self.quarter_of(quarter.start)


USUAL = Calendar()
"""That of a business which has said nothing: from January, and from Monday."""


def asked_day(asked: date | str | None) -> date | None:
    """Return a day that may be asked for as a text, such as 2026-06-30; an empty one is none.

    Raises:
        WorkbookError: it is no day.
    """
    if not isinstance(asked, str):
        return asked
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        raise WorkbookError(f"“{asked}” is no day. Write it like 2026-06-30.") from None
