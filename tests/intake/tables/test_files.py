"""Files as people have them: commas or semicolons, Excel or text, whole or spoiled."""

from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook as Sheets  # type: ignore[import-untyped]

from workbook.errors import ImportRefused, NotFound
from workbook.intake import Reconciliation, Refusal
from workbook.intake.tables.settings import Settings
from workbook.intake.tables.table import Table, read_table
from workbook.intake.values.cells import dates, numbers, times


def given(tmp_path: Path, content: bytes | str, name: str = "file.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(row for _, row in table.first(100))


@pytest.mark.parametrize(
    "content",
    [
        "Day,Café\n2024-01-01,1\n",
        "\ufeffDay,Café\r\n2024-01-01,1\r\n",
        "Day;Café\n2024-01-01;1\n",
        "Day\tCafé\n2024-01-01\t1\n",
        '"Day","Café"\n"2024-01-01","1"\n',
        "\n Day , Café \n\n2024-01-01, 1 \n,\n",
        "Day;Café\n2024-01-01;1\n".encode("cp1252"),
        "Day,Café\n2024-01-01,1\n".encode("utf-16"),
    ],
)
def test_the_same_table_is_read_however_it_was_saved(tmp_path: Path, content: bytes | str) -> None:
    table = read_table(given(tmp_path, content))
    assert table.columns == ("Day", "Café")
    assert rows(table) == (("2024-01-01", "1"),)


def test_only_a_guess_at_the_letters_is_pointed_out(tmp_path: Path) -> None:
    guessed = read_table(given(tmp_path, "Day,Café\n1,1\n".encode("cp1252")))
    assert "Windows-1252" in guessed.warnings[0]
    assert read_table(given(tmp_path, "Day,Café\n1,1\n")).warnings == ()


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path: Path) -> None:
    table = read_table(given(tmp_path, 'a,b\n1,"two\nlines"\n\n3,4,5\n6\n'))
    assert tuple(table.numbers) == (2, 5)
    assert rows(table) == (("1", "two\nlines"), ("6", ""))
    assert table.refused == (Refusal(4, "It has 3 cells, and there are 2 columns."),)


def test_an_excel_sheet_is_read_as_its_cells_stand(tmp_path: Path) -> None:
    sheets = Sheets()
    for row in [("Day", "Sales", "Rate"), (datetime(2024, 1, 31), 12, 0.5), (None, None, None)]:
        sheets.active.append(row)
    sheets.active.append((datetime(2024, 2, 1, 9, 30), 12.25, "n/a"))
    sheets.create_sheet("Notes")
    sheets.save(tmp_path / "book.xlsx")
    table = read_table(tmp_path / "book.xlsx")
    assert rows(table) == (("2024-01-31", "12", "0.5"), ("2024-02-01 09:30:00", "12.25", "n/a"))
    assert tuple(table.numbers) == (2, 4)
    assert table.warnings == ("Only the first sheet, “Sheet”, was read.",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"Day,Item\n", "no rows below its first one"),
        (bytes(range(256)), "is not a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Excel form"),
        (b"PK\x03\x04 and then nothing", "cannot be read as an Excel file"),
        (b'Day,Item\n1,"open\n2,3\n', "a quotation mark is opened and not closed"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(
    tmp_path: Path, content: bytes, said: str
) -> None:
    with pytest.raises(ImportRefused, match=said):
        read_table(given(tmp_path, content))


def test_a_file_that_is_not_there_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no file at"):
        read_table(tmp_path / "nowhere.csv")
    with pytest.raises(ImportRefused, match="is a folder"):
        read_table(tmp_path)


def test_a_column_is_found_by_its_name_whatever_its_capitals(tmp_path: Path) -> None:
    table = read_table(given(tmp_path, "Day,Item,day\n1,2,3\n"))
    assert list(table.column(" ITEM ")) == ["2"]
    assert list(table.column("day")) == ["3"]
    with pytest.raises(ImportRefused, match="2 columns called “DAY”"):
        table.column("DAY")


def read(texts: list[str], *, decimal_comma: bool = False) -> tuple[list[float | None], list[str]]:
    column = pd.Series(texts, dtype="object")
    values, bad = numbers(column, "N", Settings(delimiter=";" if decimal_comma else ","))
    return [None if pd.isna(value) else value for value in values], list(bad.values())


def test_numbers_are_read_as_people_write_them() -> None:
    texts = ["12", "-3.5", "+4", "1,234.50", "1 234", "£2.50", "380 %", "\u22127", "1.5", "1e3"]
    assert read(texts) == ([12, -3.5, 4, 1234.5, 1234, 2.5, 380, -7, 1.5, 1000], [])


def test_what_is_no_number_is_named() -> None:
    found, bad = read(["ten", "", "nan", "inf", "1e999", "-", "1.2.3"])
    assert found == [None] * 7
    assert bad[:2] == ["N “ten” is not a number.", "N is empty."]


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["1.234,50", "2.000", "3"], [1234.5, 2000, 3]),
        (["1,234", "2,5"], [1.234, 2.5]),
        (["12.50", "1.234", "3"], [12.5, 1.234, 3]),
        (["1,234.50", "2"], [1234.5, 2]),
        (["1.234", "3"], [None, 3]),
    ],
)
def test_with_semicolons_the_column_tells_a_decimal_comma_from_a_point(
    texts: list[str], values: list[float | None]
) -> None:
    assert read(texts, decimal_comma=True)[0] == values


def test_a_number_that_could_be_two_is_refused_rather_than_guessed() -> None:
    _, bad = read(["1.234"], decimal_comma=True)
    assert bad == ["N “1.234” can be read in two ways. Write it without the dot."]


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["2024-02-01", "2024-2-3 10:15", "2024-02-01T10:15:00Z"],
         ["2024-02-01", "2024-02-03", "2024-02-01"]),
        (["01.02.2024", "13.02.2024"], ["2024-02-01", "2024-02-13"]),
        (["01/02/2024", "13/02/2024"], ["2024-02-01", "2024-02-13"]),
        (["02/01/2024", "02/13/2024"], ["2024-02-01", "2024-02-13"]),
    ],
)  # fmt: skip
def test_one_clear_date_tells_how_the_others_are_written(texts: list[str], days: list[str]) -> None:
    found, bad = dates(pd.Series(texts, dtype="object"), "D")
    assert [str(day.date()) for day in found] == days
    assert bad == {}


@pytest.mark.parametrize("texts", [["01/02/2024"], ["13/02/2024", "02/13/2024"]])
def test_dates_that_could_be_day_first_or_month_first_are_refused(texts: list[str]) -> None:
    with pytest.raises(ImportRefused, match="day and month or month and day"):
        dates(pd.Series(texts, dtype="object"), "D")


def test_what_is_no_date_is_named() -> None:
    texts = ["2024-02-30", "soon", "", "0024-01-01", "1/2024/2"]
    _, bad = dates(pd.Series(texts, dtype="object"), "D")
    assert list(bad.values()) == [
        "D “2024-02-30” is not a date.", "D “soon” is not a date.", "D is empty.",
        "D “0024-01-01” is not a date.", "D “1/2024/2” is not a date.",
    ]  # fmt: skip


def test_times_are_found_alone_or_after_a_date_but_not_in_a_midnight_that_says_nothing() -> None:
    def found(*texts: str) -> list[float] | None:
        read = times(pd.Series(texts, dtype="object"))
        return None if read is None else list(read.dt.total_seconds() / 60)

    assert found("09:30:00", "15:04") == [570, 904]
    assert found("2024-01-01 9:30", "2024-01-01T15:04:00") == [570, 904]
    assert found("2024-01-01 00:00:00", "2024-01-02 00:00:00") is None
    assert found("Bread", "Tea", "9:30 tea") is None


def test_the_account_groups_like_refusals_and_shows_the_first_twenty_rows() -> None:
    many = [Refusal(row, f"Amount “{row}x” is not a number.") for row in range(2, 32)]
    account = Reconciliation("till.csv", 31, 0, (*many, Refusal(40, "Day is empty.")))
    text = str(account)
    assert "rows 2, 3, 4, 5," in text
    assert "20, 21 and 10 more: Amount “2x” is not a number. And the like." in text
    assert "row 40: Day is empty." in text
