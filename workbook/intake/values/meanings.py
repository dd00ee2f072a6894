"""What the texts of a column of dates could mean: few days and few times, however many the rows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

import numpy as np

from workbook.intake.tables.texts import Numbers
from workbook.written import dates as written_dates
from workbook.written.clocks import Clock, clock
from workbook.written.dates import Order, Written

__all__ = ["BEGINNING", "NONE", "NO_TIME", "Lookup", "Meanings", "serial", "without_seconds"]

T = TypeVar("T")

NO_TIME = -1
NONE = np.iinfo(np.int64).min
BEGINNING = date(1970, 1, 1).toordinal()
_MANY = 5_000  # different texts, before days and times are looked up apart
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_SERIALS = range(36_526, 73_051)  # Excel's days of this century
_EXCEL = date(1899, 12, 30)


@dataclass(frozen=True)
class Meanings:
    """What texts could mean: each refers to one of the `written` days, and of the `clocks`."""

    written: Sequence[Written | None]
    day_of: Numbers
    clocks: Sequence[Clock | None]
    clock_of: Numbers

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Meanings":
        """Return what each text could mean; of many, days and times are looked up apart."""
        if len(texts) > _MANY:
            return _apart(texts)
        each = np.arange(len(texts))
        days = [written_dates.day(text) for text in texts]
        return cls(days, each, [clock(text) for text in texts], each)

    @classmethod
    def of_serials(cls, texts: Sequence[str]) -> "Meanings":
        """Return the days that Excel counts by numbers such as 46206."""
        each = np.arange(len(texts))
        found = [serial(text) for text in texts]
        return cls([Written(day, day) if day else None for day in found], each, [None], each * 0)

    def days(self, order: Order | None) -> Numbers:
        """Days since 1970 in an order, or `NONE`."""
        found = [day.read(order) if day else None for day in self.written]
        known = [day.toordinal() - BEGINNING if day else NONE for day in found]
        return np.array(known, np.int64)[self.day_of]

    @property
    def minutes(self) -> Numbers:
        """Minutes since midnight, or `NO_TIME`."""
        found = [each.minutes if each else NO_TIME for each in self.clocks]
        return np.array(found, np.int64)[self.clock_of]

    @property
    def offsets(self) -> Numbers:
        """Minutes ahead of UTC, or `NONE`."""
        known = [
            NONE if each is None or each.offset is None else each.offset for each in self.clocks
        ]
        return np.array(known, np.int64)[self.clock_of]


def _apart(texts: Sequence[str]) -> Meanings:
    """Look up days and times apart: of a million moments, few days and few times are different."""
    mark = "T" if "T" in texts[0] and " " not in texts[0] else " "
    days, times = Lookup(written_dates.day), Lookup(clock)
    day_of, clock_of = np.empty(len(texts), np.int64), np.empty(len(texts), np.int64)
    for place, text in enumerate(texts):
        head, _, tail = text.partition(mark)
        tail = without_seconds(tail)
        day_of[place], clock_of[place] = days.place(head), times.place(tail)
        known = days.found[day_of[place]]
        if known is None or (tail and times.found[clock_of[place]] is None):
            day_of[place], clock_of[place] = days.place(text), times.place(text)
    return Meanings(days.found, day_of, times.found, clock_of)


def without_seconds(time: str) -> str:
    """Return a time such as 09:30:15 PM as its minute, of which there are few."""
    return time[:5] + time[8:].lstrip(".0123456789") if time[2:3] == time[5:6] == ":" else time


class Lookup(Generic[T]):
    """Texts that are read once each, by the place at which they were found first."""

    def __init__(self, read: Callable[[str], T]) -> None:
        self._read = read
        self._places: dict[str, int] = {}
        self.found: list[T] = []

    def place(self, text: str) -> int:
        """Return where what a text means stands in `found`."""
        place = self._places.get(text)
        if place is None:
            place = self._places[text] = len(self.found)
            self.found.append(self._read(text))
        return place


def serial(text: str) -> date | None:
    """Return the day that a number is by which Excel counts them, or None."""
    match = _SERIAL.fullmatch(text)
    if not match or int(match[1]) not in _SERIALS:
        return None
    return _EXCEL + timedelta(days=int(match[1]))
