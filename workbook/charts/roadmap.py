"""The roadmap as a timeline: the quarter shaded, the next two in sight, milestones as diamonds."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from textwrap import shorten, wrap

from workbook.charts import lettering
from workbook.charts.axes import Axes, Sheet
from workbook.charts.drawing import Drawing
from workbook.charts.shapes import (
    LETTERS,
    Box,
    Pen,
    Point,
    Points,
    Shape,
    Words,
    hatching,
    points,
    stippling,
)
from workbook.charts.style import ACCENT, INK, LINE, MUTED, SIGNAL, WASH
from workbook.insight.route.initiatives import Progress, Stage
from workbook.insight.route.roadmap import Roadmap
from workbook.period import Period
from workbook.wording import say_count, say_date, say_list

__all__ = ["roadmap_chart"]

_ROW, _LINE = 0.43, 0.32  # centimetres: a row, and each line of its longest name
_THICK, _THIN = 0.34, 0.11  # of a row: a bar, and the outline of the first promise
_NAMED = 8  # initiatives that the alternative text names


def roadmap_chart(findings: Roadmap, most: int | None = None) -> Drawing:
    """Draw the initiatives that have a date, 16.8 cm wide, one row each, in the page's order.

    No more than `most` of them, as a drawing that is higher than its page would be made smaller.
    """
    lines = findings.dated[:most]
    paint = _Painter(findings, lines)
    return Drawing(paint.sheet.svg(paint.shapes()), _words(findings, lines))


# As in ISO 24896: what was is solid, what is planned an outline, what runs past its plan hatched.
# Shape, hatch and word tell the stages apart; colour only repeats it.
_LOOKS = {
    Stage.OVERDUE: Pen(ACCENT, 0.8, inside="#fff"),
    Stage.IN_PROGRESS: Pen(ACCENT, 0.8, inside="#fff"),
    Stage.NOT_STARTED: Pen(SIGNAL, 0.8, (2.4, 1.6), inside="#fff"),
    Stage.STARTING: Pen(ACCENT, 0.8, inside="#fff"),
    Stage.UNDATED: Pen(MUTED, 0.8, (0.8, 1.2), inside="#fff"),
    Stage.PAUSED: Pen(MUTED, 0.8, inside="#fff"),
    Stage.STOPPED: Pen(MUTED, 0.8, inside=LINE),
    Stage.DONE: Pen(MUTED, 0.8, inside=MUTED),
}
_SO_FAR = Pen(ACCENT, 0.8, inside=ACCENT)
_RUN_OVER = Pen(SIGNAL, 0.8, inside="#fff")
_AT_WORK = (Stage.IN_PROGRESS, Stage.OVERDUE)
_PLANNED = {Stage.IN_PROGRESS, Stage.STARTING, Stage.NOT_STARTED, Stage.UNDATED}
_FIRST = Pen(INK, 0.7, inside="#fff")


@dataclass(frozen=True)
class _Painter:
    """Draws the rows; a bar ends at the end of its last day."""

    findings: Roadmap
    lines: tuple[Progress, ...]

    def shapes(self) -> Iterator[Shape]:
        """Yield what is drawn, from the bottom to the top."""
        yield from self._frame()
        for row, line in enumerate(self.lines):
            yield from self._label(row, line)
            yield from self._bar(row, line)
            yield from self._first_promise(row, line)
            yield from self._milestones(row, line)
        yield from self._key()

    @cached_property
    def sheet(self) -> Sheet:
        """The paper: as high as its rows, each of which has room for the longest name."""
        deep = max((len(_name(line)) for line in self.lines), default=1)
        top, bottom = 0.55, 1.25 + _LINE * self.says_years
        height = top + bottom + (_ROW + _LINE * deep) * len(self.lines)
        return Sheet(16.8, height, left=5.3, bottom=bottom, right=2.2, top=top)

    @cached_property
    def axes(self) -> Axes:
        """The box of days and rows, the first of which is the top one."""
        days = (self.first.toordinal(), self.last.toordinal() + 1)
        return self.sheet.axes(days, (len(self.lines) - 0.5, -0.5))

    @property
    def says_years(self) -> bool:
        """Whether months say their year, as quarters bear another."""
        return self.findings.quarter.begins != 1

    @property
    def first(self) -> date:
        return self.findings.quarter.previous.start

    @property
    def last(self) -> date:
        return self.findings.quarter.plus(2).end

    def _frame(self) -> Iterator[Shape]:
        quarter, axes = self.findings.quarter, self.axes
        start, end = axes.x(quarter.start.toordinal()), axes.x(quarter.end.toordinal() + 1)
        yield Box(start, axes.top, end, axes.bottom, Pen(inside=WASH))
        quarters = [quarter.plus(n) for n in range(-1, 3)]
        for each in quarters:
            middle = axes.x((each.start.toordinal() + each.end.toordinal() + 1) / 2)
            bold = each == quarter
            yield Words(middle, axes.top - 4, str(each), INK, "middle", bold=bold)
        months = [month.start for each in quarters for month in Period.ending_in("month", each)]
        yield from axes.foot([(day.toordinal() + 15, self._month(day)) for day in months])
        yield from axes.upright(self.findings.day.toordinal() + 1, Pen(INK, 0.8))

    def _month(self, day: date) -> Sequence[str]:
        year = self.says_years and (day == self.first or day.month == 1)
        return (f"{day:%b}", f"{day:%Y}") if year else (f"{day:%b}",)

    def _label(self, row: int, line: Progress) -> Iterator[Shape]:
        middle = self.axes.y(row)
        said = [*((words, INK) for words in _name(line)), (line.owner or "no owner", MUTED)]
        for place, (words, colour) in enumerate(said):
            down = (place - (len(said) - 1) / 2) * 9
            yield Words(0, middle + down, words, colour, centred=True)
        colour = SIGNAL if line.stage in (Stage.OVERDUE, Stage.NOT_STARTED) else INK
        stage = str(line.stage).capitalize()
        yield Words(self.axes.right + 6, middle, stage, colour, centred=True)

    def _bar(self, row: int, line: Progress) -> Iterator[Shape]:
        start, end = self._span(line)
        day, axes = self.findings.day, self.axes
        for box in self._box(row, start, end, _LOOKS[line.stage]):
            yield box
            if line.stage == Stage.PAUSED:
                yield stippling(box, 2.4, 1.1, MUTED)
        if line.stage in _AT_WORK:
            yield from self._box(row, start, min(end, day), _SO_FAR)
        if line.stage == Stage.OVERDUE:
            for box in self._box(row, end + timedelta(days=1), day, _RUN_OVER):
                yield from _hatched(box)
        if line.stage == Stage.STOPPED and self.first <= end:
            place = axes.place(end.toordinal() + 1, row)
            yield Points([place], "cross", 6, Pen(INK, 1.4))
        if start < self.first:
            yield Points([axes.place(axes.first, row)], "leftwards", 5.6, Pen(inside=INK))
        if end > self.last:
            yield Points([axes.place(axes.last, row)], "rightwards", 5.6, Pen(inside=INK))

    def _box(self, row: int, start: date, end: date, pen: Pen) -> Iterator[Box]:
        left = max(start, self.first).toordinal()
        right = min(end, self.last).toordinal() + 1
        if right > left:
            upper, lower = row - _THICK / 2, row + _THICK / 2
            yield Box(*self.axes.place(left, upper), *self.axes.place(right, lower), pen)

    def _span(self, line: Progress) -> tuple[date, date]:
        """Return first and last day of a bar; an unknown one lies at the edge of the chart."""
        work = line.initiative
        start = work.start or min(self.first, work.due or self.first)
        end = work.due or max(self.last, start)
        if line.stage in (Stage.DONE, Stage.STOPPED):
            end = min(line.closed_on or end, self.findings.day)
        return start, max(start, end)

    def _first_promise(self, row: int, line: Progress) -> Iterator[Shape]:
        """Outline above the bar what was promised first, where that was moved."""
        first = line.first_due
        if first and line.slipped:
            start, _ = self._span(line)
            left = max(min(start, first), self.first).toordinal()
            right = min(first, self.last).toordinal() + 1
            if right > left:
                top = row - _THICK / 2 - _THIN - 0.05
                corners = self.axes.places((left, right), (top, top + _THIN))
                yield Box(*corners[0], *corners[1], _FIRST)

    def _milestones(self, row: int, line: Progress) -> Iterator[Shape]:
        for mark in line.milestones:
            reached = mark in line.reached
            day = mark.done_on if reached else mark.due
            if day and self.first <= day <= self.last:
                place = self.axes.place(day.toordinal() + 0.5, row)
                yield _reached(place) if reached else _not_reached(place)

    def _key(self) -> Iterator[Shape]:
        """Explain the marks that are there, side by side below the months."""
        x, y = 6.0, self.axes.bottom + 27 + LETTERS * self.says_years
        marks = {mark in line.reached for line in self.lines for mark in line.milestones}
        stages = {line.stage for line in self.lines}
        keys: tuple[tuple[bool, Callable[[Point], Iterator[Shape]], str], ...] = (
            (bool(stages & {*_AT_WORK}), _bar_of(_SO_FAR), "so far"),
            (bool(stages & _PLANNED), _bar_of(_LOOKS[Stage.STARTING]), "planned"),
            (Stage.OVERDUE in stages, _run_over, "past its date"),
            (any(line.slipped for line in self.lines), _outline, "first promise"),
            (True in marks, _one(_reached), "milestone reached"),
            (False in marks, _one(_not_reached), "milestone not reached yet"),
        )
        for is_there, mark, words in keys:
            if is_there:
                yield from mark((x, y))
                yield Words(x + 9, y, words, MUTED, centred=True)
                x += 27 + points(lettering.width(words, LETTERS))


def _name(line: Progress) -> list[str]:
    name = line.initiative.name
    short = shorten(name, 60, placeholder=" …")
    return wrap(f"{name[:59]}…" if short == "…" else short, 34)[:2]  # one endless word is cut


def _reached(place: Point) -> Points:
    return Points([place], "diamond", 5, Pen("#fff", 0.7, inside=INK))


def _not_reached(place: Point) -> Points:
    return Points([place], "diamond", 4.4, Pen(INK, 1.0, inside="#fff"))


def _one(mark: Callable[[Point], Shape]) -> Callable[[Point], Iterator[Shape]]:
    return lambda place: iter((mark(place),))


def _bar_of(pen: Pen, high: float = 6) -> Callable[[Point], Iterator[Box]]:
    return lambda place: iter(
        (Box(place[0] - 6, place[1] - high / 2, place[0] + 6, place[1] + high / 2, pen),)
    )


_outline = _bar_of(_FIRST, high=4)


def _run_over(place: Point) -> Iterator[Shape]:
    for box in _bar_of(_RUN_OVER)(place):
        yield from _hatched(box)


def _hatched(box: Box) -> Iterator[Shape]:
    yield box
    yield from hatching(box, 3.2, Pen(SIGNAL, 0.6))


def _words(findings: Roadmap, lines: Sequence[Progress]) -> str:
    quarter = findings.quarter
    start, end = quarter.previous.start, quarter.plus(2).end
    told = [f"{line.initiative.name}, {_state(line)}" for line in lines[:_NAMED]]
    if len(lines) > _NAMED:
        told.append(f"{len(lines) - _NAMED} more in the table")
    many = say_count(len(lines), "initiative")
    return f"Timeline of {many}, {start:%B %Y} to {end:%B %Y}: {'; '.join(told)}."


def _state(line: Progress) -> str:
    due = [f"due {say_date(line.initiative.due)}"] if line.initiative.due else []
    reached = [f"{len(line.reached)} of {len(line.milestones)} milestones reached"]
    return say_list([str(line.stage), *due, *(reached if line.milestones else [])])
