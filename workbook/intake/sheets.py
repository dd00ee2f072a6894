"""Spreadsheet files: which sheet holds the table, and its cells as a person reads them."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from workbook.errors import ImportRefused
from workbook.intake.columns import Body, Tell, gather
from workbook.intake.opening import Content
from workbook.intake.settings import Choice, Recognised, Settings

__all__ = ["Sheet", "is_spreadsheet", "read_sheet"]

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_SLASHED = re.compile(r"\d{1,2}[-/]\d{1,2}[-/]\d{2,4}\b")


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet, and the names of all; `half_dates` are places of columns."""

    name: str
    names: tuple[str, ...]
    cells: Sequence[Sequence[str]]
    half_dates: frozenset[int] = frozenset()
    recognised: tuple[Recognised, ...] = ()
    warnings: tuple[str, ...] = ()

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield each row with its number."""
        yield from enumerate(self.cells, 1)

    def body(self, header: int, width: int, tell: Tell) -> Body:
        """Return the rows below the header, in as many columns as it has."""
        below = ((number, row) for number, row in self.rows() if number > header)
        return gather(below, width, tell, len(self.cells))


def is_spreadsheet(content: Content) -> bool:
    """Whether the file begins as spreadsheets do."""
    return content.data.startswith((_OLD_EXCEL, _ZIP))


def read_sheet(content: Content, settings: Settings) -> Sheet:
    """Return the cells of the sheet that the settings name, or of the first.

    Raises:
        ImportRefused: it cannot be read, or there is no such sheet.
    """
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    file = content.name
    if content.data.startswith(_OLD_EXCEL):
        raise ImportRefused(f"{file} is in an old Excel form. Save it as .xlsx or as CSV.")
    try:
        book = load_workbook(io.BytesIO(content.data), read_only=True, data_only=True)
        names = [sheet.title for sheet in book.worksheets]
        place = names.index(settings.sheet) if settings.sheet in names else 0
        cells = [list(row) for row in book.worksheets[place].iter_rows()]
        rows = [[_text(cell) for cell in row] for row in cells]
    except Exception as error:  # openpyxl lets out whatever zip and XML readers raise
        raise ImportRefused(
            f"{file} cannot be read as an Excel file. Save it again as .xlsx, or as CSV."
        ) from error
    if settings.sheet not in ("", *names):
        raise ImportRefused(f"{file} has no sheet “{settings.sheet}”.")
    more = len(names) > 1 and not settings.sheet
    return Sheet(
        names[place],
        tuple(names),
        rows,
        _half_dates(cells),
        recognised=(_say_sheet(names[place], names),),
        warnings=(f"Only the first sheet, “{names[0]}”, was read.",) * more,
    )


def _say_sheet(name: str, names: Sequence[str]) -> Recognised:
    choices = tuple(Choice(each, each) for each in names)
    return Recognised("sheet", f"The table is on the sheet “{name}”.", name, True, choices)


def _half_dates(rows: Sequence[Sequence[Any]]) -> frozenset[int]:
    """Return the columns that hold real dates beside dates as text that has slashes."""
    real: set[int] = set()
    text: set[int] = set()
    for row in rows:
        for place, cell in enumerate(row):
            if isinstance(cell.value, datetime):
                real.add(place)
            elif isinstance(cell.value, str) and _SLASHED.match(cell.value.strip()):
                text.add(place)
    return frozenset(real & text)


def _text(held: Any) -> str:
    """Return a cell as a person reads it: 38% is 38, whatever Excel keeps."""
    cell = held.value
    if isinstance(cell, int | float) and "%" in (getattr(held, "number_format", "") or ""):
        cell = round(cell * 100, 10)
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time.min else cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
