"""Which quarter is reviewed first, and which others can be chosen."""

from datetime import date

import pytest

from tests.signed import sign_off
from workbook import Quarter, Workbook
from workbook.steps.quarters import offered, say_signed, suggested
from workbook.store import Edit
from workbook.strategy import Reading, Review

NOVEMBER = date(2026, 11, 21)


def quarter(text: str) -> Quarter:
    return Quarter.parse(text)


def test_an_empty_workbook_begins_with_the_quarter_that_just_ended(book: Workbook) -> None:
    assert suggested(book.plan, NOVEMBER) == quarter("2026-Q3")


def test_the_newest_quarter_stays_until_it_is_signed_off(book: Workbook) -> None:
    book.add(Review, quarter="2026-Q2", headline="Warm.")
    assert suggested(book.plan, NOVEMBER) == quarter("2026-Q2")
    sign_off(book, quarter("2026-Q2"))
    assert suggested(book.plan, NOVEMBER) == quarter("2026-Q3")


def test_the_next_quarter_has_to_be_over_first(book: Workbook) -> None:
    book.add(Review, quarter="2026-Q3", headline="Warm.")
    sign_off(book, quarter("2026-Q3"))
    assert suggested(book.plan, NOVEMBER) == quarter("2026-Q3")
    assert suggested(book.plan, date(2026, 12, 31)) == quarter("2026-Q3")
    assert suggested(book.plan, date(2027, 1, 1)) == quarter("2026-Q4")


def test_a_year_back_can_be_chosen_however_short_the_history(book: Workbook) -> None:
    found = [str(each) for each in offered(book.plan, NOVEMBER)]
    assert found == ["2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1", "2025-Q4"]


def test_every_quarter_with_a_reading_can_be_chosen(started: Workbook) -> None:
    old = {"kpi_id": "loaves", "start": "2024-12-01", "value": 20}
    started.save([Edit(Reading, "old", old)])
    assert str(offered(started.plan, NOVEMBER)[-1]) == "2024-Q4"


@pytest.mark.parametrize("signed", [True, False])
def test_a_sign_off_is_told_with_its_day_and_its_person(book: Workbook, signed: bool) -> None:
    if signed:
        sign_off(book, quarter("2026-Q3"))
    told = say_signed(book.plan, quarter("2026-Q3"))
    assert told.startswith("Signed off on ") is signed
    assert told.endswith(" by Marta.") is signed
