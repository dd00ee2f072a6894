"""A day, week, month or quarter: the time that one reading of a KPI speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from workbook.calendar import USUAL, Calendar
from workbook.quarter import Quarter
from workbook.wording import say_date

__all__ = ["Period", "Unit"]

Unit = Literal["day", "week", "month", "quarter"]


@dataclass(frozen=True)
class Period:
    """A period, named by its first day. It belongs to the quarter in which it ends.

    >>> week = Period("week", date(2017, 3, 27))
    >>> week.end.isoformat(), str(week.quarter), week.next.start.isoformat()
    ('2017-04-02', '2017-Q2', '2017-04-03')
    >>> date(2017, 4, 1) in week
    True
    """

    unit: Unit
    start: date
    calendar: Calendar = USUAL

    @classmethod
    def of(cls, unit: Unit, day: date, calendar: Calendar = USUAL) -> "Period":
        """Return the period that `day` falls in, as the business counts its time.

        >>> Period.of("week", date(2017, 4, 9)).start.isoformat()
        '2017-04-03'
        >>> Period.of("week", date(2017, 4, 9), Calendar(week_begins=6)).start.isoformat()
        '2017-04-09'
        """
        match unit:
            case "day":
                return cls(unit, day, calendar)
            case "week":
                return cls(unit, calendar.week_of(day), calendar)
            case "month":
                return cls(unit, day.replace(day=1), calendar)
            case "quarter":
                return cls(unit, calendar.quarter_of(day).start, calendar)

    @classmethod
    def ending_in(
        cls, unit: Unit, quarter: Quarter, calendar: Calendar = USUAL
    ) -> "Iterator[Period]":
        """Yield the periods that belong to a quarter, in order.

        >>> third = Quarter.parse("2026-Q3")
        >>> [period.start.isoformat() for period in Period.ending_in("month", third)]
        ['2026-07-01', '2026-08-01', '2026-09-01']
        """
        period = cls.of(unit, quarter.start, calendar)
        while period.end <= quarter.end:
            yield period
            period = period.next

    @property
    def end(self) -> date:
        """Its last day.

        >>> Period("month", date(2024, 2, 1)).end.isoformat()
        '2024-02-29'
        """
        if self.unit in ("day", "week"):
            return self.start + timedelta(days=0 if self.unit == "day" else 6)
        month = self.start.year * 12 + self.start.month - 1 + (1 if self.unit == "month" else 3)
        return date(month // 12, month % 12 + 1, 1) - timedelta(days=1)

    @property
    def next(self) -> "Period":
        """The period after this one."""
        return replace(self, start=self.end + timedelta(days=1))

    @property
    def quarter(self) -> Quarter:
        """The quarter to which it belongs: the one in which it ends."""
        return self.calendar.quarter_of(self.end)

    @property
    def name(self) -> str:
        """What it is called in a list.

        >>> Period("week", date(2017, 3, 20)).name, Period("month", date(2017, 3, 1)).name
        ('week of 20 March 2017', 'March 2017')
        """
        if self.unit == "week":
            return f"week of {say_date(self.start)}"
        if self.unit == "month":
            return f"{self.start:%B %Y}"
        return self.quarter.told if self.unit == "quarter" else say_date(self.start)

    @property
    def label(self) -> str:
        """What it is called in a sentence.

        >>> Period("week", date(2017, 3, 20)).label, Period("quarter", date(2017, 1, 1)).label
        ('the week of 20 March 2017', '2017-Q1')
        """
        return f"the {self.name}" if self.unit == "week" else self.name

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end
