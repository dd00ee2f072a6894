"""Dates as people write them: numbers in either order, months by name, with or without a time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workbook.written.calendar_words import MONTHS, month_named, weekday_named
from workbook.written.signs import plain_signs

__all__ = ["MONTHS", "YEARS", "Order", "Written", "day", "month_named", "orders_of"]

Order = Literal["day first", "month first"]

YEARS = range(1900, 2200)
"""Of which dates are believed."""

_TIME = re.compile(
    r"(?:,?\s+|,|(?<=\d)T)(?:um |at |à |kl\.? ?|alle |las |[ap]\.?m\.? "
    r"|上午|下午|午前|午後|오전 ?|오후 ?)?"
    r"(?:\d{1,2}[:h]\d{2}|\d{1,2}\.\d{2}(?!\d)|\d{1,2}\s*[ap]\.?\s?m\b|\d{1,2}\s?(?:h|Uhr)\b).*$",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"(\d{4})[年년] ?(\d{1,2})[月월] ?(\d{1,2})[日일]")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)\s?(\d{1,2})\2\s?(\d{1,2})\.?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})\.?")
_WORD = r"([^\W\d_]+)"
_JOIN = r"(?:[ -]\s*|\s*\.\s*|\s+(?:of|d[eo]l?)\s+|/)"
_YEAR = r"(\d{4}|'?\d{2})"
_DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?{_JOIN}{_WORD}\.?,?{_JOIN}{_YEAR}")
_MONTH_DAY = re.compile(rf"{_WORD}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})")
_YEAR_MONTH_DAY = re.compile(rf"(\d{{4}})(?:\. |[ -]){_WORD}\.?[ -](\d{{1,2}})\.?")
_PRESSED = re.compile(r"(\d{8})T?\d{4}(?:\d{2})?(?:Z|[+-]\d{2}:?\d{2})?")  # 20260703T1030
_OF_WEEK = re.compile(r"(\d{4})-W(\d{2})-([1-7])")
_YEAR_AT_END = re.compile(r"(\w+ +\w+ +\d{1,2}) \d{1,2}:\d{2}(?::\d{2})?(?: [A-Z]{3,4})? (\d{4})")
_WEEKDAY = re.compile(r"([^\W\d_]+(?:-feira)?)\.?,?\s+(?=.*\d)(?:the |den |le |el |il )?")


@dataclass(frozen=True)
class Written:
    """A date as it stands, with the day first and with the month first; None where there is none.

    Dates with a month's name, or the year first, or points, are the same both ways.
    """

    day_first: date | None
    month_first: date | None

    @property
    def certain(self) -> date | None:
        """The day, where there is only one way to read it."""
        if self.day_first and self.month_first:
            return self.day_first if self.day_first == self.month_first else None
        return self.day_first or self.month_first

    def read(self, order: Order | None) -> date | None:
        """Return the day in an order, or, without one, where it is certain."""
        if order is None or self.certain:
            return self.certain
        return self.day_first if order == "day first" else self.month_first

    def on(self, weekday: int | None) -> "Written":
        """Return what is left where the weekday (Monday is 1) stands beside it and fits one way."""
        ways = (self.day_first, self.month_first)
        fits = [way if way and way.isoweekday() == weekday else None for way in ways]
        return Written(*fits) if any(fits) else self


def day(text: str) -> Written | None:
    """Return what a text could mean as a day; None where it looks like none.

    What looks like a date and is none, such as 31 June, is `Written(None, None)`. Two digits are a
    year of this century.

    >>> day("3 Jul 2026").certain.isoformat(), day("16.07.26").certain.isoformat()
    ('2026-07-03', '2026-07-16')
    >>> day("03/04/2026").certain, day("2026-06-31"), day("soon")
    (None, Written(day_first=None, month_first=None), None)
    >>> day("Freitag, 3. Juli 2026, 17:50").certain.isoformat()
    '2026-07-03'
    """
    text = plain_signs(text)
    if match := _PRESSED.fullmatch(text):
        text = match[1]
    if match := _YEAR_AT_END.fullmatch(text):
        text = f"{match[1]} {match[2]}"
    found = _day_alone(text)
    return found if found else _day_alone(_TIME.sub("", text))


def orders_of(found: Iterable[Written]) -> set[Order]:
    """Return what the dates that can be read in one way say of the others.

    Nothing, where they do not say; both orders, where they contradict each other.

    >>> orders_of([day("03/04/2026"), day("16/04/2026")])
    {'day first'}
    """
    orders: set[Order] = set()
    for each in found:
        if bool(each.day_first) != bool(each.month_first):
            orders.add("day first" if each.day_first else "month first")
    return orders


def _day_alone(text: str) -> Written | None:
    if found := _numbered(text) or _named(text):
        return found
    if match := _WEEKDAY.match(text):
        rest = text[match.end() :]
        if weekday := weekday_named(match[1]):
            found = _numbered(rest) or _named(rest)
            return found and found.on(weekday)
    return None


def _numbered(text: str) -> Written | None:
    if match := _SIGNS.fullmatch(text):
        return _both(*match.groups())
    if match := _OF_WEEK.fullmatch(text):
        return _of_week(*map(int, match.groups()))
    if match := _YEAR_FIRST.fullmatch(text):
        whole = match[2] or len(text) == 8
        return _both(match[1], match[3], match[4]) if whole else None
    if match := _YEAR_LAST.fullmatch(text):
        first, mark, second, year = match.groups()
        if mark == ".":  # with points, the day stands first everywhere
            return _both(year, second, first)
        return Written(_day(year, second, first), _day(year, first, second))
    return None


def _named(text: str) -> Written | None:
    if match := _DAY_MONTH.fullmatch(text):
        first, word, year = match.groups()
    elif match := _MONTH_DAY.fullmatch(text):
        word, first, year = match.groups()
    elif match := _YEAR_MONTH_DAY.fullmatch(text):
        year, word, first = match.groups()
    else:
        return None
    month = month_named(word)
    return _both(year, str(month), first) if month else None


def _of_week(year: int, week: int, weekday: int) -> Written:
    try:
        found = date.fromisocalendar(year, week, weekday)
    except ValueError:
        return Written(None, None)
    return Written(found, found)


def _both(year: str, month: str, first: str) -> Written:
    found = _day(year, month, first)
    return Written(found, found)


def _day(year: str, month: str, first: str) -> date | None:
    year = year.removeprefix("'")
    full = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(full, int(month), int(first)) if full in YEARS else None
    except ValueError:
        return None
