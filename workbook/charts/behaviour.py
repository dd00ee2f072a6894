"""The process-behaviour chart: a KPI over time between its natural limits."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from workbook.charts.drawing import Drawing
from workbook.charts.plot import Plot
from workbook.charts.plotted import plotted
from workbook.charts.style import ACCENT, INK, LINE, MUTED, SIGNAL, WASH, draw
from workbook.insight.review.kpi_chart import KpiBehaviour
from workbook.strategy.series import Days, Series
from workbook.wording import say_count, say_date

__all__ = ["Painter", "behaviour_chart", "drawn", "small_behaviour_chart"]

# On a large chart and on a small one: how many readings are drawn, and how many with a point each.
_MOST, _APART = (156, 78), (104, 78)


def behaviour_chart(found: KpiBehaviour) -> Drawing:
    """Draw a KPI with at least one reading, 16.8 cm wide, with its lines named at the right."""
    paint = Painter(found, small=False)
    return Drawing(draw(16.8, 2.7, (0.2, 0.8, paint.right, 0.38), paint), *_told(paint))


def small_behaviour_chart(found: KpiBehaviour) -> Drawing:
    """Draw the same 7.5 cm wide, for several side by side; its lines carry their values only."""
    paint = Painter(found, small=True)
    return Drawing(draw(7.5, 2.5, (0.15, 0.85, paint.right, 0.15), paint), *_told(paint))


def drawn(found: KpiBehaviour, *, small: bool) -> Series:
    """Return the readings that a chart shows: the newest, as many as can be seen."""
    return found.readings[-_MOST[small] :]


@dataclass(frozen=True)
class Painter:
    """Paints one KPI on a pair of axes."""

    found: KpiBehaviour
    small: bool

    def __call__(self, axes: Axes) -> None:
        """Paint it all."""
        self._frame(axes)
        self._lines(axes)
        self._readings(axes)
        self._signals(axes)
        self._names(axes)

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
    def room(self) -> tuple[float, float]:
        """The lowest and highest figure that has its place; a far target has not."""
        levels = (
            self.shown.values.tolist()
            + self._former
            + [level for name, level in self.lines.items() if name != "target"]
        )
        low, high = min(levels), max(levels)
        target = self.lines.get("target", low)
        if low - 0.6 * (high - low) <= target <= high + 0.6 * (high - low):
            low, high = min(low, target), max(high, target)
        pad = 0.08 * (high - low) or 0.1 * abs(high) or 1.0
        return low - pad, high + pad

    @property
    def _former(self) -> list[float]:
        """The limits of earlier phases that are in sight."""
        hidden = len(self.found.complete) - len(self.shown.whole)
        seen = (stretch for stretch in self.found.earlier if stretch.last > hidden)
        return [level for stretch in seen for level in (stretch.lower, stretch.upper)]

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that have their place."""
        quarter = self.found.quarter
        return min(self.shown.period(0).start, quarter.start), quarter.end

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

    def _frame(self, axes: Axes) -> None:
        first, last = self.days
        left, right = first.toordinal() - 1.0, last.toordinal() + 1.0
        pad = (right - left) * 0.012
        axes.set_xlim(left - pad, right + pad)
        axes.set_ylim(*self.room)
        places = _months(first, last, 4 if self.small else 9)
        axes.set_xticks([day.toordinal() for day in places], list(_month_names(places)))
        self.set_off(axes)

    def set_off(self, axes: Axes) -> None:
        """Set off the quarter under review."""
        quarter = self.found.quarter
        start, right = quarter.start.toordinal() - 0.5, quarter.end.toordinal() + 1.0
        axes.axvspan(start, right - 0.5, color=WASH, lw=0, zorder=0)
        if not self.small:
            _above(axes, (start + right) / 2, str(quarter))

    def _lines(self, axes: Axes) -> None:
        begins = self._begins(axes)
        for name, level in self.lines.items():
            axes.axhline(level, 0 if name == "target" else begins, zorder=1, **_LOOKS[name])
        locked, quarter = self.found.locked, self.found.quarter
        if locked and self.found.limits and locked < quarter.end:
            axes.axvline(locked.toordinal(), color=ACCENT, lw=0.7, zorder=1)
            if not self.small and locked < quarter.start:
                _above(axes, locked.toordinal(), "limits locked")

    def _begins(self, axes: Axes) -> float:
        """Draw what came before the newest phase; return the share of the axis where that begins.

        Each break has its line; its reason stands beneath, as people may type any letter.
        """
        left, right = axes.get_xlim()
        starts = [phase.start.toordinal() - 0.5 for phase in self.found.phases]
        for x in starts:
            if left < x < right:
                axes.axvline(x, color=INK, lw=0.8, zorder=1)
                if not self.small:
                    _beside(axes, x, "new limits")
        complete = self.found.complete
        for stretch in self.found.earlier:
            first, last = _ordinals(complete.starts[stretch.first : stretch.last][[0, -1]])
            end = min(start for start in starts if start > last)
            for name in ("centre", "upper", "lower"):
                look = {**_LOOKS["centre" if name == "centre" else "lower limit"], "color": LINE}
                level = getattr(stretch, name)
                axes.plot([first - 0.5, end], [level, level], zorder=1, **look)
        return max(0.0, (starts[-1] - left) / (right - left)) if starts else 0.0

    @property
    def _few(self) -> bool:
        """Whether the points stand far enough apart to be told one from the other."""
        return len(self.shown) <= _APART[self.small]

    def _readings(self, axes: Axes) -> None:
        complete, partial = self.shown.whole, self.shown[~self.shown.complete]
        size = 2.0 if self.small or len(complete) > 60 else 2.8
        axes.plot(self.x(complete), complete.values, color=LINE, zorder=2)
        solid, flash = complete.confirmed, complete[complete.provisional]
        axes.plot(
            self.x(solid), solid.values,
            ls="none", marker="o" if self._few else "", ms=size, mfc=MUTED, mec="none", zorder=2,
        )  # fmt: skip
        for hollow, marker, word in ((partial, "o", "incomplete"), (flash, "s", "provisional")):
            axes.plot(
                self.x(hollow), hollow.values,
                ls="none", marker=marker, ms=size + 0.8, mfc="white", mec=MUTED, mew=0.7, zorder=2,
            )  # fmt: skip
            if hollow and not self.small and len(complete) <= 60:
                self._name_hollow(axes, hollow[:1], word)

    def _name_hollow(self, axes: Axes, first: Series, word: str) -> None:
        low, high = self.room
        [x], [value] = self.x(first), first.values.tolist()
        down = value > (low + high) / 2
        edges = {self.shown.period(0): "left", self.shown.period(-1): "right"}
        axes.annotate(
            word, (x, value), xytext=(0, -5 if down else 5), textcoords="offset points",
            ha=edges.get(first.period(0), "center"), va="top" if down else "bottom", color=MUTED,
            bbox={"fc": "white", "ec": "none", "pad": 0.4, "alpha": 0.85},
        )  # fmt: skip

    def _signals(self, axes: Axes) -> None:
        before = {mark.index for mark in self.found.marks} - self.news
        for places, colour, size in ((before, MUTED, 3.2), (self.news, SIGNAL, 4.2)):
            points = self.at(places)
            for these, inside, edge in (
                (points.confirmed, colour, "white"), (points[points.provisional], "white", colour)
            ):  # fmt: skip
                axes.plot(
                    self.x(these), these.values,
                    ls="none", marker="D", ms=size, mfc=inside, mec=edge, mew=0.5, zorder=3,
                )  # fmt: skip

    def at(self, places: Iterable[int]) -> Series:
        """Return those of the complete readings that are shown, counted from the first of all."""
        complete = self.shown.whole
        hidden = len(self.found.complete) - len(complete)
        marked = np.zeros(len(complete), dtype=np.bool_)
        marked[[place - hidden for place in places if place >= hidden]] = True
        return complete[marked]

    def _names(self, axes: Axes) -> None:
        """Name the lines and the last reading at the right, none on top of another."""
        low, high = self.room
        points = axes.get_window_extent().height / axes.figure.dpi * 72 / (high - low)
        inside = {name: min(max(level, low), high) for name, level in self.names.items()}
        places = _apart({name: level * points for name, level in inside.items()}, 9.5)
        for name, level in inside.items():
            axes.annotate(
                self._name(name, self.names[name]), (1, level), xycoords=("axes fraction", "data"),
                xytext=(4, places[name] - level * points), textcoords="offset points", va="center",
                color=INK if name in ("target", "last") else ACCENT,
            )  # fmt: skip

    def _name(self, name: str, level: float) -> str:
        percent = "%" if self.found.kpi.unit.startswith("%") else ""
        low, high = self.room
        away = " ↑" if level > high else " ↓" if level < low else ""
        words = "" if self.small else f"{name} "
        typed = name == "target" or (name == "last" and not self.found.by_week)
        say = self.found.said_read if typed else self.found.said
        return f"{words}{say(level, percent)}{away}"


_LIMIT = {"color": ACCENT, "ls": (0, (5, 3)), "lw": 0.7}
_LOOKS: dict[str, dict[str, Any]] = {
    "target": {"color": INK, "ls": (0, (1, 1.6)), "lw": 1.0},
    "centre": {"color": ACCENT, "lw": 1.0},
    "upper limit": _LIMIT,
    "lower limit": _LIMIT,
}


def _above(axes: Axes, x: float, words: str) -> None:
    axes.annotate(
        words, (x, 1), xycoords=("data", "axes fraction"), xytext=(0, 3),
        textcoords="offset points", ha="center", color=INK,
    )  # fmt: skip


def _beside(axes: Axes, x: float, words: str) -> None:
    """Write at the top within the axes, on the side where there is more room."""
    left, right = axes.get_xlim()
    late = x > (left + right) / 2
    axes.annotate(
        words, (x, 1), xycoords=("data", "axes fraction"), xytext=(-3 if late else 3, -2),
        textcoords="offset points", ha="right" if late else "left", va="top", color=INK,
        bbox={"fc": "white", "ec": "none", "pad": 0.8, "alpha": 0.85}, zorder=5,
    )  # fmt: skip


def _months(first: date, last: date, most: int) -> list[date]:
    """Return days in the middle of months, as many as fit, or both ends of a short time."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    whole = [day for day in (date(m // 12, m % 12 + 1, 15) for m in months) if first <= day <= last]
    for step in (1, 2, 3, 6, 12, 24, 60, 120):
        found = [day for day in whole if (day.year * 12 + day.month - 1) % step == 0]
        if len(found) <= most:
            break
    return found if len(found) > 1 else [first, last]


def _month_names(days: Sequence[date]) -> Iterator[str]:
    years = {day.year: day for day in reversed(days)}
    for day in days:
        name = f"{day:%b}" if day.day == 15 else f"{day.day} {day:%b}"
        yield f"{name}\n{day.year}" if years[day.year] == day else name


def _apart(places: dict[str, float], gap: float) -> dict[str, float]:
    """Move places that are too close away from each other, half of the way each."""
    moved = dict(sorted(places.items(), key=lambda item: item[1]))
    names = list(moved)
    for _ in range(100):
        for lower, upper in pairwise(names):
            lack = gap - (moved[upper] - moved[lower])
            if lack > 0.01:
                moved[lower] -= lack / 2
                moved[upper] += lack / 2
    return moved


def _ordinals(days: Days) -> list[float]:
    return [float(day.toordinal()) for day in days.tolist()]


def _told(paint: Painter) -> tuple[str, Plot]:
    return _words(paint.found), plotted(paint.found, paint.shown)


def _words(found: KpiBehaviour) -> str:
    kpi, readings = found.kpi, found.readings
    periods = say_count(len(readings), readings.unit)
    said = [
        f"Process-behaviour chart of {kpi.name}, {periods} to {say_date(readings.period(-1).end)}: "
        f"last reading {found.said_read(float(readings.values[-1]), kpi.unit)}"
        f"{', provisional' if readings.provisional[-1] else ''}"
    ]
    if found.limits:
        centre, lower, upper = map(
            found.said, (found.limits.centre, found.limits.lower, found.limits.upper)
        )
        said.append(f"centre line {centre}, natural limits {lower} to {upper}")
    if found.target is not None:
        said.append(f"target {found.said_read(found.target)}")
    said += [f"new limits from {say_date(p.start)} ({p.reason})" for p in found.phases]
    return f"{', '.join(said)}. {found.sentence}"
