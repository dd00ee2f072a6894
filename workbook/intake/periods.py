"""Days, weeks, months and quarters: what each is called, and how people write them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from workbook.calendar import USUAL, Calendar
from workbook.errors import WorkbookError
from workbook.period import Period, Unit
from workbook.wording import say_date, say_list
from workbook.written.dates import YEARS
from workbook.written.names import folded
from workbook.written.periods import Named, named

__all__ = ["ADVERB", "is_weekly", "parse_period", "periods_between", "say_days"]

ADVERB = {"day": "daily", "week": "weekly", "month": "monthly", "quarter": "quarterly"}


_WEEKLY = re.compile(r"\b(?:week|weeks|yearweek|woche|kw|semaine|semana|settimana|uge|vecka)\b")


def periods_between(
    first: date, last: date, every: Unit, calendar: Calendar = USUAL
) -> Iterator[date]:
    """Yield the first day of each period from that of `first` to that of `last`."""
    period = Period.of(every, first, calendar)
    while period.start <= last:
        yield period.start
        period = period.next


def say_days(days: Iterable[date], most: int = 6) -> str:
    """Return days as a list, successive ones as a range; past `most`, the rest as a count.

    >>> say_days([date(2016, 12, 25), date(2016, 12, 26), date(2017, 1, 2)])
    '25 to 26 December 2016 and 2 January 2017'
    """
    ranges = list(_ranges(days))
    said = [_say_range(first, last) for first, last in ranges[:most]]
    more = sum((last - first).days + 1 for first, last in ranges[most:])
    return say_list([*said, f"{more} other days"] if more else said)


def _ranges(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    first: date | None = None
    last = date.min
    for day in sorted(days):
        if first is None or day - last > timedelta(days=1):
            if first is not None:
                yield first, last
            first = day
        last = day
    if first is not None:
        yield first, last


def _say_range(first: date, last: date) -> str:
    if first == last:
        return say_date(first)
    begin = str(first.day) if (first.year, first.month) == (last.year, last.month) else ""
    return f"{begin or say_date(first)} to {say_date(last)}"


def parse_period(
    text: str, column: str = "", calendar: Calendar = USUAL
) -> tuple[date, Unit] | None:
    """Read a week, month or quarter by name; None when the text names none.

    In a column that says so, 2026-01 is the first week of the year, and no month. A quarter is one
    of the business's own year; a week is ISO's, which begins on Monday.

    >>> parse_period("2026-Q3"), parse_period("July 2026")
    ((datetime.date(2026, 7, 1), 'quarter'), (datetime.date(2026, 7, 1), 'month'))
    >>> parse_period("2026-W31"), parse_period("2026-07-31")
    ((datetime.date(2026, 7, 27), 'week'), None)
    """
    found = named(text, weekly=is_weekly(column))
    return _begins(found, calendar) if found else None


def is_weekly(column: str) -> bool:
    """Return whether a column says that it holds weeks."""
    return _WEEKLY.search(folded(column).replace("_", " ")) is not None


def _begins(found: Named, calendar: Calendar) -> tuple[date, Unit] | None:
    unit, year, number = found
    try:
        if unit == "quarter":
            return calendar.quarter(f"{year}-Q{number}").start, unit
        if unit == "week":
            return date.fromisocalendar(year, number, 1), unit
        return (date(year, number, 1), unit) if year in YEARS else None
    except (ValueError, WorkbookError):  # a thirteenth month, a sixtieth week
        return None
