"""Style and script travel once a page, so that a page of many forms is as quick as one of few."""

from tests.forms.shelf import Shelf
from tests.widgets.bakery import goals, sheet
from tests.widgets.weighed import weight
from workbook.widgets import Page


def page(shelf: Shelf, forms: int) -> Page:
    return sheet("Goals", *(goals(shelf, ["name", "due"]) for _ in range(forms)))


def test_a_page_of_forty_tables_sends_no_more_than_a_quarter_of_a_megabyte(shelf: Shelf) -> None:
    assert weight(page(shelf, 40)) < 250_000


def test_another_form_brings_its_own_words_and_no_style(shelf: Shelf) -> None:
    assert weight(page(shelf, 2)) - weight(page(shelf, 1)) < 4_000
