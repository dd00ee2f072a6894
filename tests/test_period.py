"""A period ends where the next begins, and belongs to the quarter in which it ends."""

from datetime import date

import pytest

from workbook import Quarter
from workbook.period import Period, Unit


@pytest.mark.parametrize(
    ("unit", "start", "end"),
    [
        ("day", date(2026, 2, 28), date(2026, 2, 28)),
        ("week", date(2026, 12, 28), date(2027, 1, 3)),
        ("month", date(2026, 12, 1), date(2026, 12, 31)),
        ("quarter", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_ends_where_the_next_begins(unit: Unit, start: date, end: date) -> None:
    period = Period(unit, start)
    assert period.end == end
    assert (period.next.start - end).days == 1
    assert start in period and end in period and period.next.start not in period


@pytest.mark.parametrize(
    ("unit", "count"), [("day", 92), ("week", 13), ("month", 3), ("quarter", 1)]
)
def test_a_quarter_holds_each_period_that_ends_in_it(unit: Unit, count: int) -> None:
    quarter = Quarter.parse("2026-Q3")
    found = list(Period.ending_in(unit, quarter))
    assert len(found) == count
    assert {period.quarter for period in found} == {quarter}


def test_a_week_belongs_to_the_quarter_in_which_it_ends() -> None:
    first, *_, last = Period.ending_in("week", Quarter.parse("2026-Q3"))
    assert (first.start, last.start) == (date(2026, 6, 29), date(2026, 9, 21))
    following = next(Period.ending_in("week", Quarter.parse("2026-Q4")))
    assert following.start == date(2026, 9, 28)
