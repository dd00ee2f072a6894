"""XLSX files: calamine reads the cells, once it is known that they fit into memory."""

import io
import posixpath
from collections.abc import Mapping
from typing import Any

from workbook.intake.tables.archive import Archive
from workbook.intake.tables.leaves import Cells, Leaf, marked
from workbook.intake.tables.marks import sheet_marks, styles_of
from workbook.intake.tables.opening import Content

__all__ = ["Excel", "calamine_of"]

BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_SHEETS = "xl/worksheets/"


class Excel:
    """An XLSX file. Formulas are read by the values they had; links to other files lie unread."""

    def __init__(self, content: Content, archive: Archive) -> None:
        """Open it.

        Raises:
            ImportRefused: it is damaged, locked or too large.
        """
        self._archive = archive
        self._parts = _sheet_parts(archive)
        for part in archive.parts:  # all that calamine reads to open the file
            if not part.startswith(_SHEETS) and part not in self._parts.values():
                archive.measure(part)
        self._book, self.leaves = calamine_of(content, archive)
        self._styles = styles_of(archive, _STYLES) if _STYLES in archive else {}

    def cells(self, name: str) -> Cells:
        """Return the cells of the sheet of that name."""
        part = self._parts.get(name, "")
        if part not in self._archive:
            self._archive.refuse_damaged()
        marks = sheet_marks(self._archive, part, self._styles)
        try:
            return marked(self._book.get_sheet_by_name(name), marks)
        except Exception:  # calamine lets out whatever a damaged part raises
            self._archive.refuse_damaged()


def calamine_of(content: Content, archive: Archive) -> tuple[Any, tuple[Leaf, ...]]:
    """Return calamine's own view of a file, and its sheets."""
    from python_calamine import (
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content.data))
    except PasswordError:
        archive.refuse_locked()
    except Exception:
        archive.refuse_damaged()
    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if not sheets:
        archive.refuse_damaged()
    return book, tuple(Leaf(s.name, s.visible != SheetVisibleEnum.Visible) for s in sheets)


def _sheet_parts(archive: Archive) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name."""
    targets: dict[str, str] = {}
    parts: dict[str, str] = {}

    def link(name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            id = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            target = targets.get(id, "")
            path = target if target.startswith("/") else posixpath.join("xl", target)
            parts[attributes.get("name", "")] = posixpath.normpath(path).lstrip("/").lower()

    if _LINKS in archive:
        archive.walk(_LINKS, link)
    archive.walk(BOOK, sheet)
    return parts
