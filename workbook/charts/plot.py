"""The numbers of a chart, for the formats in which a chart can be edited."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Line", "Look", "Plot"]

Look = Literal[
    "readings", "incomplete", "signals", "earlier", "ringed", "centre", "limit", "target"
]
"""What a line is, from which each format takes how it is drawn."""


@dataclass(frozen=True)
class Line:
    """One line or one kind of point: a value (or None) for each day of its plot, or one for all."""

    name: str
    look: Look
    values: tuple[float | None, ...]

    def over(self, days: int) -> tuple[float | None, ...]:
        """Return a value for each of so many days.

        >>> Line("Target 24", "target", (24.0,)).over(3)
        (24.0, 24.0, 24.0)
        """
        return self.values if len(self.values) == days else self.values * days


@dataclass(frozen=True)
class Plot:
    """Lines over days (2026-09-30), all in one `unit`; `places` are the decimals to print."""

    days: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str = ""
    places: int = 0
