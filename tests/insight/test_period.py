"""The days that a quarter's pages speak of."""

from datetime import date

from tests.insight.small import line, make, plan
from workbook.quarter import Quarter
from workbook.strategy import Business
from workbook.strategy.cutoff import Cutoff, cutoff, dated

Q3 = Quarter.parse("2026-Q3")
BAKERY = make(Business, name="Rise Bakery")


def touched(*days: date):
    lines = (line(n, BAKERY, day, {}, {"name": "x"}) for n, day in enumerate(days, 1))
    return plan(BAKERY, changes=tuple(lines), today=min(days))


def test_a_draft_is_dated_by_its_newest_journal_line_even_if_lines_came_out_of_order():
    assert dated(touched(date(2026, 10, 3), date(2026, 9, 1)), Q3) == date(2026, 10, 3)


def test_a_signed_off_quarter_is_dated_by_its_sign_off():
    assert dated(plan(BAKERY, signed="2026-Q3"), Q3) == date(2026, 10, 5)


def test_a_plan_without_a_journal_has_no_date():
    assert dated(plan(BAKERY), Q3) is None


def test_a_finished_quarter_is_judged_at_its_end():
    """Work due on the very last day and not done by then is late."""
    until = cutoff(touched(date(2026, 10, 3)), Q3)
    assert until == Cutoff(date(2026, 9, 30), over=True)
    assert until.missed(date(2026, 9, 30))
    assert not until.missed(date(2026, 10, 1))


def test_a_quarter_that_has_ended_since_the_last_change_is_over():
    until = cutoff(plan(BAKERY, today=date(2026, 10, 5)), Q3)
    assert until == Cutoff(date(2026, 9, 30), over=True)


def test_a_running_quarter_is_judged_on_the_day_that_it_is_looked_at():
    """A draft in mid-quarter does not call work late whose date has not come."""
    until = cutoff(plan(BAKERY, today=date(2026, 8, 14)), Q3)
    assert until == Cutoff(date(2026, 8, 14), over=False)
    assert until.missed(date(2026, 8, 13))
    assert not until.missed(date(2026, 8, 14))


def test_a_quarter_to_come_is_not_over():
    until = cutoff(touched(date(2026, 6, 20)), Q3)
    assert until == Cutoff(date(2026, 6, 20), over=False)
    assert not until.missed(date(2026, 9, 30))


def test_what_has_no_date_is_never_missed():
    assert not Cutoff(date(2026, 9, 30), over=True).missed(None)
