"""A calendar quarter, written 2026-Q3: the unit in which the workbook looks back and ahead."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from workbook.errors import WorkbookError

__all__ = ["Quarter"]

_FORM = re.compile(r"(\d{4})-Q([1-4])")


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a calendar year.

    >>> q = Quarter.parse("2026-Q3")
    >>> q.start.isoformat(), q.end.isoformat(), str(q.next)
    ('2026-07-01', '2026-09-30', '2026-Q4')
    >>> q < Quarter.parse("2027-Q1")
    True
    """

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Read `2026-Q3`; a `WorkbookError` says how to write one otherwise."""
        match = _FORM.fullmatch(str(text).strip().upper())
        if not match:
            raise WorkbookError(f"“{text}” is not a quarter. Write it like 2026-Q3.")
        if not 1900 <= int(match[1]) <= 2199:
            raise WorkbookError(f"{match[0]} is too far away: quarters run from 1900 to 2199.")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter that `day` falls in."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def start(self) -> date:
        """First day of the quarter."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """Last day of the quarter."""
        return self.next.start - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        """The quarter after this one."""
        return self.plus(1)

    @property
    def previous(self) -> "Quarter":
        """The quarter before this one."""
        return self.plus(-1)

    def plus(self, quarters: int) -> "Quarter":
        """Return the quarter that many quarters later (or earlier, when negative)."""
        year, index = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, index + 1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"
