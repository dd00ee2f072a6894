"""A quarter of a business's year, written 2026-Q3: the unit in which it looks back and ahead."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from workbook.errors import WorkbookError

__all__ = ["Quarter"]

_FORM = re.compile(r"(\d{4})-Q([1-4])")


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year that begins in the month `begins`, and is named after its last month.

    Inside the program quarters are made by a plan's calendar, which knows that month.

    >>> q = Quarter.parse("2026-Q3")
    >>> q.start.isoformat(), q.end.isoformat(), str(q.next)
    ('2026-07-01', '2026-09-30', '2026-Q4')
    >>> q < Quarter.parse("2027-Q1")
    True
    >>> Quarter(2027, 1, begins=4).start.isoformat()
    '2026-04-01'
    """

    year: int
    number: int
    begins: int = 1

    @classmethod
    def parse(cls, text: str, begins: int = 1) -> "Quarter":
        """Read `2026-Q3`; a `WorkbookError` says how to write one otherwise."""
        match = _FORM.fullmatch(str(text).strip().upper())
        if not match:
            raise WorkbookError(f"“{text}” is not a quarter. Write it like 2026-Q3.")
        if not 1900 <= int(match[1]) <= 2199:
            raise WorkbookError(f"{match[0]} is too far away: quarters run from 1900 to 2199.")
        return cls(int(match[1]), int(match[2]), begins)

    @classmethod
    def of(cls, day: date, begins: int = 1) -> "Quarter":
        """Return the quarter that `day` falls in.

        >>> str(Quarter.of(date(2027, 3, 31), begins=4)), str(Quarter.of(date(2027, 3, 31)))
        ('2027-Q4', '2027-Q1')
        """
        year, month = divmod(day.year * 12 + day.month - 1 + _ahead(begins), 12)
        return cls(year, month // 3 + 1, begins)

    @property
    def start(self) -> date:
        """First day of the quarter."""
        year, month = divmod(self.year * 12 + 3 * (self.number - 1) - _ahead(self.begins), 12)
        return date(year, month + 1, 1)

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
        return Quarter(year, index + 1, self.begins)

    @property
    def months(self) -> str:
        """Its months in words.

        >>> Quarter(2026, 3).months, Quarter(2027, 4, begins=2).months
        ('July to September 2026', 'November 2026 to January 2027')
        """
        first, last = self.start, self.end
        return f"{first:%B}{f' {first.year}' * (first.year != last.year)} to {last:%B %Y}"

    @property
    def told(self) -> str:
        """Its name, with its months where the year does not begin in January.

        >>> Quarter(2026, 3).told, Quarter(2027, 2, begins=4).told
        ('2026-Q3', '2027-Q2 (July to September 2026)')
        """
        return str(self) if self.begins == 1 else f"{self} ({self.months})"

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


def _ahead(begins: int) -> int:
    """Return by how many months a year of this beginning is ahead of the calendar's."""
    return (1 - begins) % 12
