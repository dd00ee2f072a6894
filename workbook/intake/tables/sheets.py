"""Spreadsheet files: which sheet holds the table, and its cells as a person reads them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from workbook.errors import ImportRefused
from workbook.intake.tables.archive import Archive
from workbook.intake.tables.columns import Body, Tell, gather
from workbook.intake.tables.excel import BOOK, Excel
from workbook.intake.tables.leaves import Book, Cells, Leaf, shown
from workbook.intake.tables.marks import NEVER_COMPUTED
from workbook.intake.tables.oldexcel import OldExcel
from workbook.intake.tables.opendocument import OpenDocument
from workbook.intake.tables.opening import Content
from workbook.intake.tables.settings import Choice, Recognised, Settings
from workbook.wording import say_count, say_list
from workbook.written.names import folded

__all__ = ["Sheet", "is_spreadsheet", "read_sheet"]

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_SLASHED = re.compile(r"\d{1,2}[-/]\d{1,2}[-/]\d{2,4}\b")
_TOP = 60  # rows in which a table is looked for
_TRIED = 20  # sheets


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet, and the names of those that can be chosen.

    What is known only once all rows were read is gathered on the way: `half_dates` are the places
    of columns that hold dates beside dates as text, `uncomputed` are rows with formulas that no
    program has computed.
    """

    name: str
    names: tuple[str, ...]
    cells: Cells
    leave_hidden: bool = False
    recognised: tuple[Recognised, ...] = ()
    warnings: tuple[str, ...] = ()
    half_dates: set[int] = field(default_factory=set)
    uncomputed: list[int] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield each row with its number."""
        hidden = frozenset(self.cells.hidden) if self.leave_hidden else frozenset()
        for number, row in enumerate(self.cells.rows(), 1):
            if number not in hidden:
                yield number, [shown(value) for value in row]

    def body(self, header: int, width: int, tell: Tell) -> Body:
        """Return the rows below the header, in as many columns as it has."""
        return gather(self._below(header), width, tell, self.cells.count)

    def _below(self, header: int) -> Iterator[tuple[int, Sequence[str]]]:
        real: set[int] = set()
        text: set[int] = set()
        hidden = frozenset(self.cells.hidden) if self.leave_hidden else frozenset()
        for number, row in enumerate(self.cells.rows(), 1):
            if number <= header or number in hidden:
                continue
            for place, value in enumerate(row):
                if isinstance(value, date):
                    real.add(place)
                elif isinstance(value, str) and _SLASHED.match(value.strip()):
                    text.add(place)
            if NEVER_COMPUTED in row:
                self.uncomputed.append(number)
            yield number, [shown(value) for value in row]
        self.half_dates.update(real & text)

    def notes(self) -> Iterator[str]:
        """Yield what is to be said once all rows were read."""
        if self.uncomputed:
            rows = say_count(len(self.uncomputed), "row")
            yield (
                f"Formulas in {rows}, the first in row {self.uncomputed[0]}, were never computed. "
                "Open the file in Excel or LibreOffice, save it, and import it again."
            )


def is_spreadsheet(content: Content) -> bool:
    """Whether the file begins as spreadsheets do."""
    return content.data.startswith((_OLD_EXCEL, _ZIP))


def read_sheet(content: Content, settings: Settings) -> Sheet:
    """Return the cells of the sheet that the settings name, or of the first that holds a table.

    A hidden sheet is read only where it is named.

    Raises:
        ImportRefused: it is damaged, locked, too large, or there is no such sheet.
    """
    book = _book(content)
    leaf, cells, why = _chosen(content, book, settings.sheet)
    names = tuple(leaf.name for leaf in book.leaves)
    hidden = [number for number in cells.hidden if number <= cells.count]
    leave = settings.hidden == "leave out"
    return Sheet(
        leaf.name,
        names,
        cells,
        leave,
        recognised=(_say_sheet(leaf, book), *_say_hidden(hidden, leave=leave)),
        warnings=(*why, *_warn_hidden(hidden, leave=leave)),
    )


def _book(content: Content) -> Book:
    if content.data.startswith(_OLD_EXCEL):
        return OldExcel(content)
    archive = Archive(content)
    if BOOK in archive:
        return Excel(content, archive)
    if "content.xml" in archive:
        return OpenDocument(content, archive)
    if "xl/workbook.bin" in archive:
        raise ImportRefused(f"{content.name} is a binary workbook. Save it as .xlsx or as CSV.")
    if "index/document.iwa" in archive:
        raise ImportRefused(f"{content.name} is from Numbers. Export it as Excel or as CSV.")
    raise ImportRefused(
        f"{content.name} cannot be read as an Excel file or another spreadsheet. If files are "
        "packed in it, unpack them first; else save it again as .xlsx, or as CSV."
    )


def _chosen(content: Content, book: Book, wanted: str) -> tuple[Leaf, Cells, list[str]]:
    """Return the sheet to read, its cells, and what is to be said of the choice."""
    if wanted:
        leaf = next((leaf for leaf in book.leaves if folded(leaf.name) == folded(wanted)), None)
        if leaf is None:
            named = say_list([f"“{leaf.name}”" for leaf in book.leaves])
            raise ImportRefused(f"{content.name} has no sheet “{wanted}”. It has {named}.")
        return leaf, book.cells(leaf.name), []
    shown_leaves = [leaf for leaf in book.leaves if not leaf.hidden] or list(book.leaves)
    first = shown_leaves[0]
    cells = book.cells(first.name)
    if _holds_table(cells):
        return first, cells, _say_first(book, first)
    for leaf in shown_leaves[1:_TRIED]:
        found = book.cells(leaf.name)
        if _holds_table(found):
            passed = f"The sheet “{first.name}” holds no table; “{leaf.name}” was read."
            return leaf, found, [passed]
    return first, cells, _say_first(book, first)


def _say_first(book: Book, read: Leaf) -> list[str]:
    if len(book.leaves) == 1:
        return []
    if book.leaves[0] != read:
        return [f"Only the sheet “{read.name}” was read: what stands before it is hidden."]
    return [f"Only the first sheet, “{read.name}”, was read."]


def _holds_table(cells: Cells) -> bool:
    """Whether a row of two cells or more stands above another."""
    filled = [sum(1 for value in row if value != "") for row in islice(cells.rows(), _TOP)]
    return sum(1 for count in filled if count > 1) > 1


def _say_sheet(read: Leaf, book: Book) -> Recognised:
    choices = tuple(
        Choice(leaf.name, f"{leaf.name} (hidden)" if leaf.hidden else leaf.name)
        for leaf in book.leaves
    )
    sure = sum(1 for leaf in book.leaves if not leaf.hidden) <= 1
    return Recognised(
        "sheet", f"The table is on the sheet “{read.name}”.", read.name, sure, choices
    )


def _say_hidden(hidden: Sequence[Any], *, leave: bool) -> Iterator[Recognised]:
    if hidden:
        choices = (Choice("take", "Take them, too"), Choice("leave out", "Leave them out"))
        yield Recognised("hidden", _hidden(hidden, leave), choices[leave].value, leave, choices)


def _warn_hidden(hidden: Sequence[Any], *, leave: bool) -> Iterator[str]:
    if hidden:
        yield _hidden(hidden, leave)


def _hidden(hidden: Sequence[int], leave: bool) -> str:
    does = "were left out" if leave else "were read like the others"
    rows = say_count(len(hidden), "row")
    return f"The sheet hides {rows}, by a filter or by hand; they {does}."
