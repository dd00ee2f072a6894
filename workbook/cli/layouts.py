"""The command for layouts of files: those remembered, carried to another client, forgotten."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbook import files
from workbook.cli.app import Named, opened
from workbook.cli.console import columns, say
from workbook.errors import NotFound, WorkbookError
from workbook.wording import say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.book import Workbook
    from workbook.strategy import FileLayout

__all__ = ["layouts"]


def layouts(
    source: Named,
    number: Annotated[
        int | None, typer.Argument(metavar="N", help="One of them.", show_default=False)
    ] = None,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="Write it to a file.")
    ] = None,
    forget: Annotated[bool, typer.Option("--forget", help="Remember it no more.")] = False,
    add: Annotated[
        Path | None, typer.Option("--add", metavar="FILE", help="Remember one that was saved.")
    ] = None,
) -> None:
    """List the layouts of files that are remembered, save, add or forget one.

    What was said of a file when it was imported, what its columns are and which KPIs are made of
    it, is known again by the names of its columns. Saved as a file it serves another client.

    \b
    Examples:
      workbook layouts rise-bakery.workbook
      workbook layouts rise-bakery.workbook 1 --save till.layout.json
      workbook layouts corner-shop.workbook --add till.layout.json
    """
    from workbook.strategy import FileLayout

    with opened(source) as book:
        if add:
            say(_added(book, add))
            return
        known = book.plan.all(FileLayout)
        if number is None:
            if save or forget:
                raise WorkbookError("Say which layout, by its number: workbook layouts WORKBOOK N")
            say(_listed(known))
        else:
            say(_done(book, _chosen(known, number), save, forget=forget))


def _added(book: "Workbook", path: Path) -> str:
    from workbook.intake.layouts.remembered import read_layout, remember

    layout = read_layout(path)
    edit = remember(book.plan, layout)
    if edit is None:
        return f"The layout of {layout.name} is remembered already."
    book.save([edit], f"Layout taken from {path.name}")
    return f"The layout of {layout.name} is remembered."


def _chosen(known: "Sequence[FileLayout]", number: int) -> "FileLayout":
    if not 1 <= number <= len(known):
        raise NotFound(
            f"There is no layout {number}: {say_count(len(known), 'layout')} so far. "
            "To see them: workbook layouts WORKBOOK"
        )
    return known[number - 1]


def _done(book: "Workbook", layout: "FileLayout", save: Path | None, *, forget: bool) -> str:
    from workbook.intake.layouts.remembered import write_layout
    from workbook.store import Edit
    from workbook.strategy import FileLayout

    told = []
    if save:
        if save.exists():
            raise WorkbookError(f"{save} is there already. Name another file.")
        files.put(save, write_layout(layout), book.file)
        told.append(f"Saved as {save}. For another client: workbook layouts WORKBOOK --add {save}")
    if forget:
        book.save([Edit(FileLayout, layout.id, None, layout.version)], "Layout forgotten")
        told.append(f"The layout of {layout.name} is forgotten.")
    return "\n".join(told or _said(layout))


def _listed(known: "Sequence[FileLayout]") -> str:
    if not known:
        return "No layout is remembered yet: import a file, and its columns will be known again."
    rows = [
        (
            str(place),
            layout.name,
            layout.kind,
            layout.every or "",
            say_count(len(layout.header), "column"),
        )
        for place, layout in enumerate(known, 1)
    ]
    return "\n".join([*columns(rows), "To see one: workbook layouts WORKBOOK NUMBER"])


def _said(layout: "FileLayout") -> list[str]:
    from workbook.intake.layouts.header_words import fields_of
    from workbook.intake.layouts.mapping import field_key

    known = fields_of(layout.kind)
    rows = [
        (name, " ".join([known[field_key(key)].label, *key.split(":")[1:]]))
        for name, key in layout.columns.items()
        if field_key(key) in known
    ]
    kpis = [f"  {name}: {rule}" for name, rule in layout.kpis.items()]
    settings = [f"  {name}: {value}" for name, value in layout.settings.items()]
    return [
        f"{layout.name}: {layout.kind}",
        *(f"  {line}" for line in columns(rows)),
        *kpis,
        *settings,
    ]
