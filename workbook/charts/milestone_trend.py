"""The milestone trend chart: a flat line is a promise kept, one that climbs slips."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes

from workbook.charts.drawing import Drawing
from workbook.charts.style import ACCENT, INK, LINE, MUTED, draw
from workbook.insight.route.milestone_trend import MilestoneTrend, Promise, Trend
from workbook.wording import say_count

__all__ = ["milestone_trend_chart"]

_WIDTH, _HEIGHT = 7.5, 5.0
_STEPS = (1, 2, 3, 6, 12, 24, 60)  # months between two marks of an axis
_APART = 8.5  # points between the letters of two lines
_LOOKS: Sequence[dict[str, Any]] = (  # colour repeats what the letter says
    {"color": ACCENT}, {"color": "#b8430c"}, {"color": "#0b6e4f"}, {"color": "#6a3d9a"},
    {"color": INK}, {"color": "#8f5a00"}, {"color": "#00708f"}, {"color": MUTED},
)  # fmt: skip


def milestone_trend_chart(found: MilestoneTrend) -> Drawing:
    """Draw what was promised over time, 7.5 cm wide; there has to be a milestone that moved.

    Where a line meets the diagonal, the day that is reported is the day that was promised.
    """
    svg = draw(_WIDTH, _HEIGHT, (1.25, 0.8, 0.5, 0.15), _Painter(found))
    return Drawing(svg, _words(found))


@dataclass(frozen=True)
class _Painter:
    found: MilestoneTrend

    def __call__(self, axes: Axes) -> None:
        first, last = self.span
        axes.set_xlim(first.toordinal(), self.found.day.toordinal() + 1)
        axes.set_ylim(first.toordinal(), last.toordinal() + 1)
        axes.set_xticks(*_marks(first, self.found.day, most=5, wide=True))
        axes.yaxis.set_visible(True)  # no other chart has marks there
        axes.set_yticks(*_marks(first, last, most=7, wide=False))
        axes.tick_params(axis="y", left=False, labelleft=True, labelcolor=MUTED, pad=3)
        axes.grid(axis="y", color=LINE, lw=0.3)
        axes.set_axisbelow(True)
        axes.axline((first.toordinal(), first.toordinal()), slope=1, color=LINE, lw=1.2)
        for trend, look in zip(self.found.trends, _LOOKS, strict=False):
            _line(axes, trend, self.found.day, look)
        self._letters(axes)

    @property
    def span(self) -> tuple[date, date]:
        """The first day that has its place, and the last one that was ever promised."""
        promises = [promise for trend in self.found.trends for promise in trend.promises]
        ends = [trend.reached for trend in self.found.trends if trend.reached]
        first = min(promise.reported for promise in promises)
        last = max(promise.due for promise in promises)
        return first, max([last, self.found.day, *ends])

    def _letters(self, axes: Axes) -> None:
        """Name the lines where they end, none on top of another."""
        low, high = axes.get_ylim()
        tall = axes.get_window_extent().height / axes.figure.dpi * 72
        ends = [_end(trend, self.found.day) for trend in self.found.trends]
        wished = [(end.due.toordinal() - low) / (high - low) * tall for end in ends]
        for place, (end, at) in enumerate(zip(ends, _apart(wished, tall), strict=True)):
            axes.annotate(
                self.found.lettered[place][0], (end.reported.toordinal(), end.due.toordinal()),
                xytext=(4, at - wished[place]), textcoords="offset points", va="center",
                weight="bold", **_LOOKS[place],
            )  # fmt: skip


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


def _line(axes: Axes, trend: Trend, day: date, look: dict[str, Any]) -> None:
    points = [*trend.promises, _end(trend, day)]
    x = [point.reported.toordinal() for point in points]
    y = [point.due.toordinal() for point in points]
    axes.plot(x, y, drawstyle="steps-post", lw=1.1, zorder=2, **look)
    axes.plot(x[:-1], y[:-1], ls="none", marker="o", ms=2.4, zorder=3, **look)
    if trend.reached:
        axes.plot(
            x[-1], y[-1], marker="D", ms=4.4, mec="white", mew=0.6, zorder=4, clip_on=False, **look
        )


def _end(trend: Trend, day: date) -> Promise:
    """Return where a line ends: on the diagonal once it is reached, or else on the page's day."""
    if trend.reached:
        return Promise(trend.reached, trend.reached)
    return Promise(day, trend.promises[-1].due)


def _marks(first: date, last: date, most: int, *, wide: bool) -> tuple[list[int], list[str]]:
    """Return beginnings of months, as many as fit, and their names."""
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    found: list[date] = []
    for step in _STEPS:
        found = [date(m // 12, m % 12 + 1, 1) for m in months if m % step == 0]
        if len(found) <= most:
            break
    named = "%b\n%Y" if wide else "%b %Y"
    return [day.toordinal() for day in found], [f"{day:{named}}" for day in found]


def _words(found: MilestoneTrend) -> str:
    told = "; ".join(
        f"{letter}, {trend.milestone.name}: {trend.told}" for letter, trend in found.lettered
    )
    many = say_count(len(found.trends), "milestone")
    return f"Milestone trend of {many}: the promised day by the day of reporting. {told}."
