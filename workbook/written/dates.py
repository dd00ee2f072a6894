"""Dates as people write them: numbers in either order, months by name, with or without a time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["MONTHS", "Order", "Written", "day", "month_named", "orders_of"]

Order = Literal["day first", "month first"]

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
YEARS = range(1900, 2200)

_TIME = re.compile(r"(?:,\s*|\s+|(?<=\d)T)\d{1,2}(?::\d{2}|\s*[ap]\.?m).*$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})")
_SHORT = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?[ -]\s*([a-z]+)\.?,?[ -]\s*(\d{4})")
_MONTH_DAY = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+")


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


def day(text: str) -> Written | None:
    """Return what a text could mean as a day; None where it looks like none.

    What looks like a date and is none, such as 31 June, is `Written(None, None)`.

    >>> day("3 Jul 2026").certain.isoformat(), day("16.07.26").certain.isoformat()
    ('2026-07-03', '2026-07-16')
    >>> day("03/04/2026").certain, day("2026-06-31"), day("soon")
    (None, Written(day_first=None, month_first=None), None)
    """
    text = _TIME.sub("", text.strip())
    if match := _YEAR_FIRST.fullmatch(text):
        if match[2] or len(text) == 8:
            return _both(match[1], match[3], match[4])
        return None
    if match := _YEAR_LAST.fullmatch(text):
        first, mark, second, year = match.groups()
        if mark == ".":  # with points, the day stands first everywhere
            return _both(year, second, first)
        return Written(_day(year, second, first), _day(year, first, second))
    if match := _SHORT.fullmatch(text):
        return _both(f"20{match[3]}", match[2], match[1])
    return _named(_WEEKDAY.sub("", text.lower(), count=1))


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


def month_named(word: str) -> int | None:
    """Return the number of the month that a word is, or begins with three letters or more.

    >>> month_named("Sept"), month_named("marketing")
    (9, None)
    """
    word = word.lower().removesuffix(".")
    found = [n for n, name in enumerate(MONTHS, 1) if len(word) >= 3 and name.startswith(word)]
    return found[0] if found else None


def _named(text: str) -> Written | None:
    if match := _DAY_MONTH.fullmatch(text):
        first, word, year = match.groups()
    elif match := _MONTH_DAY.fullmatch(text):
        word, first, year = match.groups()
    else:
        return None
    month = month_named(word)
    return _both(year, str(month), first) if month else None


def _both(year: str, month: str, first: str) -> Written:
    found = _day(year, month, first)
    return Written(found, found)


def _day(year: str, month: str, first: str) -> date | None:
    try:
        return date(int(year), int(month), int(first)) if int(year) in YEARS else None
    except ValueError:
        return None
