"""T: a day by which one can look."""

import re

from workbook.strategy.smart.dates import times
from workbook.strategy.smart.goal import Goal, Verdict
from workbook.strategy.smart.reading import is_english, plain
from workbook.wording import say_date

__all__ = ["time_bound"]


def time_bound(goal: Goal) -> Verdict:
    """Say whether a goal has a due date, or a time in its text that is still to come."""
    if goal.due and not (goal.start and goal.due < goal.start):
        return Verdict("T", True, f"It is due on {say_date(goal.due)}.")
    ahead, past = _said(goal)
    if ahead:
        return Verdict("T", True, f"It says “{ahead}”.")
    if past or goal.due:
        return Verdict("T", False, "Its date lies before its start: give it a due date to come.")
    return Verdict("T", False, "It says no date: give it a due date.")


def _said(goal: Goal) -> tuple[str, bool]:
    """Return the first time to come that the text says, and whether it says one that has passed."""
    if not is_english(goal.text):
        # Of other languages only a year can be read.
        years = re.findall(r"\b20\d\d\b", goal.text)
        ahead = [year for year in years if not goal.start or int(year) >= goal.start.year]
        return next(iter(ahead), ""), bool(years)
    found = times(plain(goal.text), goal.year_begins)
    ahead = [
        goal.text[time.start : time.end].strip(" ,")
        for time in found
        if not (time.last and goal.start and time.last < goal.start)
    ]
    return next(iter(ahead), ""), bool(found)
