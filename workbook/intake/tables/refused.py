"""The rows that were not taken, as a file to be mended: each with the reason beside it."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Literal

from workbook.errors import ImportRefused
from workbook.intake.report import Refusal
from workbook.intake.tables.table import Table

__all__ = ["OURS", "Form", "harmless", "refused_rows"]

Form = Literal["csv", "xlsx"]

OURS = ("Row in the file", "Why it was not taken")
"""The columns that are put before the file's own; an import of the mended rows passes over them."""

_MOST = 1_048_575  # rows below the header of an Excel sheet
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[\d.,'\u2019\u00a0\u202f ]*\d[\d.,]*\s?%?")


def refused_rows(table: Table, refused: Iterable[Refusal], form: Form = "csv") -> bytes:
    """Return refused rows as CSV (UTF-8, as Excel opens it) or XLSX, with row number and reason.

    A cell that Excel would take for a formula is made harmless.

    Raises:
        ImportRefused: there are more rows than an XLSX file holds.
    """
    rows = list(_rows(table, refused))
    return _xlsx(table, rows) if form == "xlsx" else _csv(table, rows)


def harmless(cell: str) -> str:
    """Return a cell's text with an apostrophe before it, if a spreadsheet would run it.

    >>> harmless("=1+1"), harmless("-20.00"), harmless("- 2 cups")
    ("'=1+1", '-20.00', "'- 2 cups")
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _rows(table: Table, refused: Iterable[Refusal]) -> Iterator[list[str]]:
    reasons: dict[int, list[str]] = {}
    for refusal in refused:
        reasons.setdefault(refusal.row, []).append(refusal.reason)
    cells = table.rows(list(reasons))
    for number in sorted(reasons):
        yield [str(number), " ".join(dict.fromkeys(reasons[number])), *cells[number]]


def _csv(table: Table, rows: Iterable[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    # Where a comma stands before decimals, Excel expects semicolons between the columns.
    writer = csv.writer(text, delimiter=";" if table.decimal_comma else ",")
    writer.writerow(map(harmless, [*OURS, *table.columns]))
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(table: Table, rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook  # type: ignore[import-untyped]
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]

    if len(rows) > _MOST:
        raise ImportRefused("An Excel sheet holds no so many rows. Name a file that ends in .csv.")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Refused rows")

    def text(cell: str) -> WriteOnlyCell:
        kept = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", cell))
        kept.data_type = "s"  # a text, whatever it begins with
        return kept

    for number, *row in [[*OURS, *table.columns], *rows]:
        first = int(number) if number.isdecimal() else number
        sheet.append([first, *map(text, row)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
