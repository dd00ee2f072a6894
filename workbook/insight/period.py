"""The days that a quarter's pages speak of, the same on every page."""

from dataclasses import dataclass
from datetime import date, datetime

from workbook.quarter import Quarter
from workbook.strategy.plan import Plan

__all__ = ["Cutoff", "cutoff", "dated", "say_quarter"]


@dataclass(frozen=True)
class Cutoff:
    """The last day that a quarter's statuses speak of, and whether the quarter is over by then."""

    day: date
    over: bool

    def missed(self, due: date | None) -> bool:
        """Tell whether a due date has passed; the last day counts once the quarter is over."""
        return due is not None and (due < self.day or (due == self.day and self.over))


def cutoff(plan: Plan, quarter: Quarter) -> Cutoff:
    """Return the quarter's last day, or the day the plan was last touched while it still runs.

    A draft printed in mid-quarter must not call work late whose date has not come.
    """
    day = dated(plan, quarter)
    running = day is not None and day in quarter
    return Cutoff(day, over=False) if day and running else Cutoff(quarter.end, over=True)


def dated(plan: Plan, quarter: Quarter) -> date | None:
    """Return the day of the quarter's sign-off, or else of the newest line in the journal."""
    if signed := plan.sign_off(quarter):
        return datetime.fromisoformat(signed.at).date()
    return max((change.at.date() for change in plan.changes), default=None)


def say_quarter(quarter: Quarter) -> str:
    """Return a quarter in words.

    >>> say_quarter(Quarter.parse("2026-Q3"))
    'July to September 2026'
    """
    return f"{quarter.start:%B} to {quarter.end:%B %Y}"
