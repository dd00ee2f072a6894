"""A table that is written in any way we claim to read comes back, or is asked about: never wrong.

Each case makes days, amounts, shares and words, writes them as a program in one country would, and
reads the file with nothing said of it. What was not asked about has to be what was written.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
import xlwt  # type: ignore[import-untyped]
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as Sheets  # type: ignore[import-untyped]

from tests.intake.packed import ods
from workbook.errors import ImportRefused
from workbook.intake.tables.opening import Content, pasted
from workbook.intake.tables.table import Table, look
from workbook.intake.values.cells import amounts
from workbook.intake.values.days import moments

quick = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)

NAMES = ("Day", "Item", "Amount", "Share")
WORDS = ["Coffee", "Café au lait", "Brötchen", "Crème brûlée", "Jalapeño", "Smørrebrød", "Straße"]
Record = tuple[datetime, str, float, float]


@dataclass(frozen=True)
class Country:
    """How its programs write days and numbers, and what they put between cells."""

    day: str
    decimal: str
    thousands: str
    delimiters: str


COUNTRIES = [
    Country("%Y-%m-%d", ".", "", ",;\t|"),
    Country("%d/%m/%Y", ".", ",", ",\t"),  # United Kingdom
    Country("%m/%d/%Y", ".", ",", ",\t"),  # United States
    Country("%m/%d/%Y %I:%M:%S %p", ".", ",", ",\t"),
    Country("%d.%m.%Y", ",", ".", ";\t"),  # Germany
    Country("%d.%m.%Y %H:%M", ",", ".", ";\t"),
    Country("%d/%m/%Y", ",", " ", ";\t"),  # France
    Country("%d/%m/%Y", ",", "\u202f", ";\t"),
    Country("%d.%m.%Y", ".", "’", ";,\t"),  # Switzerland
    Country("%d-%m-%Y", ",", ".", ";\t"),  # Netherlands
    Country("%d %b %Y", ".", ",", ",\t"),  # Xero
    Country("%Y/%m/%d", ".", ",", ",\t"),  # Japan
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "iso8859-15", "mac-roman"]
LINE_ENDS = ["\n", "\r\n", "\r"]

records = st.lists(
    st.tuples(
        st.datetimes(datetime(2001, 1, 1), datetime(2029, 12, 31)).map(
            lambda moment: moment.replace(second=0, microsecond=0)
        ),
        st.sampled_from(WORDS),
        st.integers(-9_999_999, 9_999_999).map(lambda cents: cents / 100),
        st.integers(0, 1000).map(lambda mills: mills / 10),
    ),
    min_size=2,
    max_size=12,
)


def said(number: float, country: Country, places: int) -> str:
    text = f"{number:,.{places}f}"
    marks = {",": country.thousands, ".": country.decimal}
    return "".join(marks.get(sign, sign) for sign in text)


def lines(country: Country, places: int, rows: list[Record]) -> Iterator[list[str]]:
    yield list(NAMES)
    for day, item, amount, share in rows:
        yield [
            day.strftime(country.day),
            item,
            said(amount, country, places),
            f"{said(share, country, 1)}%",
        ]


def text(country: Country, delimiter: str, places: int, rows: list[Record], end: str) -> str:
    def cell(content: str) -> str:
        return f'"{content}"' if delimiter in content else content

    held = lines(country, places, rows)
    return "".join(delimiter.join(map(cell, line)) + end for line in held)


def same(table: Table, rows: list[Record], places: int) -> None:
    """Hold what is read to what was written, where it was not asked about."""
    assert table.columns == NAMES
    assert list(table.column("Item")) == [item for _, item, _, _ in rows]
    days = moments(table.column("Day"), "Day", table.settings.order)
    assert [date(1970, 1, 1) + timedelta(int(day)) for day in days.days] == [
        day.date() for day, *_ in rows
    ]
    for name, place, digits in (("Amount", 2, places), ("Share", 3, 1)):
        read = amounts(table.column(name), name, table.settings)
        written = [round(float(row[place]), digits) for row in rows]
        values = zip(table.numbers, read.values.tolist(), strict=True)
        found = [None if row in read.bad else value for row, value in values]
        pairs = zip(found, written, strict=True)
        wrong = [(got, had) for got, had in pairs if got is not None and got != had]
        guessed = any("Nothing in the file tells" in note for note in read.notes)
        assert not wrong or guessed, f"{name}: {wrong[:3]}, in silence"


@quick
@given(
    st.sampled_from(COUNTRIES),
    st.tuples(st.sampled_from(ENCODINGS), st.sampled_from(LINE_ENDS)),
    st.sampled_from([0, 2]),
    records,
    st.data(),
)
def test_a_text_file_of_any_country_comes_back(
    country: Country, form: tuple[str, str], places: int, rows: list[Record], data: st.DataObject
) -> None:
    delimiter = data.draw(st.sampled_from(country.delimiters))
    encoding, end = form
    try:
        content = text(country, delimiter, places, rows, end).encode(encoding)
    except UnicodeEncodeError:
        assume(False)
    reading(Content("file.csv", content), rows, places)


@quick
@given(st.sampled_from(COUNTRIES), st.sampled_from([0, 2]), records)
def test_a_block_that_is_pasted_comes_back(
    country: Country, places: int, rows: list[Record]
) -> None:
    reading(pasted(text(country, "\t", places, rows, "\n")), rows, places)


def reading(content: Content, rows: list[Record], places: int) -> None:
    """Hold a file to its rows; what is refused in words is asked about, and so not wrong."""
    table = look(content)
    if "It could be other letters" in " ".join(table.warnings):
        return
    try:
        same(table, rows, places)
    except ImportRefused as asked:
        assert "could be day and month or month and day" in str(asked)


def as_xlsx(rows: list[Record]) -> bytes:
    book = Sheets()
    book.active.append(NAMES)
    for row in rows:
        book.active.append((row[0], row[1], row[2], row[3] / 100))
        book.active.cell(book.active.max_row, 4).number_format = "0.0%"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def as_xls(rows: list[Record]) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet")
    day, percent = xlwt.easyxf(num_format_str="D.M.YY h:mm"), xlwt.easyxf(num_format_str="0.0%")
    for place, name in enumerate(NAMES):
        sheet.write(0, place, name)
    for number, (moment, item, amount, share) in enumerate(rows, 1):
        sheet.write(number, 0, moment, day)
        sheet.write(number, 1, item)
        sheet.write(number, 2, amount)
        sheet.write(number, 3, share / 100, percent)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def as_ods(rows: list[Record]) -> bytes:
    def cell(kind: str, name: str, value: object) -> str:
        return (
            f'<table:table-cell office:value-type="{kind}" office:{name}="{value}">'
            f"<text:p>{value}</text:p></table:table-cell>"
        )

    def word(value: str) -> str:
        return (
            f'<table:table-cell office:value-type="string"><text:p>{value}</text:p>'
            "</table:table-cell>"
        )

    held = [f"<table:table-row>{''.join(map(word, NAMES))}</table:table-row>"]
    for moment, item, amount, share in rows:
        cells = cell("date", "date-value", moment.isoformat()) + word(item)
        cells += cell("float", "value", amount) + cell("percentage", "value", share / 100)
        held.append(f"<table:table-row>{cells}</table:table-row>")
    return ods("".join(held))


@pytest.mark.parametrize("made", [as_xlsx, as_xls, as_ods])
@quick
@given(records)
def test_a_spreadsheet_comes_back(
    made: Callable[[list[Record]], bytes], rows: list[Record]
) -> None:
    table = look(Content("book", made(rows)))
    same(table, rows, 2)
    read = moments(table.column("Day"), "Day")
    clock = [time(minutes // 60, minutes % 60) if minutes >= 0 else time()
             for minutes in read.minutes.tolist()]  # fmt: skip
    assert clock == [moment.time() for moment, *_ in rows]
