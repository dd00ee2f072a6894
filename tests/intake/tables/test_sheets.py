"""Spreadsheets as people have them: what they see on the screen is what is read."""

import io
from datetime import date, datetime, time, timedelta

import pytest
import xlwt  # type: ignore[import-untyped]
from openpyxl import Workbook as Sheets  # type: ignore[import-untyped]

from tests.intake.packed import ods, xlsx
from workbook.errors import ImportRefused
from workbook.intake.tables.opening import Content
from workbook.intake.tables.settings import Settings
from workbook.intake.tables.table import Table, look


def read(data: bytes | Sheets, settings: Settings = Settings()) -> Table:  # noqa: B008
    if not isinstance(data, bytes):
        target = io.BytesIO()
        data.save(target)
        data = target.getvalue()
    return look(Content("book.xlsx", data), settings)


def rows(table: Table) -> list[tuple[str, ...]]:
    return [row for _, row in table.first(100)]


def sheets(*held: tuple[object, ...]) -> Sheets:
    book = Sheets()
    for row in held:
        book.active.append(row)
    return book


def test_days_times_and_amounts_are_read_as_they_are_shown() -> None:
    book = sheets(
        ("Day", "At", "Took", "Sum", "Paid"),
        (date(2026, 1, 31), time(9, 30), timedelta(hours=30), 0.1 + 0.2, True),
        (datetime(2026, 2, 1, 14, 5, 7), time(0, 0, 1), timedelta(minutes=5), 12.0, False),
    )
    assert rows(read(book)) == [
        ("2026-01-31", "09:30:00", "30:00:00", "0.3", "TRUE"),
        ("2026-02-01 14:05:07", "00:00:01", "0:05:00", "12", "FALSE"),
    ]


@pytest.mark.parametrize(
    ("shape", "value", "said"),
    [
        ("0.0%", 0.385, "38.5%"),
        ("0%", 1, "100%"),
        ('#,##0.00 "€"', 12.5, "12.5 €"),
        ("[$£-809]#,##0.00", 12.5, "12.5 £"),
        ("[$CHF] #,##0", 1200, "1200 CHF"),
        ('"% of sales: "0', 5, "5"),
        ("#,##0.00", 1234.5, "1234.5"),
    ],
)
def test_percent_and_currency_of_a_cell_are_not_lost(shape: str, value: float, said: str) -> None:
    book = sheets(("Day", "Value"), ("a", value))
    book.active["B2"].number_format = shape
    assert rows(read(book)) == [("a", said)]


def test_an_error_of_a_formula_is_named_and_one_never_computed_is_no_blank() -> None:
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>x</t></is></c>{1}</row>'
    held = row.format(1, '<c r="B1" t="inlineStr"><is><t>Sum</t></is></c>')
    held += row.format(2, '<c r="B2"><f>1+1</f><v>2</v></c>')
    held += row.format(3, '<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
    held += row.format(4, '<c r="B4"><f>1+1</f></c>')
    held += row.format(5, '<c r="B5"><f>1+1</f><v></v></c>')
    held += row.format(6, '<c r="B6" t="str"><f>T(1)</f><v></v></c>')
    table = read(xlsx(held))
    assert [row[1] for row in rows(table)] == ["2", "#DIV/0!", "=…", "=…", ""]
    assert "Formulas in two rows, the first in row 4, were never computed" in table.warnings[0]


def test_a_hidden_sheet_is_read_only_where_it_is_named() -> None:
    book = sheets(("Day", "Old"), (1, 2))
    book.active.title = "Archive"
    book.active.sheet_state = "hidden"
    book.create_sheet("Now").append(("Day", "New"))
    book["Now"].append((1, 3))
    table = read(book)
    assert table.columns == ("Day", "New")
    assert table.warnings == ("Only the sheet “Now” was read: what stands before it is hidden.",)
    assert [choice.label for choice in table.recognised[0].choices] == ["Archive (hidden)", "Now"]
    assert read(book, Settings(sheet="archive")).columns == ("Day", "Old")
    with pytest.raises(ImportRefused, match=r"no sheet “Then”\. It has “Archive” and “Now”"):
        read(book, Settings(sheet="Then"))


def test_a_cover_is_passed_over_for_the_sheet_with_a_table() -> None:
    book = sheets(("Sales report",), (None,), ("made by the till",))
    book.active.title = "Cover"
    for row in (("Day", "Sum"), ("2026-01-02", 5), ("2026-01-03", 6)):
        (book["Data"] if "Data" in book else book.create_sheet("Data")).append(row)
    table = read(book)
    assert (table.columns, table.settings.sheet) == (("Day", "Sum"), "Data")
    assert table.warnings == ("The sheet “Cover” holds no table; “Data” was read.",)


def test_hidden_rows_are_told_and_can_be_left_out() -> None:
    book = sheets(("Day", "Sum"), (1, 5), (2, 6), (3, 7))
    book.active.row_dimensions[3].hidden = True
    table = read(book)
    assert [row[1] for row in rows(table)] == ["5", "6", "7"]
    [hidden] = [each for each in table.recognised if each.what == "hidden"]
    assert (hidden.sure, hidden.value) == (False, "take")
    assert hidden.said in table.warnings
    left = read(book, Settings(hidden="leave out"))
    assert [number for number, _ in left.first()] == [2, 4]


def test_rows_keep_their_numbers_where_the_table_stands_lower_and_to_the_right() -> None:
    book = Sheets()
    for place, value in (("B3", "Day"), ("C3", "Sum"), ("B4", "a"), ("C4", 1), ("B7", "b")):
        book.active[place] = value
    table = read(book)
    assert table.first() == [(4, ("", "a", "1")), (7, ("", "b", ""))]


def test_excel_files_of_a_mac_count_days_from_1904() -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904  # type: ignore[import-untyped]

    book = sheets(("Day", "Sum"), (date(2026, 1, 31), 1))
    book.epoch = CALENDAR_MAC_1904
    assert rows(read(book)) == [("2026-01-31", "1")]


def cell(kind: str, said: str, value: str = "", more: str = "") -> str:
    name = {"float": "value", "percentage": "value", "currency": "value", "date": "date-value"}
    held = f' office:{name[kind]}="{value}"' if kind in name else ""
    return (
        f'<table:table-cell office:value-type="{kind}"{held}{more}><text:p>{said}</text:p>'
        "</table:table-cell>"
    )


def line(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def test_an_open_document_is_read_as_it_is_shown() -> None:
    table = read(
        ods(
            line(cell("string", "Day"), cell("string", "Share"), cell("string", "Sum"))
            + line(
                cell("date", "31.01.26", "2026-01-31"),
                cell("percentage", "38,5%", "0.385"),
                cell("currency", "12,50 €", "12.5", ' office:currency="EUR"'),
            )
            + line(
                cell("date", "01.02.26", "2026-02-01"),
                cell("percentage", "40%", "0.4", ' table:number-columns-repeated="2"'),
                more=' table:number-rows-repeated="2" table:visibility="filter"',
            )
            + '<table:table-row table:number-rows-repeated="1048500"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>'
        )
    )
    assert rows(table) == [
        ("2026-01-31", "38.5%", "12.5 EUR"),
        ("2026-02-01", "40%", "40%"),
        ("2026-02-01", "40%", "40%"),
    ]
    assert "The sheet hides two rows" in table.warnings[0]


def test_an_old_excel_file_is_read_as_it_is_shown() -> None:
    book = xlwt.Workbook()
    hidden = book.add_sheet("Hidden")
    hidden.visibility = 1
    sheet = book.add_sheet("Now")
    day, percent = xlwt.easyxf(num_format_str="D.M.YY"), xlwt.easyxf(num_format_str="0.0%")
    for place, name in enumerate(("Day", "Share", "Paid")):
        sheet.write(0, place, name)
    sheet.write(1, 0, datetime(2026, 1, 31, 9, 30), day)
    sheet.write(1, 1, 0.385, percent)
    sheet.write(1, 2, True)
    target = io.BytesIO()
    book.save(target)
    assert rows(read(target.getvalue())) == [("2026-01-31 09:30:00", "38.5%", "TRUE")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "a password"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "an old Excel form, or damaged"),
        (b"PK\x03\x04 and then nothing", "cannot be read as an Excel file"),
        (xlsx("<row><c><v>1</v>"), "cannot be read as an Excel file"),
        (xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')[:-30], "cannot be read as an Excel"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(ImportRefused, match=said):
        read(data)
