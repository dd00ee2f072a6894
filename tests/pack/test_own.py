"""What people add to the report notebook themselves is printed like the rest."""

from datetime import date

import pytest
from matplotlib.figure import Figure
from pandas import DataFrame, Index, Series, Timestamp

from tests.pack.pages.reading import of, words
from tests.pack.paper import document, pages
from tests.pack.writers.extracted import EXTRACTED, squeezed
from workbook.errors import WorkbookError
from workbook.pack.blocks import Callout, Cell, Chart, Prose, Table
from workbook.pack.own import ROWS
from workbook.pack.printing.typeset import typeset
from workbook.pack.report import Report
from workbook.pack.writers import WRITERS, written
from workbook.quarter import Quarter
from workbook.strategy import Plan


def said(cell: str | Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


REPORT = Report(Plan(), Quarter.parse("2026-Q3"))


def test_text_table_and_figure_are_shown_in_the_order_they_are_given():
    figure = Figure(figsize=(3, 1))
    figure.add_subplot().plot([1, 2, 3])
    table = DataFrame({"Door": ["North", "South"], "People": [1200, 31.5]})
    page = REPORT.own("Footfall", "Counted by hand.", table, figure, alt="It rises.")
    assert [type(block) for block in page.blocks] == [Prose, Table, Chart]
    assert (page.name, page.title) == ("footfall", "Footfall")
    assert [[said(cell) for cell in row] for row in page.blocks[1].rows] == [
        ["North", "1,200"],
        ["South", "31.5"],
    ]
    assert page.blocks[1].rows[0][1].value == 1200, "An Excel workbook computes with it."
    assert [column.align for column in page.blocks[1].columns] == ["left", "right"]
    assert page.blocks[2].alt == "It rises."
    (printed,) = pages(typeset(document(page)))[1:]
    assert "Counted by hand." in printed
    assert "1,200" in printed


def test_a_table_shows_its_index_its_dates_and_where_it_has_nothing():
    counted = Series([5.0, None], index=["North", "South"], name="People")
    rows = of(Table, REPORT.own("x", counted))[0].rows
    assert [[said(cell) for cell in row] for row in rows] == [["North", "5"], ["South", "–"]]
    dated = DataFrame({"Day": [date(2026, 9, 3)], "At": [Timestamp(2026, 9, 4)]})
    assert of(Table, REPORT.own("x", dated))[0].rows == (("3 September 2026", "4 September 2026"),)


def drawn() -> Figure:
    figure = Figure(figsize=(3, 1))
    figure.add_subplot().plot([1, 2, 3])
    return figure


def test_what_pandas_draws_is_a_figure_and_each_figure_has_its_own_sentence():
    axes = drawn().axes[0]
    page = REPORT.own(
        "Two looks", drawn(), "Between them.", axes, alt=["One rises.", "So does two."]
    )
    assert [chart.alt for chart in of(Chart, page)] == ["One rises.", "So does two."]


@pytest.mark.parametrize(
    "alt", ["One for both.", ["One."], ["One.", " "], ["One.", "Two.", "Three."]]
)
def test_two_figures_without_a_sentence_each_are_refused(alt):
    with pytest.raises(WorkbookError, match="Each figure needs its own sentence"):
        REPORT.own("Two looks", drawn(), drawn(), alt=alt)


@pytest.mark.parametrize("value", [float("inf"), float("-inf")])
def test_what_is_no_number_of_anything_is_printed_as_a_word(value):
    [[cell]] = of(Table, REPORT.own("x", DataFrame({"n": [value]})))[0].rows
    assert said(cell) == str(value)


@pytest.mark.parametrize("format", WRITERS)
def test_it_is_in_every_format(format):
    table = DataFrame({"Door": ["North"], "People": [1234.5]})
    title = "Our own look at Mondays"
    page = REPORT.own(title, "Counted by hand.", table, drawn(), alt="It rises.")
    found = squeezed(EXTRACTED[format](written(document(page), [format])[format]))
    for each in (title, "Counted by hand.", "North", "1,235"):
        assert squeezed(each) in found


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


def test_a_table_may_name_its_rows_as_a_column_and_one_without_columns_is_refused() -> None:
    counted = DataFrame({"Door": [12]}, index=Index(["North"], name="Door"))
    (table,) = of(Table, REPORT.own("Footfall", counted))
    assert [[said(cell) for cell in row] for row in table.rows] == [["North", "12"]]
    with pytest.raises(WorkbookError, match="needs a column"):
        REPORT.own("Footfall", DataFrame())
