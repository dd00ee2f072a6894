"""What people add to the report notebook themselves is printed like the rest."""

from datetime import date

import pytest
from matplotlib.figure import Figure
from pandas import DataFrame, Series, Timestamp

from tests.pack.pages.reading import of, words
from tests.pack.paper import document, pages
from workbook.errors import WorkbookError
from workbook.pack.blocks import Callout, Chart, Prose, Table
from workbook.pack.own import ROWS
from workbook.pack.printing.typeset import typeset
from workbook.pack.report import Report
from workbook.quarter import Quarter
from workbook.strategy import Plan

REPORT = Report(Plan(), Quarter.parse("2026-Q3"))


def test_text_table_and_figure_are_shown_in_the_order_they_are_given():
    figure = Figure(figsize=(3, 1))
    figure.add_subplot().plot([1, 2, 3])
    table = DataFrame({"Door": ["North", "South"], "People": [1200, 31.5]})
    page = REPORT.own("Footfall", "Counted by hand.", table, figure, alt="It rises.")
    assert [type(block) for block in page.blocks] == [Prose, Table, Chart]
    assert (page.name, page.title) == ("footfall", "Footfall")
    assert page.blocks[1].rows == (("North", "1,200"), ("South", "31.5"))
    assert [column.align for column in page.blocks[1].columns] == ["left", "right"]
    assert page.blocks[2].alt == "It rises."
    (printed,) = pages(typeset(document(page)))[1:]
    assert "Counted by hand." in printed
    assert "1,200" in printed


def test_a_table_shows_its_index_its_dates_and_where_it_has_nothing():
    counted = Series([5.0, None], index=["North", "South"], name="People")
    assert of(Table, REPORT.own("x", counted))[0].rows == (("North", "5"), ("South", "–"))
    dated = DataFrame({"Day": [date(2026, 9, 3)], "At": [Timestamp(2026, 9, 4)]})
    assert of(Table, REPORT.own("x", dated))[0].rows == (("3 September 2026", "4 September 2026"),)


def test_a_long_table_is_cut_and_says_so():
    page = REPORT.own("x", DataFrame({"n": range(1000)}))
    assert len(of(Table, page)[0].rows) == ROWS
    assert "The first 100 of 1,000 rows are shown." in words(of(Callout, page)[0])


@pytest.mark.parametrize(
    ("shown", "complaint"),
    [
        ((), "needs a title, and something to show"),
        ((Figure(),), "for those who cannot see it"),
        (([1, 2],), "this is a list"),
    ],
)
def test_what_could_not_be_printed_is_refused_in_a_sentence(shown, complaint):
    with pytest.raises(WorkbookError, match=complaint):
        REPORT.own("Footfall", *shown)
