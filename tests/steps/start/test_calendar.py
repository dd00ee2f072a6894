"""Where a business says that its year begins in April: every page follows at once."""

from datetime import date

from tests.steps.visit import form, save, text
from tests.widgets.said import typed
from workbook import Workbook, pages
from workbook.store import Edit
from workbook.strategy import KPI, BusinessYear, Reading, Review


def begins(book: Workbook, month: str) -> None:
    kept = book.plan.only(BusinessYear)
    edit = Edit(BusinessYear, "counted", {"year_begins": month}, kept.version if kept else None)
    book.save([edit])


def test_a_chosen_month_is_told_with_an_example_of_this_business(book: Workbook) -> None:
    start = pages.start(book)
    said = form(start, "year_begins")
    typed(said, "business_year", "year_begins", "April")
    save(start)
    assert book.plan.calendar.year_begins == 4
    first = book.plan.calendar.quarter(f"{book.plan.calendar.quarter_of(date.today()).year}-Q1")
    assert f"{first} is April to June {first.start.year}" in text(start.open_chapter("calendar"))


def test_the_page_goes_on_after_the_year_was_set(book: Workbook) -> None:
    start = pages.start(book)
    for month, number in (("April", 4), ("October", 10), ("January", 1)):
        typed(form(start, "year_begins"), "business_year", "year_begins", month)
        save(start)
        assert book.plan.calendar.year_begins == number
        assert start.quarter.begins == number
    assert "January to March" in text(start.open_chapter("calendar"))


def test_a_refused_month_stays_beside_the_field_with_its_reason(book: Workbook) -> None:
    book.add(Review, quarter="2026-Q3", headline="More cafés")
    start = pages.start(book)
    said = form(start, "year_begins")
    typed(said, "business_year", "year_begins", "February")
    save(start)
    assert book.plan.calendar.year_begins == 1
    assert "belong to quarters of other months" in said.rows[0]["problems"]["year_begins"]


def test_a_review_of_the_old_name_is_not_saved_under_other_months(book: Workbook) -> None:
    """Another tab set the year meanwhile: 2026-Q3 means October to December 2025 by now."""
    review = pages.review(book, book.plan.calendar.quarter("2026-Q3"))
    said = form(review, "headline")
    begins(book, "April")
    typed(said, "review", "headline", "More cafés")
    save(review)
    assert book.plan.all(Review) == ()
    assert "Open this page again" in said.rows[0]["note"]


def test_the_review_is_called_by_its_new_name_as_soon_as_the_page_looks(book: Workbook) -> None:
    kpi = book.add(KPI, name="Loaves")
    book.add(Reading, kpi_id=kpi, start=date(2026, 8, 1), value=60.0)
    review = pages.review(book)
    assert review.chooser.value == "2026-Q3"
    begins(book, "April")
    review.renew()
    assert review.chooser.value == "2027-Q2"
    assert "2027-Q2 · Jul–Sep 2026" in [name for name, _ in review.chooser.options]
    typed(form(review, "headline"), "review", "headline", "More cafés")
    save(review)
    assert [each.quarter for each in book.plan.all(Review)] == ["2027-Q2"]
