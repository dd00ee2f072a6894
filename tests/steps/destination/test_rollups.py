"""What cannot be made of what: loops, other units and other periods, each refused by name."""

from datetime import date
from typing import Any

import pytest

from tests.steps.visit import add, save, table, text
from tests.widgets.said import typed
from workbook import Quarter, Workbook, pages
from workbook.errors import InvalidEntry
from workbook.pack.pages.scorecard import page as printed
from workbook.store import Edit
from workbook.strategy import KPI, Reading


def shop(book: Workbook, name: str, **fields: Any) -> str:
    return book.add(KPI, name=name, **{"unit": "EUR", **fields})


def change(book: Workbook, id: str, **fields: Any) -> None:
    record = book.plan.find(id)
    assert record is not None
    book.save([Edit(KPI, id, fields, record.version)])


def test_a_loop_is_refused_and_named(book: Workbook) -> None:
    company = shop(book, "Company")
    region = shop(book, "Region", part_of_id=company)
    north = shop(book, "North", part_of_id=region)
    with pytest.raises(InvalidEntry) as refused:
        change(book, company, part_of_id=north)
    assert refused.value.problems["part_of_id"] == (
        "That is a loop: “Company” is made of “Region”, “Region” is made of “North”, “North” is "
        "made of “Company”. Choose another KPI, or leave this empty."
    )
    with pytest.raises(InvalidEntry, match="cannot be made of itself"):
        change(book, company, part_of_id=company)


def test_a_loop_by_way_of_a_ratio_is_one_too(book: Workbook) -> None:
    sales, visits = shop(book, "Sales"), shop(book, "Visits")
    rate = shop(book, "Rate", rollup="ratio", numerator_id=sales, denominator_id=visits)
    with pytest.raises(InvalidEntry, match="“Rate” is made of “Sales”, “Sales” is made of “Rate”"):
        change(book, rate, part_of_id=sales)


def test_a_part_has_the_unit_of_its_whole(book: Workbook) -> None:
    company = shop(book, "Company")
    with pytest.raises(InvalidEntry, match="“North” is in cafés and “Company” in EUR"):
        shop(book, "North", unit="cafés", part_of_id=company)
    north = shop(book, "North", unit="eur ", part_of_id=company)
    for id in (north, company):
        with pytest.raises(InvalidEntry, match="a part has the unit of its whole"):
            change(book, id, unit="USD")


def test_a_part_is_read_as_often_as_its_whole(book: Workbook) -> None:
    company = shop(book, "Company")
    with pytest.raises(InvalidEntry, match="“North” is read every week and “Company” every month"):
        shop(book, "North", frequency="week", part_of_id=company)
    north = shop(book, "North", part_of_id=company)
    for id in (north, company):
        with pytest.raises(InvalidEntry, match="is read as often as it is"):
            change(book, id, frequency="week")


def test_the_two_of_a_ratio_may_differ_in_unit_and_not_in_period(book: Workbook) -> None:
    sales, visits = shop(book, "Sales"), shop(book, "Visits", unit="visits")
    weekly = shop(book, "Weekly visits", unit="visits", frequency="week")
    rate = shop(book, "Rate", rollup="ratio", numerator_id=sales, denominator_id=visits)
    with pytest.raises(InvalidEntry, match="is read every week"):
        change(book, rate, denominator_id=weekly)
    with pytest.raises(InvalidEntry, match="over itself is always 1"):
        change(book, rate, denominator_id=sales)


def test_units_of_whole_and_parts_are_changed_in_one_save(book: Workbook) -> None:
    company = shop(book, "Company")
    north = shop(book, "North", part_of_id=company)
    book.save([Edit(KPI, id, {"unit": "CHF"}, 1) for id in (company, north)])
    assert {kpi.unit for kpi in book.plan.all(KPI)} == {"CHF"}


def test_from_the_page_of_kpis_to_the_readings_and_the_pack(book: Workbook) -> None:
    page = pages.destination(book)
    whole = add(page, "KPI", name="Takings", unit="EUR", rollup="sum")
    parts = [add(page, "KPI", name=name, unit="EUR") for name in ("North", "South")]
    for part in parts:
        typed(table(page, "KPI"), part, "part_of_id", whole)
    save(page)
    for id, value in zip((whole, *parts), (1000, 600, 390), strict=True):
        book.add(Reading, kpi_id=id, start=date(2025, 7, 1), value=value)
    quarter = Quarter.parse("2025-Q3")
    said = "Its own reading, 1,000 EUR, is 10 EUR more than the sum of its parts, 990 EUR."
    assert said in text(pages.review(book, quarter).open_chapter("readings"))
    assert said in str(printed(book.plan, quarter).to_json())
