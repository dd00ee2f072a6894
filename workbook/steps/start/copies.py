"""A copy of the workbook to take along, and the copies that were kept on the way."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import StorageFailed, WorkbookError
from workbook.scratch import scratch
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding
from workbook.steps.section import section
from workbook.store import address, copies, sqlite
from workbook.widgets.files import FileKeeper

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["parts"]

CHAPTER = "start/copies"
LEAD = (
    "All of it as it is saved now, in one file: for a USB stick, another computer or your adviser."
)
KEPT = (
    "One is kept by itself before each sign-off, and before a new version of the program changes "
    "the file. The ten newest stay."
)


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Offer a copy, and tell which were kept and how one of them is brought back."""

    def make() -> tuple[str, bytes]:
        if trouble := bound.settle():
            raise WorkbookError(f"Not copied yet. {trouble}")
        return _made(bound.book)

    keeper = FileKeeper("Save a copy of this workbook", make)
    told = Finding("start/copies", bound.plan, lambda _: _told(bound.book.file))
    return [
        section(CHAPTER, "", LEAD, ("copies",), keeper),
        section(CHAPTER, "Copies that were kept", KEPT if bound.book.file else "", (), told),
    ]


def _made(book: "Workbook") -> tuple[str, bytes]:
    name = f"{address.stem(book.source)}-{date.today()}{address.SUFFIX}"
    with scratch() as folder:
        return name, book.take_along(folder / name).read_bytes()


def _told(file: Path | None) -> Mapping[str, Any]:
    trouble, kept = "", []
    if file:
        try:
            kept = [(copy, sqlite.glance(copy.path).business) for copy in copies.copies(file)]
        except StorageFailed as error:
            trouble = str(error)
    folder = copies.folder_of(file) if file else None
    named = f'"{file}"' if " " in str(file) else file  # as a command line takes it
    return {"file": file, "named": named, "folder": folder, "kept": kept, "trouble": trouble}
