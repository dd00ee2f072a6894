"""What was recognised in a file, shown before anything is taken: settings, rows and columns."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.cli.console import columns, progress, say
from workbook.cli.saying import (
    CONTENT,
    As,
    Columns,
    Dates,
    Decimal,
    Delimiter,
    Encoding,
    Every,
    Header,
    Sheet,
    columns_said,
    settings_said,
)
from workbook.errors import ImportRefused

if TYPE_CHECKING:
    from workbook.intake import Proposal
    from workbook.intake.tables.table import Table

__all__ = ["look", "recognised"]

_ROWS, _COLUMNS, _WIDTH = 5, 8, 22  # of the first rows, as much as a terminal shows


def look(  # noqa: PLR0913, PLR0917
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, text, Excel or ODS.")],
    kind: Annotated[
        As | None, typer.Option("--as", help="What is in it.", rich_help_panel=CONTENT)
    ] = None,
    column: Columns = None,
    every: Annotated[
        Every | None,
        typer.Option("--every", help="How often its KPIs are read.", rich_help_panel=CONTENT),
    ] = None,
    sheet: Sheet = "",
    header: Header = "",
    encoding: Encoding = "",
    delimiter: Delimiter = "",
    decimal: Decimal = None,
    dates: Dates = None,
) -> None:
    """Look at a file: what it seems to be, and what its columns are.

    No workbook is needed, and nothing is changed.

    \b
    Examples:
      workbook look till.csv
      workbook look bank.csv --header 5 --decimal comma
    """
    from workbook.intake import Mapping, propose
    from workbook.intake.looking import look_as_before
    from workbook.strategy import Plan

    if kind is As.workbook:
        raise ImportRefused("A workbook's export is a folder. To import it: workbook import W DIR")
    with progress(looking := f"Looking at {file.name} …") as line:
        settings = settings_said(sheet, header, encoding, delimiter, decimal, dates)
        said = Mapping(kind.kind if kind else "", every=every.value if every else None)
        table = look_as_before(file, Plan(), settings, line.bar(looking), said.kind)
        said = columns_said(table, Plan(), said, column or ())
        found = propose(table, Plan(), said)
    say("\n".join(recognised(table, found)))


def recognised(table: "Table", found: "Proposal") -> Iterator[str]:
    """Yield what was recognised, as lines of plain text."""
    yield f"{table.file}: {_kind(found)}"
    yield from (f"  {note}" for note in found.notes)
    yield "  How it is read"
    yield from _indented([(each.said, _sure(each.sure)) for each in table.recognised])
    yield from (f"    {warning}" for warning in table.warnings)
    yield "  The first rows"
    yield from _first_rows(table)
    yield "  What its columns are"
    yield from _indented(_columns(found))
    if found.mapping.kpis:
        yield "  What is made of its lines"
        yield from (f"    {kpi.name}: {kpi.rule.explain()}" for kpi in found.mapping.kpis)
    if found.questions:
        yield "  What only you can say"
        for question in found.questions:
            yield from wrap(question.text, 88, initial_indent="    ", subsequent_indent="    ")
            yield f"      {question.answered}"


_KINDS = {
    "readings": "readings, the values of KPIs",
    "transactions": "transactions, the lines of a till, a shop or a bank",
    "people": "your people",
    "objectives": "your objectives",
    "": "nothing that could be told",
}


def _kind(found: "Proposal") -> str:
    kind = found.mapping.kind
    return f"{_KINDS[kind]} ({found.sure}). {found.why}".rstrip() if kind else _KINDS[kind]


def _sure(sure: bool) -> str:
    return "sure" if sure else "look at it"


def _columns(found: "Proposal") -> Iterator[tuple[str, ...]]:
    yield "In the file", "Taken as", "Such as", "How sure"
    for column in found.columns:
        sure = column.sure if column.field else ""
        label = column.label if column.field else "–"
        yield column.name or "(no name)", label, _short(column.sample), sure


def _first_rows(table: "Table") -> Iterator[str]:
    names = [_short(name) for name in table.columns[:_COLUMNS]]
    rows = [
        (str(number), *(_short(cell) for cell in cells[:_COLUMNS]))
        for number, cells in table.first(_ROWS)
    ]
    yield from _indented([("Row", *names), *rows])
    more = len(table.columns) - _COLUMNS
    if more > 0:
        yield f"    and {more} more columns"


def _indented(rows: Iterator[tuple[str, ...]] | Sequence[tuple[str, ...]]) -> Iterator[str]:
    listed = list(rows)
    return (f"    {line}" for line in columns(listed)) if listed else iter(())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"
