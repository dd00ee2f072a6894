"""What a KPI read over time, as columns: ten years of days are no slower than ten months."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from workbook.calendar import USUAL, Calendar
from workbook.period import Period, Unit
from workbook.quarter import Quarter

__all__ = ["Days", "Measure", "Series"]

Days = NDArray[np.datetime64]
Column = NDArray[np.object_]

_MONTHS = {"month": 1, "quarter": 3}


class Measure(Protocol):
    """Something that is read once a period: a KPI."""

    id: str
    frequency: Unit


@dataclass(frozen=True, eq=False)
class Series:
    """The readings of one KPI in time order, a column each; a part of a series is a series.

    `starts` are the first days of periods as long as `unit` says. `rows` says how many rows of a
    file stand behind each reading (or None), and `sources` which import it came from (or None).
    What is `provisional` is still to be confirmed. `calendar` is the business's.

    >>> months = [(date(2026, 7, 1), 4.0, True), (date(2026, 8, 1), 5.0, True)]
    >>> months += [(date(2026, 9, 1), 6.0, False)]
    >>> series = Series.of("month", [(*month, None, "", None, False) for month in months])
    >>> len(series), series[-1:].values.tolist(), series.whole.values.tolist()
    (3, [6.0], [4.0, 5.0])
    >>> str(series.period(-1).quarter), len(series.until(date(2026, 8, 31)))
    ('2026-Q3', 2)
    """

    unit: Unit
    starts: Days
    values: NDArray[np.float64]
    complete: NDArray[np.bool_]
    rows: Column
    notes: Column
    sources: Column
    provisional: NDArray[np.bool_]
    calendar: Calendar = field(default=USUAL, kw_only=True)
    memo: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, unit: Unit, readings: Iterable[Sequence[Any]]) -> "Series":
        """Return a series of rows in time order.

        Each is (start, value, complete, rows, note, source, provisional).
        """
        columns = list(zip(*readings, strict=True)) or [()] * 7
        starts, values, complete, rows, notes, sources, provisional = columns
        return cls(
            unit,
            np.array(starts, dtype="datetime64[D]"),
            np.array(values, dtype=np.float64),
            np.array(complete, dtype=np.bool_),
            np.array(rows, dtype=object),
            np.array(notes, dtype=object),
            np.array(sources, dtype=object),
            np.array(provisional, dtype=np.bool_),
        )

    @classmethod
    def alike(
        cls, unit: Unit, readings: Sequence[tuple[Any, float]], facts: Sequence[Any]
    ) -> "Series":
        """Return a series of (start, value), in time order, that share all else.

        `facts` are the rest of what `of` takes.
        """
        read = np.array(readings, dtype=[("start", "datetime64[D]"), ("value", np.float64)])
        kinds = bool, object, object, object, bool
        alike: Any = (np.array(fact, kind) for fact, kind in zip(facts, kinds, strict=True))
        return cls(
            unit,
            np.ascontiguousarray(read["start"]),
            np.ascontiguousarray(read["value"]),
            *(np.broadcast_to(fact, len(read)) for fact in alike),
        )

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, part: slice | NDArray[np.bool_]) -> "Series":
        return Series(
            self.unit,
            self.starts[part],
            self.values[part],
            self.complete[part],
            self.rows[part],
            self.notes[part],
            self.sources[part],
            self.provisional[part],
            calendar=self.calendar,
        )

    @cached_property
    def ends(self) -> Days:
        """The last day of each period."""
        if self.unit in ("day", "week"):
            return self.starts + np.timedelta64(0 if self.unit == "day" else 6, "D")
        after = self.starts.astype("datetime64[M]") + np.timedelta64(_MONTHS[self.unit], "M")
        return (after.astype("datetime64[D]").astype(np.int64) - 1).astype("datetime64[D]")

    @cached_property
    def fits(self) -> NDArray[np.bool_]:
        """Which readings begin a period: others were read when the KPI had another frequency.

        >>> days = [date(2026, 7, 1), date(2026, 7, 15), date(2026, 8, 1)]
        >>> rows = [(day, 1.0, True, None, "", None, False) for day in days]
        >>> Series.of("month", rows).fits.tolist(), Series.of("week", rows).fits.tolist()
        ([True, False, True], [True, True, True])
        """
        if self.unit in ("day", "week"):  # weeks may begin on any weekday, but not overlap
            apart = np.diff(self.starts, prepend=self.starts[:1] - np.timedelta64(7, "D"))
            return np.asarray(apart >= np.timedelta64(1 if self.unit == "day" else 7, "D"))
        months = self.starts.astype("datetime64[M]")
        since = months.astype(np.int64) + 1 - self.calendar.year_begins
        first = since % _MONTHS[self.unit] == 0
        return np.asarray(first & (months.astype("datetime64[D]") == self.starts))

    @cached_property
    def confirmed(self) -> "Series":
        """The readings that are not provisional."""
        return self[~self.provisional] if self.provisional.any() else self

    @cached_property
    def whole(self) -> "Series":
        """The readings of whole periods, of which no part is missing."""
        wanted = self.complete & self.fits
        return self if wanted.all() else self[wanted]

    def until(self, day: date) -> "Series":
        """Return the readings whose period ends by `day`."""
        return self[: int(np.searchsorted(self.ends, np.datetime64(day, "D"), side="right"))]

    def in_quarter(self, quarter: Quarter) -> "Series":
        """Return the readings whose period ends in the quarter."""
        upto = self.until(quarter.end)
        return upto[len(upto.until(quarter.previous.end)) :]

    def period(self, place: int) -> Period:
        """Return the period of one reading, counted from 0, or from the end when negative."""
        return Period(self.unit, self.starts[place].item(), self.calendar)

    def read_every(self, unit: Unit, calendar: Calendar) -> "Series":
        """Return the same readings as of periods of another length, or of another calendar."""
        same = (unit, calendar) == (self.unit, self.calendar)
        return self if same else replace(self, unit=unit, calendar=calendar)
