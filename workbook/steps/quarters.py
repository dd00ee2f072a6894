"""Which quarters a person may want to review, and which one first."""

from datetime import date

from workbook.quarter import Quarter
from workbook.strategy import Plan
from workbook.strategy.quarters import known_quarters, newest_quarter
from workbook.wording import capital

__all__ = ["offered", "say_signed", "suggested"]

YEAR = 4  # quarters to offer, however short the history


def suggested(plan: Plan, today: date) -> Quarter:
    """Return the quarter to review now: the newest in the workbook, or the one that just ended.

    Once the newest is signed off it is the turn of the one after it, as soon as that has ended.
    """
    newest = newest_quarter(plan)
    if newest is None:
        return plan.calendar.quarter_of(today).previous
    over = newest.next.end < today
    return newest.next if over and plan.sign_off(newest) else newest


def offered(plan: Plan, today: date) -> list[Quarter]:
    """Return the quarters to choose from, newest first."""
    known = known_quarters(plan)
    newest = max({plan.calendar.quarter_of(today), suggested(plan, today), *known})
    oldest = min({newest.plus(-YEAR), *known})
    found = [newest]
    while found[-1] > oldest:
        found.append(found[-1].previous)
    return found


def say_signed(plan: Plan, quarter: Quarter) -> str:
    """Return when and by whom a quarter was signed off, as a sentence; empty when it was not."""
    signed = plan.sign_off(quarter)
    if signed is None:
        return ""
    return capital(f"{signed.told}.")
