"""The milestone trend: which day each milestone was promised for, as it was reported over time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from string import ascii_uppercase

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.provenance import journal_line, slugs
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.history import Change
from workbook.strategy.plan import Plan
from workbook.strategy.route import Initiative, Milestone
from workbook.wording import say_count, say_date

__all__ = ["LIMIT", "MilestoneTrend", "Promise", "Trend", "milestone_trend"]

LIMIT = 8
"""Milestones that are shown: more lines than that nobody follows."""


@dataclass(frozen=True)
class Promise:
    """A day that was promised, from the day on which it was written down."""

    reported: date
    due: date


@dataclass(frozen=True)
class Trend:
    """What was promised of one milestone, oldest first, and when it was reached, if it was."""

    milestone: Milestone
    initiative: str
    promises: tuple[Promise, ...]
    reached: date | None
    slipped: Figure

    @property
    def days(self) -> int:
        """The days from the first promise to the newest; negative: earlier."""
        return (self.promises[-1].due - self.promises[0].due).days

    @property
    def moves(self) -> int:
        """How often it was promised anew."""
        return len(self.promises) - 1

    @property
    def moved(self) -> int:
        """The days of all moves, whichever way they went."""
        dues = [promise.due for promise in self.promises]
        return sum(abs((b - a).days) for a, b in pairwise(dues))

    def matters(self, year: date, quarter: date) -> bool:
        """Tell whether it is of the last year, or of the quarter if it was kept all along."""
        return self.reached is None or self.reached >= (year if self.moves else quarter)

    @property
    def told(self) -> str:
        """What became of the promise, in words."""
        times = say_count(self.moves, "time") if self.moves > 1 else "once"
        way = "later" if self.days > 0 else "earlier"
        far = f"{say_count(abs(self.days), 'day')} {way}" if self.days else "back to the first day"
        moved = f"moved {times}, {far}" if self.moves else "never moved"
        end = f"reached on {say_date(self.reached)}" if self.reached else "not reached yet"
        return f"first promised for {say_date(self.promises[0].due)}, {moved}, {end}"


@dataclass(frozen=True)
class MilestoneTrend(Finding):
    """The milestones that moved most, as known on `day`; none while no promise was ever moved.

    `others` counts those that moved less, and have no line. The figures are of those shown.
    """

    day: date
    trends: tuple[Trend, ...]
    others: int

    @property
    def lettered(self) -> tuple[tuple[str, Trend], ...]:
        """Each of them with the letter by which its line is named."""
        return tuple(zip(ascii_uppercase, self.trends, strict=False))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """How far each milestone slipped."""
        return tuple(trend.slipped for trend in self.trends)


@finding
def milestone_trend(plan: Plan, quarter: Quarter) -> MilestoneTrend:
    """Return what was promised of milestones that moved within a year, or never did and are open.

    Work that was stopped promises nothing any more. The first to be shown moved most; one that
    never moved is shown only beside others that did, while there is room.
    """
    day, year = cutoff(plan, quarter).day, quarter.plus(-3).start
    found = [trend for trend in _trends(plan, day) if trend.matters(year, quarter.start)]
    found.sort(key=lambda trend: (-trend.moved, trend.promises[-1].due, trend.milestone.name))
    if not any(trend.moves for trend in found):
        return MilestoneTrend(day, (), 0)
    return MilestoneTrend(day, tuple(found[:LIMIT]), sum(bool(t.moves) for t in found[LIMIT:]))


def _trends(plan: Plan, day: date) -> Iterator[Trend]:
    named = slugs(plan, plan.all(Milestone))
    work = {each.id: each.name for each in plan.all(Initiative) if each.status != "stopped"}
    for milestone in plan.all(Milestone):
        lines = plan.history(milestone, "due")
        promises = tuple(_promises(lines, day))
        if promises and milestone.initiative_id in work:
            done = milestone.done_on
            yield Trend(
                milestone,
                work[milestone.initiative_id],
                promises,
                done if done and done <= day else None,
                _slipped(milestone, promises, lines, named[milestone.id]),
            )


def _promises(changes: Sequence[Change], day: date) -> Iterator[Promise]:
    """Yield what was promised by a day; of several changes within a day the last is meant."""
    newest = {change.at.date(): change.after.get("due") for change in changes}
    before = None
    for reported, due in newest.items():
        if due and due != before and reported <= day:
            yield Promise(reported, date.fromisoformat(due))
            before = due


def _slipped(
    milestone: Milestone, promises: Sequence[Promise], lines: Sequence[Change], slug: str
) -> Figure:
    return Figure(
        id=f"milestone.{slug}.slipped",
        label=f"Slippage of “{milestone.name}”",
        value=(promises[-1].due - promises[0].due).days,
        unit="days",
        method="Newest promised day minus the first one in the journal.",
        sources=tuple(map(journal_line, lines)),
    )
