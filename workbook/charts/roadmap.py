"""The roadmap as a timeline: the quarter shaded, the next two in sight, milestones as diamonds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten, wrap
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from workbook.charts.drawing import Drawing
from workbook.charts.style import ACCENT, INK, LINE, MUTED, SIGNAL, WASH, draw
from workbook.insight.route.initiatives import Progress, Stage
from workbook.insight.route.roadmap import Roadmap
from workbook.period import Period
from workbook.wording import say_count, say_date, say_list

__all__ = ["roadmap_chart"]

_WIDTH, _ROW, _LINE = 16.8, 0.43, 0.32  # centimetres: a row, and each line of its longest name
_LEFT, _RIGHT, _TOP, _BOTTOM = 5.3, 2.2, 0.55, 1.25
_THICK, _THIN = 0.34, 0.11  # of a row: a bar, and the outline of the first promise
_NAMED = 8  # initiatives that the alternative text names


def roadmap_chart(findings: Roadmap) -> Drawing:
    """Draw the initiatives that have a date, 16.8 cm wide, one row each, in the page's order."""
    lines = [line for line in findings.shown if line.initiative.start or line.initiative.due]
    deep = max((len(_name(line)) for line in lines), default=1)
    paint = _Painter(findings, tuple(lines))
    bottom = _BOTTOM + _LINE * paint.says_years
    height = _TOP + bottom + (_ROW + _LINE * deep) * len(lines)
    svg = draw(_WIDTH, height, (_LEFT, bottom, _RIGHT, _TOP), paint)
    return Drawing(svg, _words(findings, lines))


# Shape, hatch and word tell the stages apart; colour only repeats it.
_LOOKS: dict[Stage, dict[str, Any]] = {
    Stage.OVERDUE: {"fc": "white", "ec": SIGNAL, "hatch": "//////"},
    Stage.IN_PROGRESS: {"fc": ACCENT, "ec": ACCENT},
    Stage.NOT_STARTED: {"fc": "white", "ec": SIGNAL, "ls": (0, (3, 2))},
    Stage.STARTING: {"fc": "white", "ec": ACCENT},
    Stage.UNDATED: {"fc": "white", "ec": MUTED, "ls": (0, (1, 1.5))},
    Stage.PAUSED: {"fc": "white", "ec": MUTED, "hatch": "...."},
    Stage.STOPPED: {"fc": LINE, "ec": MUTED},
    Stage.DONE: {"fc": MUTED, "ec": MUTED},
}


@dataclass(frozen=True)
class _Painter:
    """Paints the rows; a bar ends at the end of its last day."""

    findings: Roadmap
    lines: tuple[Progress, ...]

    def __call__(self, axes: Axes) -> None:
        self._frame(axes)
        for row, line in enumerate(self.lines):
            self._label(axes, row, line)
            self._bar(axes, row, line)
            self._first_promise(axes, row, line)
            self._milestones(axes, row, line)
        _legend(axes, self.lines, below=2.7 + self.says_years)

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

    def _frame(self, axes: Axes) -> None:
        quarter = self.findings.quarter
        axes.set_xlim(self.first.toordinal(), self.last.toordinal() + 1)
        axes.set_ylim(len(self.lines) - 0.5, -0.5)
        axes.axvspan(
            quarter.start.toordinal(), quarter.end.toordinal() + 1, color=WASH, lw=0, zorder=0
        )
        shown = [quarter.plus(n) for n in range(-1, 3)]
        for each in shown:
            middle = (each.start.toordinal() + each.end.toordinal() + 1) / 2
            weight = "bold" if each == quarter else "normal"
            axes.annotate(
                str(each), (middle, 1), xycoords=("data", "axes fraction"), xytext=(0, 4),
                textcoords="offset points", ha="center", color=INK, weight=weight,
            )  # fmt: skip
        months = [p.start for each in shown for p in Period.ending_in("month", each)]
        axes.set_xticks([month.toordinal() for month in months], [])
        for month in months:
            year = self.says_years and (month == months[0] or month.month == 1)
            name = f"{month:%b\n%Y}" if year else f"{month:%b}"
            axes.annotate(
                name, (month.toordinal() + 15, 0), xycoords=("data", "axes fraction"),
                xytext=(0, -5), textcoords="offset points", ha="center", va="top",
            )  # fmt: skip
        axes.axvline(self.findings.day.toordinal() + 1, color=INK, lw=0.8, zorder=1)

    def _label(self, axes: Axes, row: int, line: Progress) -> None:
        at: dict[str, Any] = {
            "xycoords": ("axes fraction", "data"), "textcoords": "offset points", "va": "center",
        }  # fmt: skip
        left = -_LEFT / 2.54 * 72
        said = [*((words, INK) for words in _name(line)), (line.owner or "no owner", MUTED)]
        for place, (words, colour) in enumerate(said):
            up = ((len(said) - 1) / 2 - place) * 9
            axes.annotate(words, (0, row), xytext=(left, up), color=colour, **at)
        colour = SIGNAL if line.stage in (Stage.OVERDUE, Stage.NOT_STARTED) else INK
        stage = str(line.stage).capitalize()
        axes.annotate(stage, (1, row), xytext=(6, 0), color=colour, **at)

    def _bar(self, axes: Axes, row: int, line: Progress) -> None:
        start, end = self._span(line)
        self._box(axes, row, start, end, **_LOOKS[line.stage])
        day = self.findings.day
        if line.stage == Stage.IN_PROGRESS and end > day:  # what is still to be done
            self._box(axes, row, max(start, day), end, fc="#c3d2dd", ec=ACCENT)
        if line.stage == Stage.OVERDUE:  # what it has run over
            self._box(axes, row, end, day, fc="none", ec=SIGNAL, ls=(0, (2, 1.5)))
        if line.stage == Stage.STOPPED and self.first <= end:
            axes.plot(end.toordinal() + 1, row, marker="x", ms=6, mew=1.4, color=INK, zorder=4)
        for edge, beyond, marker in (
            (self.first.toordinal(), start < self.first, "<"),
            (self.last.toordinal() + 1, end > self.last, ">"),
        ):
            if beyond:
                axes.plot(edge, row, marker=marker, ms=4, color=INK, zorder=4, clip_on=False)

    def _box(self, axes: Axes, row: int, start: date, end: date, **look: Any) -> None:
        left = max(start, self.first).toordinal()
        right = min(end, self.last).toordinal() + 1
        if right > left:
            box = Rectangle((left, row - _THICK / 2), right - left, _THICK, lw=0.8, zorder=2)
            box.set(**_full(look))
            box.set_hatch_linewidth(0.6)
            axes.add_patch(box)

    def _span(self, line: Progress) -> tuple[date, date]:
        """Return first and last day of a bar; an unknown one lies at the edge of the chart."""
        work = line.initiative
        start = work.start or min(self.first, work.due or self.first)
        end = work.due or max(self.last, start)
        if line.stage in (Stage.DONE, Stage.STOPPED):
            end = min(line.closed_on or end, self.findings.day)
        return start, max(start, end)

    def _first_promise(self, axes: Axes, row: int, line: Progress) -> None:
        """Outline above the bar what was promised first, where that was moved."""
        first = line.first_due
        if first and line.slipped:
            start, _ = self._span(line)
            left = max(min(start, first), self.first).toordinal()
            right = min(first, self.last).toordinal() + 1
            if right > left:
                top = row - _THICK / 2 - _THIN - 0.05
                axes.add_patch(Rectangle((left, top), right - left, _THIN, **_FIRST, zorder=3))

    def _milestones(self, axes: Axes, row: int, line: Progress) -> None:
        for mark in line.milestones:
            reached = mark in line.reached
            day = mark.done_on if reached else mark.due
            if day and self.first <= day <= self.last:
                look = _diamond(reached)
                axes.plot(day.toordinal() + 0.5, row, zorder=5, clip_on=False, **look)


def _name(line: Progress) -> list[str]:
    return wrap(shorten(line.initiative.name, 60, placeholder=" …"), 34)[:2]


def _full(look: dict[str, Any]) -> dict[str, Any]:
    # matplotlib's setters know the long names only.
    names = {"fc": "facecolor", "ec": "edgecolor", "ls": "linestyle", "hatch": "hatch"}
    return {names[key]: value for key, value in look.items()}


_FIRST: dict[str, Any] = {"fc": "white", "ec": INK, "lw": 0.7}


def _diamond(reached: bool) -> dict[str, Any]:
    if reached:
        return {"marker": "D", "ms": 5, "mfc": INK, "mec": "white", "mew": 0.7}
    return {"marker": "D", "ms": 4.4, "mfc": "white", "mec": INK, "mew": 1.0}


def _legend(axes: Axes, lines: Sequence[Progress], below: float) -> None:
    handles = list(_keys(lines))
    if handles:
        axes.legend(
            handles=handles, loc="upper left", bbox_to_anchor=(0, 0), borderaxespad=below,
            ncols=len(handles), frameon=False, handletextpad=0.3, columnspacing=1.4,
            handlelength=1.2, borderpad=0,
        )  # fmt: skip


def _keys(lines: Sequence[Progress]) -> Iterator[Line2D | Rectangle]:
    marks = {mark in line.reached for line in lines for mark in line.milestones}
    for reached, words in ((True, "milestone reached"), (False, "milestone not reached yet")):
        if reached in marks:
            yield Line2D([], [], ls="none", label=words, **_diamond(reached))
    if any(line.slipped for line in lines):
        yield Rectangle((0, 0), 1, 1, label="first promise", **_FIRST)


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
