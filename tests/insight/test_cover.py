"""The cover says whose pack it is, whether it is frozen, and how complete the workbook is."""

from datetime import date

from tests.insight.small import figures, make, plan
from workbook.insight.cover import cover
from workbook.quarter import Quarter
from workbook.strategy import Business, Person
from workbook.strategy.outline import completeness, steps

Q3 = Quarter.parse("2026-Q3")
BAKERY = make(Business, name="Rise Bakery")


def test_completeness_counts_what_was_given_of_what_was_asked():
    small = plan(BAKERY, make(Person, name="Ana Ruiz"))
    page = cover(small, Q3)
    assert page.given == 2
    assert page.asked == sum(step.asked for step in steps(small, Q3))
    assert page.percent == int(100 * completeness(small, Q3))
    assert figures(page) == {
        "cover.completeness": page.percent,
        "cover.given": page.given,
        "cover.asked": page.asked,
    }


def test_an_empty_workbook_has_a_cover_that_says_what_to_give_first():
    page = cover(plan(), Q3)
    assert (page.business, page.percent, page.dated) == ("", 0, None)
    assert page.next_gap == "Give the business a name."


def test_a_sign_off_of_another_quarter_does_not_freeze_this_one():
    assert cover(plan(BAKERY, signed="2026-Q2"), Q3).signed_off is None


def test_a_quarter_that_still_runs_says_until_when():
    assert cover(plan(BAKERY, today=date(2026, 8, 14)), Q3).runs_until == date(2026, 9, 30)
    assert cover(plan(BAKERY, signed="2026-Q3"), Q3).runs_until is None


def test_a_frozen_quarter_names_its_day_and_who_signed():
    page = cover(plan(BAKERY, signed="2026-Q3"), Q3)
    assert page.dated == date(2026, 10, 5)
    assert page.signed_off.who == "Ana Ruiz"
