"""XLS files, as Excel wrote them until 2003."""

import io
from collections.abc import Iterator
from typing import Any, NoReturn

from workbook.errors import ImportRefused
from workbook.intake.tables.leaves import Cells, Leaf, with_mark
from workbook.intake.tables.marks import says_of
from workbook.intake.tables.opening import Content

__all__ = ["OldExcel"]

_LOCKED = "EncryptedPackage".encode("utf-16-le")  # a new Excel file inside an old one's coat
_LARGEST = 64_000_000  # bytes; the form ends at 65,536 rows


class OldExcel:
    """An XLS file. Not calamine: it does not tell which cells are percentages."""

    def __init__(self, content: Content) -> None:
        """Open it.

        Raises:
            ImportRefused: it is damaged, locked or too large.
        """
        import xlrd  # type: ignore[import-untyped]

        self._xlrd = xlrd
        if _LOCKED in content.data:
            _refuse(content.name, "encrypted")
        if len(content.data) > _LARGEST:
            _refuse(content.name, "large")
        try:
            self._book = xlrd.open_workbook(
                file_contents=content.data,
                formatting_info=True,
                ragged_rows=True,
                logfile=io.StringIO(),
            )
        except Exception as error:  # xlrd lets out whatever a damaged record raises
            _refuse(content.name, str(error))
        sheets = self._book.sheets()
        self.leaves = tuple(Leaf(sheet.name, sheet.visibility != 0) for sheet in sheets)

    def cells(self, name: str) -> Cells:
        """Return the cells of the sheet of that name."""
        sheet = self._book.sheet_by_name(name)

        def rows() -> Iterator[list[Any]]:
            for row in range(sheet.nrows):
                yield [self._value(cell) for cell in sheet.row(row)]

        hidden = [row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden]
        return Cells(rows, sheet.nrows, hidden)

    def _value(self, cell: Any) -> Any:
        xlrd, value = self._xlrd, cell.value
        if cell.ctype == xlrd.XL_CELL_DATE:
            return self._moment(value)
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(value, "#ERROR!")
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        if cell.ctype == xlrd.XL_CELL_NUMBER:
            return with_mark(value, self._mark(cell.xf_index))
        return value

    def _moment(self, value: float) -> Any:
        try:
            moment = self._xlrd.xldate_as_datetime(value, self._book.datemode)
        except (self._xlrd.XLDateError, ValueError, OverflowError):
            return value
        return moment.time() if 0 <= value < 1 else moment

    def _mark(self, style: int) -> str:
        shape = self._book.format_map.get(self._book.xf_list[style].format_key)
        return says_of(shape.format_str) if shape else ""


def _refuse(name: str, why: str) -> NoReturn:
    if "encrypted" in why.lower():
        raise ImportRefused(
            f"{name} is protected by a password. Open it, save a copy without one, and import that."
        ) from None
    raise ImportRefused(
        f"{name} is in an old Excel form, or damaged, and cannot be read. Open it in Excel or "
        "LibreOffice, and save it as .xlsx or as CSV."
    ) from None
