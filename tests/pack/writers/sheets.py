"""How a test reads a workbook of Excel: each cell as a person sees it."""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

import openpyxl

from workbook.numerals import numerals
from workbook.wording import say_date

Book = Any


def read(file: bytes, *, formulas: bool = False) -> Book:
    """Return a file as openpyxl has it: with its formulas, or with the values that it keeps."""
    return openpyxl.load_workbook(BytesIO(file), data_only=not formulas)


def seen(cell: Any) -> str:
    """Return what Excel shows of a cell; only such formats as this program writes are known."""
    value = cell.value
    if isinstance(value, datetime):
        assert cell.number_format == "[$-809]d mmmm yyyy"
        return say_date(date(value.year, value.month, value.day))
    return formatted(value, cell.number_format) if isinstance(value, int | float) else value or ""


def formatted(value: float, pattern: str) -> str:
    """Return a number in a format of Excel, which shows it with the marks that are in use.

    >>> formatted(-0.0345, '0.0%" of sales";"−"0.0%" of sales"'), formatted(1612, '#,##0')
    ('−3.5% of sales', '1,612')
    """
    part = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', pattern)[value < 0 and ";" in pattern]
    quoted = r'((?:"[^"]*"|\\")*)'
    found = re.fullmatch(rf'("−")?{quoted}(#,##)?0(?:\.([0#]+))?(%?){quoted}', part)
    assert found, pattern
    minus, before, grouped, zeros, share, unit = found.groups()
    # A sheet reckons with fifteen digits, and rounds a half up.
    shown = Decimal(f"{abs(value):.15g}").scaleb(2 if share else 0)
    step = Decimal(1).scaleb(-len(zeros or ""))
    digits = f"{shown.quantize(step, ROUND_HALF_UP):f}"
    while zeros and zeros.endswith("#") and digits.endswith("0"):
        zeros, digits = zeros[:-1], digits[:-1]
    first, words = (
        each.replace('\\"', "\0").replace('"', "").replace("\0", '"') for each in (before, unit)
    )
    marked = numerals().marked(digits) if grouped else digits.replace(".", numerals().decimal)
    shown_so = numerals().with_unit(marked, f"%{words}") if share else f"{first}{marked}{words}"
    return f"{'−' if minus else ''}{shown_so}"


def texts(book: Book) -> list[str]:
    """Return what every cell of every sheet shows."""
    return [seen(cell) for sheet in book for row in sheet.iter_rows() for cell in row]
