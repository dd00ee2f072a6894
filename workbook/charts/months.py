"""Which months are named along a chart, and how: as many as have room."""

from collections.abc import Iterator, Sequence
from datetime import date

__all__ = ["beginnings", "middles", "named"]

_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between two that are named


def middles(first: date, last: date, most: int) -> Sequence[date]:
    """Return days in the middle of months, or both ends of a short time.

    >>> [f"{day:%b}" for day in middles(date(2026, 1, 1), date(2026, 6, 30), most=4)]
    ['Jan', 'Mar', 'May']
    """
    found = [day for day in _months(first, last, 15, most) if first <= day <= last]
    return found if len(found) > 1 else [first, last]


def beginnings(first: date, last: date, most: int) -> Sequence[date]:
    """Return days on which months begin, of which the first of all is not one.

    >>> [f"{day:%b}" for day in beginnings(date(2026, 1, 1), date(2026, 6, 30), most=4)]
    ['Mar', 'May']
    """
    return [day for day in _months(first, last, 1, most) if first < day <= last]


def named(days: Sequence[date]) -> Iterator[Sequence[str]]:
    """Yield the lines that name days: the month, and the year where it is the first of one.

    >>> list(named([date(2025, 11, 15), date(2026, 1, 15), date(2026, 3, 15)]))
    [('Nov', '2025'), ('Jan', '2026'), ('Mar',)]
    """
    years = {day.year: day for day in reversed(days)}
    for day in days:
        name = f"{day:%b}" if day.day == 15 else f"{day.day} {day:%b}"
        yield (name, str(day.year)) if years[day.year] == day else (name,)


def _months(first: date, last: date, day: int, most: int) -> Sequence[date]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    whole = [date(month // 12, month % 12 + 1, day) for month in months]
    found: Sequence[date] = whole
    for step in _STEPS:
        found = [each for each in whole if (each.month - 1 + 12 * each.year) % step == 0]
        if sum(first <= each <= last for each in found) <= most:
            break
    return found
