"""Which rows name the columns, and what a person may say of it."""

import pytest

from workbook.errors import ImportRefused
from workbook.intake.tables.opening import pasted
from workbook.intake.tables.settings import Settings
from workbook.intake.tables.table import Table, look

BODY = "2026-01-02,5,1\n2026-01-03,6,2\n"


def read(text: str, settings: Settings = Settings()) -> Table:  # noqa: B008
    return look(pasted(text), settings)


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (",Sales,\nDay,Net,Tax\n", ("Day", "Sales Net", "Sales Tax")),
        ("Day,Sales,\n,Net,Tax\n", ("Day", "Sales Net", "Sales Tax")),
        ("Day,Sales,Sales\n,Net,Tax\n", ("Day", "Sales Net", "Sales Tax")),
        ("Report of January\n\n,Sales,\nDay,Net,Tax\n", ("Day", "Sales Net", "Sales Tax")),
    ],
)
def test_groups_above_names_become_one_name(rows: str, names: tuple[str, ...]) -> None:
    table = read(rows + BODY)
    assert table.columns == names
    assert table.settings.header_rows == 2
    assert len(table.numbers) == 2
    assert any("name the columns together" in warning for warning in table.warnings)


def test_a_first_record_of_words_is_no_second_header() -> None:
    table = read("Item,Colour,Note\nScarf,red,none\nHat,blue,none\n")
    assert (table.columns, len(table.numbers)) == (("Item", "Colour", "Note"), 2)
    assert read("Item,Colour,\nScarf,red,x\nHat,4,y\n").settings.header_rows == 1


def test_a_table_that_begins_at_once_loses_no_row() -> None:
    table = read(BODY)
    assert (table.columns, list(table.column("B"))) == (("A", "B", "C"), ["5", "6"])
    assert list(table.numbers) == [1, 2]
    assert table.warnings == (
        "No row names the columns, so that they are called A, B, C and so on.",
    )


def test_months_above_their_columns_are_names() -> None:
    table = read("KPI,2026-01,2026-02\nSales,5,6\nCosts,1,2\n")
    assert table.columns == ("KPI", "2026-01", "2026-02")


def test_the_header_can_be_named() -> None:
    text = "Report,of,January\nDay,Net,Tax\n" + BODY
    assert read(text).columns == ("Report", "of", "January")
    said = read(text, Settings(header=2))
    assert (said.columns, said.warnings, said.settings.header) == (("Day", "Net", "Tax"), (), 2)
    both = read(text, Settings(header=1, header_rows=2))
    assert both.columns == ("Report Day", "of Net", "January Tax")
    assert len(read(text, Settings(header=0)).numbers) == 4
    with pytest.raises(ImportRefused, match="Row 9 of the pasted block is empty"):
        read(text, Settings(header=9))


def test_what_was_found_can_be_said_otherwise() -> None:
    header = next(each for each in read("Day,Net,Tax\n" + BODY).recognised if each.what == "header")
    assert (header.value, header.sure) == ("1", True)
    assert [choice.value for choice in header.choices] == ["1", "2", "3", "0"]
    assert Settings().saying("header", "3") == Settings(header=3)
    assert Settings(header=3).saying("header", "") == Settings()
    assert Settings.of(Settings(header=3, decimal="comma").plain()).decimal == "comma"


def test_columns_in_one_currency_are_told_in_one_line() -> None:
    found = read("Day,Net,Tax,Note\n2026-01-05,$5.00,$1.00,x\n2026-01-06,$6.00,$1.20,y\n")
    told = [each.said for each in found.recognised if each.what == "currency"]
    assert told == ["“Net” and “Tax” are in $."]
