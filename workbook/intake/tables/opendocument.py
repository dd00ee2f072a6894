"""ODS files, as LibreOffice writes them: calamine reads the cells, and the rest is seen here."""

from collections.abc import Mapping

from workbook.intake.tables.archive import Archive
from workbook.intake.tables.excel import calamine_of
from workbook.intake.tables.leaves import Cells, marked
from workbook.intake.tables.marks import MOST_SHEET_CELLS, PERCENT, Marks
from workbook.intake.tables.opening import Content
from workbook.intake.tables.survey import refuse_too_many_cells

__all__ = ["OpenDocument"]

_CELLS = "content.xml"
_LIST = "META-INF/manifest.xml"


class OpenDocument:
    """An ODS file."""

    def __init__(self, content: Content, archive: Archive) -> None:
        """Open it.

        Raises:
            ImportRefused: it is damaged, locked or too large.
        """
        if _LIST in archive and b"encryption-data" in b"".join(archive.unpack(_LIST)):
            archive.refuse_locked()
        self._archive = archive
        seen = _Seen(archive.name)
        for part in archive.parts:
            if part != _CELLS:
                archive.measure(part)
        archive.walk(_CELLS, seen.started)
        self._marks = seen.sheets
        for marks in self._marks.values():
            marks.refuse_giants(archive.name)
        self._book, self.leaves = calamine_of(content, archive)

    def cells(self, name: str) -> Cells:
        """Return the cells of the sheet of that name."""
        try:
            return marked(self._book.get_sheet_by_name(name), self._marks.get(name) or Marks())
        except Exception:  # calamine lets out whatever a damaged part raises
            self._archive.refuse_damaged()


class _Seen:
    """The elements of a document: a row or a cell stands for as many as it says."""

    def __init__(self, name: str) -> None:
        self.sheets: dict[str, Marks] = {}
        self._name = name
        self._marks: Marks | None = None
        self._row = self._rows = self._column = self._columns = 0
        self._says = ""

    def started(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take an element."""
        if name == "table":
            self._marks = self.sheets.setdefault(attributes.get("table:name", ""), Marks())
            self._row = self._rows = 0
        elif self._marks is None:
            return
        elif name == "table-row":
            self._begin_row(self._marks, attributes)
        elif name in ("table-cell", "covered-table-cell"):
            self._begin_cell(self._marks, attributes)
        elif name == "p" and self._column:
            self._fill(self._marks)

    def _begin_row(self, marks: Marks, attributes: Mapping[str, str]) -> None:
        self._row += self._rows
        self._rows = int(attributes.get("table:number-rows-repeated", 1))
        self._row, self._column, self._columns = self._row or 1, 0, 1
        if attributes.get("table:visibility") in ("collapse", "filter"):
            last = min(self._rows, 1 << 20)
            marks.hidden.extend(range(self._row, self._row + last))

    def _begin_cell(self, marks: Marks, attributes: Mapping[str, str]) -> None:
        self._column += self._columns
        self._columns = int(attributes.get("table:number-columns-repeated", 1))
        kind = attributes.get("office:value-type", "")
        if not kind:
            return
        self._fill(marks)
        says = PERCENT if kind == "percentage" else attributes.get("office:currency", "")
        if says and kind in ("percentage", "currency"):
            for row in range(self._row, self._row + self._rows):
                for column in range(self._column, self._column + self._columns):
                    marks.mark(row, column, says)

    def _fill(self, marks: Marks) -> None:
        refuse_too_many_cells(self._name, self._rows * self._columns, MOST_SHEET_CELLS)
        marks.filled(self._row, self._column)
        marks.filled(self._row + self._rows - 1, self._column + self._columns - 1)
        marks.refuse_giants(self._name)
