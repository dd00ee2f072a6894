"""The milestone trend chart: a flat line is a promise kept, one that climbs slips."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from workbook.charts.axes import Axes, Sheet
from workbook.charts.drawing import Drawing
from workbook.charts.months import beginnings
from workbook.charts.shapes import Line, Pen, Points, Shape, Words
from workbook.charts.style import ACCENT, INK, LINE, MUTED
from workbook.insight.route.milestone_trend import MilestoneTrend, Promise, Trend
from workbook.wording import say_count

__all__ = ["milestone_trend_chart"]

_SHEET = Sheet(7.5, 3.8, left=1.6, bottom=0.8, right=0.5, top=0.15)
_APART = 8.5  # points between the letters of two lines
# Colour repeats what the letter says.
_COLOURS = (ACCENT, "#b8430c", "#0b6e4f", "#6a3d9a", INK, "#8f5a00", "#00708f", MUTED)


def milestone_trend_chart(found: MilestoneTrend) -> Drawing:
    """Draw what was promised over time, 7.5 cm wide; there has to be a milestone that moved.

    Where a line meets the diagonal, the day that is reported is the day that was promised.
    """
    return Drawing(_SHEET.svg(_Painter(found).shapes()), _words(found))


@dataclass(frozen=True)
class _Painter:
    found: MilestoneTrend

    def shapes(self) -> Iterator[Shape]:
        """Yield what is drawn, from the bottom to the top."""
        yield from self._frame()
        for trend, colour in zip(self.found.trends, _COLOURS, strict=False):
            yield from self._line(trend, colour)
        yield from self._letters()

    @cached_property
    def span(self) -> tuple[date, date]:
        """The first day that has its place, and the last one that was ever promised."""
        promises = [promise for trend in self.found.trends for promise in trend.promises]
        ends = [trend.reached for trend in self.found.trends if trend.reached]
        first = min(promise.reported for promise in promises)
        last = max(promise.due for promise in promises)
        return first, max([last, self.found.day, *ends])

    @cached_property
    def axes(self) -> Axes:
        """The box of days reported and days promised."""
        first, last = (day.toordinal() for day in self.span)
        return _SHEET.axes((first, self.found.day.toordinal() + 1), (first, last + 1))

    def _frame(self) -> Iterator[Shape]:
        axes, (first, last) = self.axes, self.span
        for day in beginnings(first, last, most=7):
            yield from axes.level(day.toordinal(), Pen(LINE, 0.3), axes.first, axes.last)
            y = axes.y(day.toordinal())
            yield Words(axes.left - 3, y, f"{day:%b %Y}", MUTED, "end", centred=True)
        months = beginnings(first, self.found.day, most=5)
        yield from axes.foot([(day.toordinal(), (f"{day:%b}", f"{day:%Y}")) for day in months])
        end = min(axes.last, axes.high)
        yield Line(axes.places((axes.first, end), (axes.first, end)), Pen(LINE, 1.2))

    def _line(self, trend: Trend, colour: str) -> Iterator[Shape]:
        *kept, end = [
            self.axes.place(promise.reported.toordinal(), promise.due.toordinal())
            for promise in (*trend.promises, self._end(trend))
        ]
        steps = [step for (_, y), (x, up) in pairwise([*kept, end]) for step in ((x, y), (x, up))]
        yield Line([kept[0], *steps], Pen(colour, 1.1))
        yield Points(kept, "disc", 3.2, Pen(inside=colour))
        if trend.reached:
            yield Points([end], "diamond", 4.4, Pen("#fff", 0.6, inside=colour))

    def _end(self, trend: Trend) -> Promise:
        """Return where a line ends: on the diagonal once it is reached, else on the page's day."""
        if trend.reached:
            return Promise(trend.reached, trend.reached)
        return Promise(self.found.day, trend.promises[-1].due)

    def _letters(self) -> Iterator[Shape]:
        """Name the lines where they end, none on top of another."""
        axes = self.axes
        ends = [self._end(trend) for trend in self.found.trends]
        wished = [axes.bottom - axes.y(end.due.toordinal()) for end in ends]
        placed = _apart(wished, axes.bottom - axes.top)
        lines = zip(ends, placed, self.found.lettered, _COLOURS, strict=False)
        for end, up, (letter, _), colour in lines:
            x, y = axes.x(end.reported.toordinal()) + 4, axes.bottom - up
            yield Words(x, y, letter, colour, centred=True, bold=True)


def _apart(wished: Sequence[float], room: float) -> list[float]:
    """Return places that keep their distance: pushed up from below, and then down from the top.

    >>> _apart([10, 12, 99], 100)
    [10, 18.5, 99]
    >>> _apart([99, 99], 100)
    [91.5, 100]
    """
    places = list(wished)
    order = sorted(range(len(places)), key=lambda place: wished[place])
    for below, above in pairwise(order):
        places[above] = max(places[above], places[below] + _APART)
    most = max(room, *wished)
    for place in reversed(order):
        places[place] = min(places[place], most)
        most = places[place] - _APART
    return places


def _words(found: MilestoneTrend) -> str:
    told = "; ".join(
        f"{letter}, {trend.milestone.name}: {trend.told}" for letter, trend in found.lettered
    )
    many = say_count(len(found.trends), "milestone")
    return f"Milestone trend of {many}: the promised day by the day of reporting. {told}."
