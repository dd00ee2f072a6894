"""A CSV or XLSX file as text, cell by cell, with the row numbers that people see."""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pandas as pd

from workbook.errors import ImportRefused, NotFound
from workbook.intake.header import header_place
from workbook.intake.report import Refusal
from workbook.written.names import folded

__all__ = ["Table", "nearest", "read_table"]

_DELIMITERS = ",;\t"
_SEPARATOR = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_SLASHED = re.compile(r"\d{1,2}[-/]\d{1,2}[-/]\d{2,4}\b")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffd]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Table:
    """The rows of a file as trimmed text; blank rows are left out, ragged ones are refused."""

    file: str
    sha256: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    refused: tuple[Refusal, ...] = ()
    decimal_comma: bool = False
    warnings: tuple[str, ...] = ()
    half_dates: tuple[str, ...] = ()

    @property
    def rows_read(self) -> int:
        """Rows with something in them, below the header."""
        return len(self.rows) + len(self.refused)

    def column(self, wanted: str) -> "pd.Series[str]":
        """Return one column's text, indexed by row number.

        Raises:
            ImportRefused: there is no such column, or two of that name; the text lists them.
        """
        return self._texts(self.place(wanted))

    def refuse_half_dates(self, wanted: str) -> None:
        """Refuse a column in which a program turned some dates, and left others as text."""
        if self.named(wanted) in self.half_dates:
            raise ImportRefused(
                f"{wanted} holds dates and dates written as text, mixed: a program has read day "
                "and month the wrong way round in some of them. Export the file again, with dates "
                "like 2017-04-09. Nothing was changed."
            )

    def named(self, wanted: str) -> str:
        """Return a column's name as the file writes it; raises as `column` does."""
        return self.columns[self.place(wanted)]

    def all_columns(self) -> "Iterator[pd.Series[str]]":
        """Yield each column's text."""
        return map(self._texts, range(len(self.columns)))

    def place(self, wanted: str) -> int:
        """Return where a column stands, from 0; raises as `column` does."""
        key = wanted.strip()
        exact = [i for i, name in enumerate(self.columns) if name == key]
        alike = [i for i, name in enumerate(self.columns) if folded(name) == folded(key)]
        found = exact or alike
        if len(found) > 1:
            raise ImportRefused(
                f"{self.file} has {len(found)} columns called “{key}”. "
                "Give each a name of its own. Nothing was changed."
            )
        if not found:
            raise ImportRefused(self._no_column(key))
        return found[0]

    def _texts(self, place: int) -> "pd.Series[str]":
        texts = [row[place] for row in self.rows]
        return pd.Series(texts, index=list(self.numbers), dtype="object")

    def _no_column(self, wanted: str) -> str:
        listed = ", ".join(name for name in self.columns if name)
        near = nearest(wanted, self.columns)
        hint = f" Did you mean “{near}”?" if near else ""
        return (
            f"{self.file} has no column “{wanted}”. "
            f"Its columns are: {listed}.{hint} Nothing was changed."
        )


def nearest(wanted: str, names: Iterable[str]) -> str:
    """Return the name that is most like `wanted`, or nothing when none is.

    >>> nearest("transactoin", ["Date", "Transaction"])
    'Transaction'
    """
    by_key = {name.casefold(): name for name in names if name}
    close = get_close_matches(wanted.casefold(), by_key, n=1, cutoff=0.6)
    return by_key[close[0]] if close else ""


def read_table(path: str | Path) -> Table:
    """Read a CSV (UTF-8 or Windows-1252; comma, semicolon or tab) or the first sheet of an XLSX.

    Raises:
        NotFound: there is no such file.
        ImportRefused: it is a folder, empty, or not a table; the text says what to do.
    """
    content = _bytes(Path(path))
    file = Path(path).name
    if content.startswith(_OLD_EXCEL):
        raise ImportRefused(f"{file} is in an old Excel form. Save it as .xlsx or as CSV.")
    sheet = _read_xlsx(content, file) if content.startswith(_ZIP) else _read_csv(content, file)
    return _table(file, hashlib.sha256(content).hexdigest(), sheet)


@dataclass(frozen=True)
class _Sheet:
    rows: Sequence[Sequence[str]]
    decimal_comma: bool = False
    warnings: tuple[str, ...] = ()
    half_dates: frozenset[int] = frozenset()


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise ImportRefused(f"{path} is a folder. Name the file in it.")
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise NotFound(f"There is no file at {path}. Check the path.") from None
    except OSError as error:
        raise ImportRefused(f"{path} cannot be read: {error.strerror}.") from None
    if not content.strip():
        raise ImportRefused(f"{path.name} is empty, so there is nothing to import.")
    return content


def _table(file: str, sha256: str, sheet: _Sheet) -> Table:
    trimmed = [[cell.strip() for cell in row] for row in sheet.rows]
    filled = [(number, row) for number, row in enumerate(trimmed, 1) if any(row)]
    place = header_place([row for _, row in filled])
    (number, header), *body = filled[place:] or [(1, [""])]
    if not body:
        raise ImportRefused(f"{file} has no rows below its first one. Nothing was changed.")
    above = f"The header was found in row {number}; what stands above it was passed over."
    width = len(header)
    ragged = [(number, row) for number, row in body if any(row[width:])]
    whole = [(number, row) for number, row in body if not any(row[width:])]
    return Table(
        file=file,
        sha256=sha256,
        columns=tuple(header),
        rows=tuple((*row[:width], *[""] * (width - len(row))) for _, row in whole),
        numbers=tuple(number for number, _ in whole),
        refused=tuple(
            Refusal(n, f"It has {len(row)} cells, and there are {width} columns.")
            for n, row in ragged
        ),
        decimal_comma=sheet.decimal_comma,
        warnings=(*sheet.warnings, *([above] if place else [])),
        half_dates=tuple(name for i, name in enumerate(header) if i in sheet.half_dates),
    )


def _read_csv(content: bytes, file: str) -> _Sheet:
    text, warnings = _decode(content, file)
    said = _SEPARATOR.match(text)  # a line that Excel writes for itself, and hides
    lines = text[said.end() :] if said else text
    delimiter = said[1] if said else _delimiter(lines)
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter, strict=True)
    try:
        # Not pandas: one row too long would refuse the file, where only the row is at fault.
        return _Sheet([*([[]] if said else []), *reader], delimiter == ";", warnings)
    except csv.Error:
        raise ImportRefused(
            f"{file} cannot be read up to line {reader.line_num}: a quotation mark is opened "
            "and not closed, or closed too early. Correct it, and import again."
        ) from None


def _decode(content: bytes, file: str) -> tuple[str, tuple[str, ...]]:
    try:
        text = content.decode("utf-16" if content.startswith(_UTF16) else "utf-8-sig")
        warnings: tuple[str, ...] = ()
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
        warnings = (f"{file} is not in UTF-8; it was read as Windows-1252. Look at its accents.",)
    if _NOT_TEXT.search(text):
        raise ImportRefused(f"{file} is not a table. Give a CSV or an XLSX file.")
    return text, warnings


def _delimiter(text: str) -> str:
    first = text.splitlines()[:50]
    return max(_DELIMITERS, key=lambda sign: _fit(first, sign))


def _fit(lines: Sequence[str], delimiter: str) -> tuple[int, int]:
    widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
    header = widths[0] if widths else 0
    return (widths.count(header) if header > 1 else 0), header


def _read_xlsx(content: bytes, file: str) -> _Sheet:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        cells = [list(row) for row in book.worksheets[0].iter_rows()]
        rows = [[_text(cell) for cell in row] for row in cells]
        names = [sheet.title for sheet in book.worksheets]
    except Exception as error:  # openpyxl lets out whatever zip and XML readers raise
        raise ImportRefused(
            f"{file} cannot be read as an Excel file. Save it again as .xlsx, or as CSV."
        ) from error
    more = len(names) > 1
    first = (f"Only the first sheet, “{names[0]}”, was read.",) * more
    return _Sheet(rows, warnings=first, half_dates=_half_dates(cells))


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
