"""The last day that a quarter's pages speak of: its end, or a day before while it still runs."""

from dataclasses import dataclass
from datetime import date

from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered

__all__ = ["Cutoff", "cutoff", "dated"]


@dataclass(frozen=True)
class Cutoff:
    """The last day that a quarter's statuses speak of, and whether the quarter is over by then."""

    day: date
    over: bool

    def missed(self, due: date | None) -> bool:
        """Tell whether a due date has passed; the last day counts once the quarter is over."""
        return due is not None and (due < self.day or (due == self.day and self.over))


@remembered
def cutoff(plan: Plan, quarter: Quarter) -> Cutoff:
    """Return the quarter's last day, or the day of its sign-off or today if that comes before it.

    Of a sign-off as of a past day it is that day.

    A draft printed in mid-quarter must not call work late whose date has not come.
    """
    signed = plan.sign_off(quarter)
    day = signed.stood if signed else max(plan.today, dated(plan, quarter) or plan.today)
    return Cutoff(day, over=False) if day <= quarter.end else Cutoff(quarter.end, over=True)


def dated(plan: Plan, quarter: Quarter) -> date | None:
    """Return the day of the quarter's sign-off, or else of the newest line in the journal."""
    if signed := plan.sign_off(quarter):
        return signed.day
    newest = plan.changes.last_at
    return newest.date() if newest else None
