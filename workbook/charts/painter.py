"""Draws a process-behaviour chart: the readings of a KPI, its limits, and what they are called."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import numpy as np

from workbook.charts.axes import Axes, Ends, Sheet
from workbook.charts.lettering import apart
from workbook.charts.months import middles, named
from workbook.charts.scales import own_scale
from workbook.charts.shapes import (
    Anchor,
    Box,
    Form,
    Line,
    Pen,
    Places,
    Points,
    Shape,
    Words,
)
from workbook.charts.style import ACCENT, INK, LINE, MUTED, SIGNAL, WASH
from workbook.insight.review.kpi_chart import KpiBehaviour
from workbook.period import Period
from workbook.strategy.series import Days, Series

__all__ = ["Painter", "drawn"]

# On a large chart and on a small one: how many readings are drawn, and how many with a point each.
_MOST, _APART = (156, 78), (104, 78)


def drawn(found: KpiBehaviour, *, small: bool) -> Series:
    """Return the readings that a chart shows: the newest, as many as can be seen."""
    return found.readings[-_MOST[small] :]


@dataclass(frozen=True)
class Painter:
    """Draws one KPI, on a scale that it shares with others or on its own."""

    found: KpiBehaviour
    small: bool
    scale: Ends | None = field(default=None, kw_only=True)

    @property
    def svg(self) -> str:
        """The whole drawing."""
        return self.sheet.svg(self.shapes())

    def shapes(self) -> Iterator[Shape]:
        """Yield what is drawn, from the bottom to the top."""
        yield from self.set_off()
        yield from self.axes.foot(self._months())
        yield from self._before()
        yield from self._lines()
        yield from self._readings()
        yield from self._signals()
        yield from self._breaks()
        yield from self._names()

    @property
    def sheet(self) -> Sheet:
        """The paper that it is drawn on."""
        if self.small:
            return Sheet(7.5, 2.5, left=0.15, bottom=0.85, right=self.right, top=0.15)
        return Sheet(16.8, 2.5, left=0.2, bottom=0.8, right=self.right, top=0.38)

    @cached_property
    def axes(self) -> Axes:
        """The box of days and values."""
        first, last = self.days
        left, right = first.toordinal() - 1.0, last.toordinal() + 1.0
        pad = (right - left) * 0.012
        return self.sheet.axes((left - pad, right + pad), self.room)

    @cached_property
    def shown(self) -> Series:
        """The readings that have their place."""
        return drawn(self.found, small=self.small)

    @cached_property
    def lines(self) -> dict[str, float]:
        """The levels that are drawn across, by their names."""
        limits, target = self.found.limits, self.found.target
        lines = {} if target is None else {"target": target}
        if limits:
            lines |= {"upper limit": limits.upper, "lower limit": limits.lower}
            lines |= {"centre": limits.centre}
        return lines

    @cached_property
    def names(self) -> dict[str, float]:
        """What is named at the right: the lines, and on a large chart the last reading."""
        complete = self.found.complete
        last = {} if self.small or not complete else {"last": float(complete.values[-1])}
        return self.lines | last

    @property
    def right(self) -> float:
        """Room for the names, in centimetres: the same on all charts, unless one is long."""
        longest = max((len(self._name(*name)) for name in self.names.items()), default=0)
        return max(1.3 if self.small else 3.1, 0.25 + 0.165 * longest)

    @cached_property
    def room(self) -> Ends:
        """The lowest and highest figure that has its place; a far target has not."""
        return self.scale or own_scale(self.found, self.shown)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that have their place."""
        quarter = self.found.quarter
        return min(self.shown.period(0).start, quarter.start), quarter.end

    @property
    def before(self) -> date:
        """The last day of what came before, whose readings are lighter."""
        return self.found.quarter.previous.end

    @property
    def news(self) -> set[int]:
        """The readings whose signals stand out."""
        return {mark.index for mark in self.found.news}

    def x(self, readings: Series) -> list[float]:
        """Return where readings stand on the axis of days."""
        # A day or week counts where it ends; a month fills its place on the axis.
        last = _ordinals(readings.ends)
        if readings.unit in ("day", "week"):
            return last
        first = _ordinals(readings.starts)
        return [(start + end) / 2 for start, end in zip(first, last, strict=True)]

    def places(self, readings: Series) -> Places:
        """Return where readings stand on the sheet."""
        return self.axes.places(self.x(readings), readings.values.tolist())

    def set_off(self) -> Iterator[Shape]:
        """Set off the quarter under review."""
        quarter, axes = self.found.quarter, self.axes
        start, end = quarter.start.toordinal() - 0.5, quarter.end.toordinal() + 0.5
        left, right = axes.x(max(start, axes.first)), axes.x(min(end, axes.last))
        yield Box(left, axes.top, right, axes.bottom, Pen(inside=WASH))
        if not self.small:
            yield self._above((start + end + 0.5) / 2, str(quarter))

    def _months(self) -> Iterator[tuple[float, Sequence[str]]]:
        days = middles(*self.days, 4 if self.small else 9)
        for day, lines in zip(days, named(days), strict=True):
            yield day.toordinal(), lines

    @property
    def _begun(self) -> list[float]:
        """Where each phase begins, on the axis of days."""
        return [phase.start.toordinal() - 0.5 for phase in self.found.phases]

    def _before(self) -> Iterator[Shape]:
        """Draw what came before the newest phase, and a line where each began."""
        for x in self._begun:
            yield from self.axes.upright(x, Pen(INK, 0.8))
        complete = self.found.complete
        for stretch in self.found.earlier:
            first, last = _ordinals(complete.starts[stretch.first : stretch.last][[0, -1]])
            end = min(start for start in self._begun if start > last)
            for level, look in (
                (stretch.centre, _CENTRE), (stretch.upper, _LIMIT), (stretch.lower, _LIMIT),
            ):  # fmt: skip
                yield from self.axes.level(level, replace(look, line=LINE), first - 0.5, end)

    def _lines(self) -> Iterator[Shape]:
        axes, found = self.axes, self.found
        begins = self._begun[-1] if self._begun else axes.first
        for name, level in self.lines.items():
            start = axes.first if name == "target" else begins
            yield from axes.level(level, _LOOKS[name], start, axes.last)
        if found.locked and found.limits and found.locked < found.quarter.end:
            locked = found.locked.toordinal()
            yield from axes.upright(locked, Pen(ACCENT, 0.7))
            if not self.small and axes.first < locked < found.quarter.start.toordinal():
                yield self._above(locked, "limits locked")

    @property
    def _few(self) -> bool:
        """Whether the points stand far enough apart to be told one from the other."""
        return len(self.shown) <= _APART[self.small]

    def _readings(self) -> Iterator[Shape]:
        complete, partial = self.shown.whole, self.shown[~self.shown.complete]
        size = 2.0 if self.small or len(complete) > 60 else 2.8
        yield Line(self.places(complete), Pen(LINE))
        if self._few:
            earlier = len(complete.until(self.before))
            for these, colour in ((complete[:earlier], MUTED), (complete[earlier:], INK)):
                yield Points(self.places(these.confirmed), "disc", size, Pen(inside=colour))
        looks: tuple[tuple[Series, Form, str], ...] = (
            (partial, "disc", "incomplete"),
            (complete[complete.provisional], "square", "provisional"),
        )
        for hollow, form, word in looks:
            yield Points(self.places(hollow), form, size + 0.8, Pen(MUTED, 0.7, inside="#fff"))
            if hollow and not self.small and len(complete) <= 60:
                yield self._named(hollow[:1], word)

    def _named(self, first: Series, word: str) -> Words:
        """Name the first of some readings, below it where it stands high."""
        [(x, y)] = self.places(first)
        down = y < (self.axes.top + self.axes.bottom) / 2
        edges: dict[Period, Anchor] = {
            self.shown.period(0): "start",
            self.shown.period(-1): "end",
        }
        anchor = edges.get(first.period(0), "middle")
        return Words(x, y + (11 if down else -6.6), word, MUTED, anchor, plate=True)

    def _signals(self) -> Iterator[Shape]:
        before = {mark.index for mark in self.found.marks} - self.news
        for places, colour, size in ((before, MUTED, 3.2), (self.news, SIGNAL, 4.2)):
            points = self.at(places)
            for these, pen in (
                (points.confirmed, Pen("#fff", 0.5, inside=colour)),
                (points[points.provisional], Pen(colour, 0.5, inside="#fff")),
            ):
                yield Points(self.places(these), "diamond", size, pen)

    def at(self, places: Iterable[int]) -> Series:
        """Return those of the complete readings that are shown, counted from the first of all."""
        complete = self.shown.whole
        hidden = len(self.found.complete) - len(complete)
        marked = np.zeros(len(complete), dtype=np.bool_)
        marked[[place - hidden for place in places if place >= hidden]] = True
        return complete[marked]

    def _names(self) -> Iterator[Shape]:
        """Name the lines and the last reading at the right, none on top of another."""
        low, high = self.room
        levels = {
            name: self.axes.y(min(max(level, low), high)) for name, level in self.names.items()
        }
        places = apart(levels, 9.5)
        for name, level in self.names.items():
            colour = INK if name in ("target", "last") else ACCENT
            said = self._name(name, level)
            yield Words(self.axes.right + 4, places[name], said, colour, centred=True)

    def _breaks(self) -> Iterator[Shape]:
        """Name each break; its reason stands beneath, as people may type any letter."""
        for x in self._begun:
            if not self.small and self.axes.first < x < self.axes.last:
                yield self._beside(x, "new limits")

    def _above(self, x: float, words: str) -> Words:
        return Words(self.axes.x(x), self.axes.top - 3, words, INK, "middle")

    def _beside(self, x: float, words: str) -> Words:
        """Write at the top within the box, on the side where there is more room."""
        late = x > (self.axes.first + self.axes.last) / 2
        anchor: Anchor = "end" if late else "start"
        aside = self.axes.x(x) + (-3 if late else 3)
        return Words(aside, self.axes.top + 8, words, INK, anchor, plate=True)

    def _name(self, name: str, level: float) -> str:
        percent = "%" if self.found.kpi.unit.startswith("%") else ""
        low, high = self.room
        away = " ↑" if level > high else " ↓" if level < low else ""
        words = "" if self.small else f"{name} "
        typed = name == "target" or (name == "last" and not self.found.by_week)
        say = self.found.said_read if typed else self.found.said
        return f"{words}{say(level, percent)}{away}"


_CENTRE, _LIMIT = Pen(ACCENT, 1.0), Pen(ACCENT, 0.7, (3.5, 2.1))
_LOOKS = {
    "target": Pen(INK, 1.0, (1, 1.6)),
    "centre": _CENTRE,
    "upper limit": _LIMIT,
    "lower limit": _LIMIT,
}


def _ordinals(days: Days) -> list[float]:
    return [float(day.toordinal()) for day in days.tolist()]
