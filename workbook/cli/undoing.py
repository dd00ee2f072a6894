"""The command for files that were imported: which they were, and one of them taken back."""

from typing import TYPE_CHECKING, Annotated

import typer

from workbook.cli.app import Named, opened
from workbook.cli.console import columns, progress, say
from workbook.errors import NotFound
from workbook.wording import say_count, say_date, say_number

if TYPE_CHECKING:
    from workbook.strategy import Source

__all__ = ["imports"]


def imports(
    source: Named,
    undo: Annotated[
        int | None, typer.Option("--undo", metavar="N", help="Take back the import of this number.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be undone, and change nothing.")
    ] = False,
) -> None:
    """List the files that were imported, and take one back.

    Taking one back removes what it added, and puts back what it changed. What was changed since
    stays as it is, and is named.

    \b
    Examples:
      workbook imports rise-bakery.workbook
      workbook imports rise-bakery.workbook --undo 2
    """
    from workbook.intake import imports as imported
    from workbook.intake import try_undo

    with opened(source) as book:
        files = imported(book.plan)
        if undo is None:
            say(_listed(files))
            return
        if not 1 <= undo <= len(files):
            raise NotFound(f"There is no import {undo}. {_how_many(len(files))}")
        with progress("Looking through the journal …"):
            undoing = try_undo(book, files[undo - 1].id)
            undoing = undoing if dry_run else undoing.take(book)
        say(str(undoing))


def _how_many(files: int) -> str:
    if not files:
        return "No file was imported into this workbook yet."
    return f"{say_count(files, 'import').capitalize()} listed: workbook imports WORKBOOK"


def _listed(files: "tuple[Source, ...]") -> str:
    if not files:
        return "No file was imported yet. To begin: workbook import WORKBOOK FILE"
    told = columns([_told(number, file) for number, file in enumerate(files, 1)])
    standing = any(file.undone_at is None for file in files)
    how = ["To take one back: workbook imports WORKBOOK --undo NUMBER"] if standing else []
    return "\n".join([*told, *how])


def _told(number: int, file: "Source") -> tuple[str, ...]:
    rows = f"{say_number(file.rows_taken)} of {say_number(file.rows_read)} {file.unit} taken"
    undone = f"undone on {say_date(file.undone_at.date())}" if file.undone_at else ""
    imported = say_date(file.imported_at.date())
    return str(number), file.name, file.kind, imported, rows, undone
