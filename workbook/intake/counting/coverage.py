"""Which periods a file covers whole, judged by its days: what a careful reader of a till asks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

from workbook.calendar import USUAL, Calendar
from workbook.intake.periods import periods_between, say_days
from workbook.period import Period, Unit
from workbook.wording import say_date, say_list

__all__ = ["NOTE", "Coverage", "Span"]

NOTE = 200  # characters that a reading's note holds
_BRIDGED = 4  # days from the last of a file to the first of the next, at most
_ENOUGH = 4  # weeks before a habit of the weekday is believed
_EARLIER = 0.9  # share of like days whose last row is later, before a day counts as cut short


@dataclass(frozen=True)
class Span:
    """The days from the first to the last row of a file, and the weekdays that hold rows."""

    first: date
    last: date
    weekdays: frozenset[int]

    def plain(self) -> dict[str, Any]:
        """Return it as plain values: what the source of readings keeps."""
        ends = {"first": self.first.isoformat(), "last": self.last.isoformat()}
        return {**ends, "weekdays": sorted(self.weekdays)}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """Return what `plain` wrote."""
        first, last = (date.fromisoformat(plain[end]) for end in ("first", "last"))
        return cls(first, last, frozenset(plain["weekdays"]))


@dataclass(frozen=True)
class Coverage:
    """The days that hold rows, and the time of each day's last row in minutes, where known.

    `stated` are the first and the last day that the file covers, where somebody has said so: a
    business may be closed on the first of January. On the days that are `closed` it was.
    `earlier` are the files of the same kind that were read before: together they show on which
    weekdays it never opens.
    """

    every: Unit
    last_rows: Mapping[date, int | None]
    stated: tuple[date, date] | None = None
    calendar: Calendar = USUAL
    closed: tuple[date, ...] = ()
    earlier: tuple[Span, ...] = ()

    @cached_property
    def first(self) -> date:
        """The first day with rows, or that the file was said to cover."""
        return min(self.last_rows) if self.stated is None else self.stated[0]

    @cached_property
    def last(self) -> date:
        """The last day with rows, or that the file was said to cover."""
        return max(self.last_rows) if self.stated is None else self.stated[1]

    @property
    def outside(self) -> tuple[date, ...]:
        """The days with rows that the file was not said to cover."""
        return tuple(day for day in sorted(self.last_rows) if not self.first <= day <= self.last)

    @property
    def span(self) -> Span:
        """The days that the file spans."""
        return Span(self.first, self.last, frozenset(day.weekday() for day in self.last_rows))

    @cached_property
    def closing_weekdays(self) -> frozenset[int]:
        """Weekdays (Monday is 0) that come four times or more in the files' spans, without rows.

        A shop that never opens on Sundays has whole weeks from Monday to Saturday. A file of such a
        week holds no Sunday; it lies between the file and the next.
        """
        return _never_open([*self.earlier, self.span])

    @property
    def learnt(self) -> bool:
        """Whether the earlier files had not shown yet on which weekdays the business is closed."""
        return bool(self.earlier) and _never_open(self.earlier) != self.closing_weekdays

    @cached_property
    def silent_days(self) -> tuple[date, ...]:
        """Days inside the span without rows that are no regular closing day."""
        return tuple(
            day
            for day in _days(self.first, self.last)
            if day not in self.last_rows and not self._closed_on(day)
        )

    @cached_property
    def empty_periods(self) -> tuple[date, ...]:
        """Periods inside the span that hold no rows at all; a value for them would be invented."""
        held = {Period.of(self.every, day, self.calendar).start for day in self.last_rows}
        return tuple(
            start
            for start in periods_between(self.first, self.last, self.every, self.calendar)
            if start not in held and not self._always_closed(start)
        )

    def period(self, start: date) -> Period:
        """Return the period that begins on this day."""
        return Period(self.every, start, self.calendar)

    def _always_closed(self, start: date) -> bool:
        days = _days(start, self.period(start).end)
        return all(map(self._closed_on, days))

    def _closed_on(self, day: date) -> bool:
        return day.weekday() in self.closing_weekdays or day in self.closed

    def why_incomplete(self, start: date) -> str:
        """Return why the period from `start` is not whole, or nothing when it is."""
        end = self.period(start).end
        days = (end - start).days + 1
        held = (min(end, self.last) - max(start, self.first)).days + 1
        parts = []
        if self._opens(start, self.first - timedelta(days=1)):
            parts.append(f"the file begins on {_say_day(self.first)}")
        if self._opens(self.last + timedelta(days=1), end):
            parts.append(f"the file ends on {_say_day(self.last)}")
        if parts:
            sentence = f"{say_list(parts)}: {held} of {days} days."
            return sentence[0].upper() + sentence[1:]
        return self.cut_short if self.stated is None and start <= self.last <= end else ""

    def _opens(self, first: date, last: date) -> bool:
        return not all(map(self._closed_on, _days(first, last)))

    @cached_property
    def cut_short(self) -> str:
        """Why the last day seems to break off: its last row is earlier than like days' last rows.

        Like days are those of the same weekday, but for the file's first day, which may be cut
        itself. Nothing is said when fewer than four of them have a time.
        """
        ended, like = self.last_rows[self.last], self._like_last
        if ended is None or len(like) < _ENOUGH:
            return ""
        later = sum(minutes > ended for minutes in like)
        if later < _EARLIER * len(like):
            return ""
        return (
            f"The last row is from {_say_day(self.last)} at {ended // 60}:{ended % 60:02}, earlier "
            f"than on {later} of {len(like)} other {self.last:%A}s: that day may be cut short."
        )

    @cached_property
    def _like_last(self) -> list[int]:
        return [
            minutes
            for day, minutes in self.last_rows.items()
            if minutes is not None
            and day.weekday() == self.last.weekday()
            and day not in (self.first, self.last)
        ]

    @property
    def unjudged(self) -> str:
        """What cannot be known of the last day, when the file ends with a period; or nothing."""
        if self.stated is not None:
            return ""
        start = Period.of(self.every, self.last, self.calendar).start
        ended = self.last_rows[self.last]
        if self.why_incomplete(start) or (ended is not None and len(self._like_last) >= _ENOUGH):
            return ""
        return (
            f"Nothing in the file tells whether its last day, {_say_day(self.last)}, is whole; "
            f"{self.period(start).name} was taken as complete."
        )

    def note(self, start: date) -> str:
        """Return what a reader of the period from `start` should know, in 200 characters."""
        end = self.period(start).end
        silent = [day for day in self.silent_days if start <= day <= end]
        silence = f"No rows on {say_days(silent, most=2)}." if silent else ""
        why = self.why_incomplete(start)
        both = f"{why} {silence}".strip()
        return both if len(both) <= NOTE else why or silence


def _never_open(spans: Sequence[Span]) -> frozenset[int]:
    spans = sorted(spans, key=lambda span: span.first)
    spanned = {day for span in spans for day in _days(span.first, span.last)}
    for before, after in pairwise(spans):
        if (after.first - before.last).days <= _BRIDGED:
            spanned |= set(_days(before.last, after.first))
    times = Counter(day.weekday() for day in spanned)
    open_on = frozenset[int]().union(*(span.weekdays for span in spans))
    return frozenset(day for day in range(7) if day not in open_on and times[day] >= _ENOUGH)


def _days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def _say_day(day: date) -> str:
    return f"{day:%A} {say_date(day)}"
