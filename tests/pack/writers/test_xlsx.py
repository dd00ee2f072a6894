"""The pack as an Excel workbook: what it computes with, and what LibreOffice makes of it."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame

from tests.pack.paper import document, section
from tests.pack.writers.office import convert
from tests.pack.writers.sheets import formatted, read, seen
from workbook.pack.attached import figures_of
from workbook.pack.blocks import Cell, Column, Facts, Heading, Prose, Table
from workbook.pack.own import own_page
from workbook.pack.writers.xlsx import write
from workbook.pack.writers.xlsx.values import entry
from workbook.wording import say_number

Pack = dict[str, Any]
COLUMNS = [Column("KPI"), Column("Now", "right")]


@pytest.fixture(scope="module")
def file(pack: Pack) -> bytes:
    return write(pack)


@pytest.fixture(scope="module")
def book(file: bytes) -> Any:
    return read(file)


def test_the_same_pack_gives_the_same_bytes(pack: Pack, file: bytes):
    assert write(pack) == file


def test_it_says_first_whose_it_is_and_how_to_read_it(book: Any):
    first = book.worksheets[0]
    told = {row[0].value: seen(row[1]) for row in first.iter_rows()}
    assert first.title == "Read me"
    assert told["Business"] == "Rise Bakery"
    assert told["Quarter"] == "July to September 2026"
    assert told["Status"] == "Draft: not signed off"
    assert {"Units", "Colour", "Formulas"} <= set(told)
    links = [row[1].hyperlink for row in first.iter_rows() if row[1].hyperlink]
    named = {link.location.partition("!")[0].strip("'") for link in links}
    assert named == set(book.sheetnames) - {"Read me"}


def test_every_table_can_be_filtered_and_printed_and_has_no_merged_cell(book: Any):
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert not sheet.merged_cells.ranges
        names = [cell.value for cell in sheet[1]]
        assert len(names) == len(set(names))


def test_numbers_are_numbers_days_are_days_and_shares_are_shares(book: Any):
    [names, first, *_] = book["Scorecard"].iter_rows()
    row = {name.value: cell for name, cell in zip(names, first, strict=True)}
    assert row["Target"].value == 62
    assert seen(row["2026-Q3"]) == "60.0"
    [names, first, *_] = book["Targets that moved, and why"].iter_rows()
    moved = {name.value: cell for name, cell in zip(names, first, strict=True)}
    assert moved["When"].is_date
    costs = book["What technology costs, and what"]
    shares = [row[-1] for row in costs.iter_rows(min_row=2)]
    assert [(cell.value, seen(cell)) for cell in shares][2] == (0.75, "75%")


def test_every_figure_is_there_exactly_and_is_shown_as_it_is_printed(book: Any, pack: Pack):
    figures = figures_of(pack)
    rows = list(book["Figures"].iter_rows(min_row=2))
    assert [seen(row[2]) for row in rows] == [figure["printed"] for figure in figures]
    assert [row[0].value for row in rows] == [figure["code"] for figure in figures]
    [margin] = [row for row in rows if row[8].value == "kpi.gross-margin.actual"]
    assert margin[2].value == pytest.approx(0.6003333333333333)
    assert "3 complete months" in margin[6].value


def test_beside_a_computed_figure_stands_its_formula_with_the_value_that_it_gives(
    file: bytes, book: Any
):
    rows = read(file, formulas=True)["Figures"].iter_rows(min_row=2)
    formulas = {row[8].value: row[3].value for row in rows if row[3].value}
    assert re.fullmatch(r"=AVERAGE\(Readings!E\d+:E\d+\)", formulas["kpi.gross-margin.actual"])
    assert formulas["technology.spend.all"].count("+") == 4
    assert formulas["register.actions.rate"].startswith("=ROUND(")
    assert "SUMPRODUCT(ABS(" in formulas["kpi.cafe-customers.upper"]
    kept = [row for row in book["Figures"].iter_rows(min_row=2) if row[4].value]
    assert {row[4].value for row in kept} == {"yes"}
    assert len(kept) == len(formulas)


def test_no_formula_stands_where_it_would_say_something_else(pack: Pack):
    """Readings that were restated by hand in the file would no longer give the figure."""
    from workbook.pack.writers.xlsx.recomputed import recomputed

    figures = [
        {
            "id": "kpi.tills.actual", "label": "Tills: Q3", "value": 6.0, "unit": "",
            "method": "Sum of the complete readings of the quarter.",
        }
    ]  # fmt: skip
    rows = [{"kpi": "Tills", "to": "2026-07-31", "value": "5", "unit": "", "complete": "yes"}]
    assert recomputed(figures, rows, "2026-07-01", "2026-09-30") == {}
    rows[0]["value"] = "6"
    assert recomputed(figures, rows, "2026-07-01", "2026-09-30")


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a")'])
def test_what_somebody_typed_is_never_a_formula(typed: str):
    table = Table(
        typed, [Column(typed), Column(typed, "right")], [[typed, Cell(typed, note=typed)]]
    )
    made = write(document(section(Prose(typed), Facts([(typed, typed)]), table), business=typed))
    cells = [c for sheet in read(made, formulas=True) for row in sheet.iter_rows() for c in row]
    assert "f" not in {cell.data_type for cell in cells}
    own = [cell for cell in cells if cell.value == typed]
    assert len(own) >= 7
    assert any(cell.quotePrefix for cell in own)


def test_a_number_is_one_only_in_a_column_of_numbers():
    table = Table("Shops", COLUMNS, [["2026", "2,026"], ["007", "–"], ["1 → 3", "2 of 3"]])
    sheet = read(write(document(section(table))))["Shops"]
    rows = [[cell.value for cell in row[1:]] for row in sheet.iter_rows(min_row=2)]
    assert rows == [["2026", 2026], ["007", "–"], ["1 → 3", "2 of 3"]]


def test_sheets_have_names_that_excel_takes():
    titles = ["Figures", "READ ME", "a" * 40, "a" * 40, "[b]: c/d\\e?*", "'", "History"]
    tables = [Table(title, COLUMNS, [["x", "1"]]) for title in titles]
    names = read(write(document(section(*tables)))).sheetnames
    assert len({name.casefold() for name in names}) == len(names) == 8
    assert all(0 < len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in names)


def test_a_table_of_ones_own_keeps_every_decimal():
    page = own_page("Own", [DataFrame({"Share": [1234.56789]})], "")
    [row] = read(write(document(page)))["Own"].iter_rows(min_row=2)
    assert (row[1].value, seen(row[1])) == (1234.56789, "1,235")


def test_a_long_name_of_a_column_has_the_lines_that_it_takes():
    names = [f"How the people of department {number} see the vision" for number in range(9)]
    table = Table("Views", [Column(name) for name in names], [["As meant"] * 9])
    [sheet] = (each for each in read(write(document(section(table)))) if each.title == "Views")
    assert sheet.row_dimensions[1].height >= 30
    [few] = (
        each
        for each in read(write(document(section(Table("Few", COLUMNS, [["Bread", "1"]])))))
        if each.title == "Few"
    )
    assert few.row_dimensions[1].height in (None, 15)


def test_what_a_cell_cannot_hold_is_cut_and_says_so_or_is_named():
    told = write(document(section(Prose("x" * 40_000), Prose("a\x07\ud800b"))))
    texts = [row[3].value for row in read(told)["In words"].iter_rows(min_row=2)]
    assert texts[0].endswith("The PDF has it all.)")
    assert texts[1] == "a[U+0007][U+D800]b"


def test_a_table_without_a_row_is_told_in_words():
    made = read(write(document(section(Heading("Due"), Table("Actions", COLUMNS, [])))))
    assert made["In words"]["D2"].value == "Actions: nothing recorded yet."


@given(
    st.floats(-1e12, 1e12).map(lambda x: round(x, 3)),
    st.sampled_from(["", "EUR", "%", "% of sales", "weeks over 45 hours", 'a "b"', "€"]),
    st.sampled_from([None, 0, 1, 2, 3]),
)
def test_a_printed_number_is_shown_as_it_is_printed(value: float, unit: str, places: int | None):
    printed = say_number(value, unit, places)
    said = entry(printed)
    if isinstance(said.value, float):
        assert formatted(said.value, said.pattern) == printed
    else:
        assert said.value == printed
        assert len(re.sub(r"\D", "", printed)) > 15 or "€" in unit


def test_libreoffice_computes_every_formula_to_the_value_that_the_file_keeps(
    file: bytes, book: Any, tmp_path: Path
):
    """What the file keeps is spoilt first, so that only a new computation can be right."""
    again = read(convert(_spoilt(file), "xlsx", "xlsx", tmp_path, recalculated=True))
    for sheet in ("Figures", "Read me"):
        kept = [cell.value for row in book[sheet].iter_rows() for cell in row]
        found = [cell.value for row in again[sheet].iter_rows() for cell in row]
        for before, after in zip(kept, found, strict=True):
            same = pytest.approx(before, rel=1e-9) if isinstance(before, float) else before
            assert after == same


def _spoilt(file: bytes) -> bytes:
    written = BytesIO()
    with ZipFile(BytesIO(file)) as given, ZipFile(written, "w") as spoilt:
        for name in given.namelist():
            part = given.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"(</f><v>)[^<]*", rb"\g<1>0", part)
            spoilt.writestr(name, part)
    assert b"</f><v>0<" in ZipFile(written).read("xl/worksheets/sheet1.xml")
    return written.getvalue()
