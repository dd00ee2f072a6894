"""The last readings of a KPI, small enough for a row of a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook.charts.drawing import Drawing
from workbook.charts.style import ACCENT, INK, LINE, MUTED, SIGNAL, WASH
from workbook.insight.review.kpi_chart import KpiBehaviour
from workbook.templating import template
from workbook.wording import say_count, say_date

__all__ = ["POINTS", "sparkline"]

POINTS = 13
"""Readings that are drawn: a quarter's weeks."""

_WIDTH, _HEIGHT, _EDGE = 96.0, 24.0, 3.0  # points
_FAR = 0.6  # of the height of all else: a target farther away is told by an arrow


def sparkline(found: KpiBehaviour) -> Drawing | None:
    """Draw the newest readings between their limits, with the target; nothing without two of them.

    There are no words in it: what a reader needs to know stands in the row.
    """
    readings = found.complete[-POINTS:]
    if len(readings) < 2:
        return None
    drawn = _Drawn(found, tuple(readings.values.tolist()))
    svg = template("charts/sparkline.svg.j2").render(
        drawn=drawn, width=_WIDTH, height=_HEIGHT, ink=INK, muted=MUTED, line=LINE, wash=WASH,
        accent=ACCENT, signal=SIGNAL,
    )  # fmt: skip
    return Drawing(svg, _words(found, drawn.values))


@dataclass(frozen=True)
class _Drawn:
    """Where each thing has its place, in points from the top left corner."""

    found: KpiBehaviour
    values: Sequence[float]

    @property
    def _hidden(self) -> int:
        return len(self.found.complete) - len(self.values)

    @property
    def room(self) -> tuple[float, float]:
        """The lowest and the highest value that has its place."""
        limits, target = self.found.limits, self.found.target
        levels = [*self.values, *((limits.lower, limits.upper) if limits else ())]
        low, high = min(levels), max(levels)
        far = _FAR * (high - low)
        if target is not None and low - far <= target <= high + far:
            low, high = min(low, target), max(high, target)
        return (low, high) if high > low else (low - 1, high + 1)

    def x(self, place: float) -> float:
        """Return how far to the right the reading of this place is."""
        return round(_EDGE + place * (_WIDTH - 2 * _EDGE) / (len(self.values) - 1), 1)

    def y(self, value: float) -> float:
        """Return how far down a value is."""
        low, high = self.room
        return round(_EDGE + (high - value) / (high - low) * (_HEIGHT - 2 * _EDGE), 1)

    @property
    def points(self) -> list[tuple[float, float, str]]:
        """Each reading, and what it is: of an earlier quarter, of this one, or a signal of it.

        One that is still to be confirmed is open.
        """
        flash = self.found.complete.provisional[self._hidden :].tolist()
        news = {mark.index - self._hidden for mark in self.found.news}
        before = len(self.found.complete.until(self.found.quarter.previous.end)) - self._hidden
        return [
            (
                self.x(place),
                self.y(value),
                "open"
                if flash[place]
                else "signal"
                if place in news
                else "now"
                if place >= before
                else "before",
            )
            for place, value in enumerate(self.values)
        ]

    @property
    def begins(self) -> float:
        """Where the newest phase begins, from which on its limits hold."""
        return self.x(max(0.0, self.found.first - self._hidden - 0.5)) if self.found.first else 0.0

    @property
    def limits(self) -> list[float]:
        """Where the natural limits lie."""
        limits = self.found.limits
        return [self.y(limits.upper), self.y(limits.lower)] if limits else []

    @property
    def target(self) -> float | None:
        """Where the target lies, if it is near enough to be drawn."""
        low, high = self.room
        target = self.found.target
        return None if target is None or not low <= target <= high else self.y(target)

    @property
    def beyond(self) -> str:
        """On which side the target lies that is too far away."""
        if self.found.target is None or self.target is not None:
            return ""
        return "above" if self.found.target > self.room[1] else "below"


def _words(found: KpiBehaviour, values: Sequence[float]) -> str:
    first, last = found.said_read(values[0]), found.said_read(values[-1], found.kpi.unit)
    end = say_date(found.complete.period(-1).end)
    said = [
        f"{found.kpi.name}, the last {say_count(len(values), found.complete.unit)} to {end}: from "
        f"{first} to {last}",
        *_levels(found),
    ]
    return f"{', '.join(said)}."


def _levels(found: KpiBehaviour) -> Iterator[str]:
    if found.limits:
        yield f"usually {found.usual}"
    if found.target is not None:
        yield f"target {found.said_read(found.target)}"
