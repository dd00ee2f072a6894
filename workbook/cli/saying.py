"""What a person can say of a file on the command line: how it is written, and what is in it."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import typer
from typer.core import TyperCommand

from workbook.errors import ImportRefused

if TYPE_CHECKING:
    from workbook.intake import Mapping
    from workbook.intake.layouts.header_words import Kind
    from workbook.intake.tables.settings import Settings
    from workbook.intake.tables.table import Table
    from workbook.strategy import Plan

__all__ = [
    "CONTENT", "OUTCOME", "As", "Columns", "Dates", "Decimal", "Delimiter", "Encoding", "Every",
    "Grouped", "Header", "Sheet", "columns_said", "settings_said",
]  # fmt: skip

CONTENT = "What is in the file"
WRITING = "How it is written, where that is not found out"
OUTCOME = "What becomes of it"


class Grouped(TyperCommand):
    """A command whose help shows its options in groups."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write each group of options under its heading."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            if record := parameter.get_help_record(ctx):
                title = getattr(parameter, "rich_help_panel", None) or "Options"
                groups.setdefault(title, []).append(record)
        for title, records in groups.items():
            with formatter.section(title):
                formatter.write_dl(records)


class As(StrEnum):
    """What a file to import is."""

    readings = "readings"
    transactions = "transactions"
    people = "people"
    objectives = "objectives"
    workbook = "workbook"

    @property
    def kind(self) -> "Kind | Literal['']":
        """The kind of table; none for a workbook, which is no table."""
        return "" if self is As.workbook else cast("Kind", self.value)


class Every(StrEnum):
    """How often a KPI is read."""

    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"


class Mark(StrEnum):
    """What stands before the decimals of a number."""

    point = "point"
    comma = "comma"


class First(StrEnum):
    """What stands first in a date such as 03/04/2026."""

    day = "day-first"
    month = "month-first"


def _written(name: str, metavar: str, help: str) -> Any:
    return typer.Option(f"--{name}", metavar=metavar, help=help, rich_help_panel=WRITING)


Sheet = Annotated[str, _written("sheet", "NAME", "The sheet that holds the table.")]
Header = Annotated[
    str, _written("header", "ROW", "The row that names the columns; 0 where there is none.")
]
Encoding = Annotated[str, _written("encoding", "NAME", "Its letters, such as utf-8 or cp1252.")]
Delimiter = Annotated[
    str, _written("delimiter", "SIGN", "Between cells: comma, semicolon, tab or a sign.")
]
Decimal = Annotated[
    Mark | None,
    typer.Option("--decimal", help="What stands before decimals.", rich_help_panel=WRITING),
]
Dates = Annotated[
    First | None,
    typer.Option("--dates", help="How to read 03/04/2026.", rich_help_panel=WRITING),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="NAME=FIELD",
        help="What a column is, such as Betrag=amount; NAME= where it is not used. Repeat it.",
        rich_help_panel=CONTENT,
    ),
]

_SIGNS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "space": " ", "\\t": "\t"}


def settings_said(  # noqa: PLR0913, PLR0917
    sheet: str,
    header: str,
    encoding: str,
    delimiter: str,
    decimal: Mark | None,
    dates: First | None,
) -> "Settings":
    """Return what the options say of how a file is written."""
    from workbook.intake.tables.settings import Settings

    settings = Settings(
        sheet=sheet,
        encoding=encoding,
        delimiter=_SIGNS.get(delimiter, delimiter),
        decimal=decimal.value if decimal else None,
        order=None if dates is None else "day first" if dates is First.day else "month first",
    )
    return settings.saying("header", header)


def columns_said(
    table: "Table", plan: "Plan", said: "Mapping", written: Sequence[str]
) -> "Mapping":
    """Return the mapping with what `--column NAME=FIELD` says.

    Raises:
        ImportRefused: there is no such column or field; the text lists them.
    """
    from workbook.intake import propose

    if not written:
        return said
    kind = said.kind or propose(table, plan, said).mapping.kind
    if not kind:
        raise ImportRefused(
            "Say what is in the file, too: --as readings, transactions, people or objectives."
        )
    columns = dict(_column(table, kind, each) for each in written)
    return replace(said, kind=kind, columns={**said.columns, **columns})


def _column(table: "Table", kind: "Kind", written: str) -> tuple[str, str]:
    name, equals, field = written.rpartition("=")
    if not equals:
        raise ImportRefused(f"“{written}” does not say what a column is. Write NAME=FIELD.")
    return table.named(name), _field(kind, field.strip())


def _field(kind: "Kind", written: str) -> str:
    from workbook.intake.layouts.header_words import fields_of, plain

    key, colon, rest = written.partition(":")
    by_word = {plain(word): f.key for f in fields_of(kind).values() for word in (f.key, f.label)}
    by_word |= {"": "", "not used": "", "none": ""}
    found = by_word.get(plain(key))
    if found is None or (colon and found != "value"):
        fields = ", ".join(fields_of(kind))
        raise ImportRefused(
            f"“{written}” is nothing that a column of {kind} can be. It can be: {fields}; "
            "or write NAME= for a column that is not used."
        )
    return f"{found}:{rest.strip()}" if rest else found
