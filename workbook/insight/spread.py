"""Work that is planned from one day to another, spread evenly over its days."""

from dataclasses import dataclass
from datetime import date

__all__ = ["Span"]


@dataclass(frozen=True)
class Span:
    """The days whose work is counted, both ends with it."""

    first: date
    last: date

    def part(self, start: date, due: date) -> float:
        """Return the share of the days from start to due that lie within; 0 to 1.

        >>> Span(date(2026, 7, 1), date(2026, 9, 30)).part(date(2026, 6, 29), date(2026, 7, 2))
        0.5
        """
        within = (min(due, self.last) - max(start, self.first)).days + 1
        return max(0, within) / ((due - start).days + 1)
