"""Commands for files: readings, transactions, lists and whole workbooks in, plain files out."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.cli.agreeing import agreed, tried
from workbook.cli.app import Named, opened, shown
from workbook.cli.console import progress, require_folder, say
from workbook.cli.saying import (
    CONTENT,
    OUTCOME,
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
from workbook.cli.trying import Answer, answered, require_another
from workbook.errors import ImportRefused
from workbook.wording import say_date

if TYPE_CHECKING:
    from workbook.intake import Mapping, Reconciliation
    from workbook.intake.tables.table import Table

__all__ = ["export", "import_"]


CLOSED = """
  Was the business closed on the days that are missing? Then say so, or which days the file covers,
  and import it again: --closed 2026-01-01,2026-12-25 or --covers 2026-01-01..2026-03-31"""
UNBOOKED = """
  Was nothing booked on the days that are missing? Then say which days the file covers, and import
  it again: --covers 2026-01-01..2026-03-31"""
SPLIT = """
  A period that lies in two files, such as a week between two months, needs one file that covers it:
  export a few days more, or put the rows of both files into one. What is taken already stays."""


def import_(  # noqa: PLR0913, PLR0917
    source: Named,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="CSV, text, Excel or ODS; the folder of an export."),
    ],
    kind: Annotated[
        As | None,
        typer.Option("--as", help="Else it is found out.", rich_help_panel=CONTENT),
    ] = None,
    column: Columns = None,
    layout: Annotated[
        Path | None,
        typer.Option(
            "--layout", metavar="FILE", rich_help_panel=CONTENT,
            help="What its columns are, as another workbook has saved it.",
        ),
    ] = None,
    every: Annotated[
        Every | None,
        typer.Option("--every", help="How often the KPIs are read.", rich_help_panel=CONTENT),
    ] = None,
    kpi: Annotated[
        list[str] | None,
        typer.Option(
            "--kpi", metavar="NAME=RULE", rich_help_panel=CONTENT,
            help="A KPI and its rule, made of transactions. Repeat it.",
        ),
    ] = None,
    date: Annotated[
        str,
        typer.Option(
            "--date", metavar="COLUMN", rich_help_panel=CONTENT,
            help="The date column of transactions.",
        ),
    ] = "",
    covers: Annotated[
        str,
        typer.Option(
            "--covers", metavar="FROM..TO", rich_help_panel=CONTENT,
            help="The days that transactions cover.",
        ),
    ] = "",
    closed: Annotated[
        str,
        typer.Option(
            "--closed", metavar="DAYS", rich_help_panel=CONTENT,
            help="Days without sales on purpose: 2026-01-01,2026-12-25.",
        ),
    ] = "",
    zone: Annotated[
        str,
        typer.Option(
            "--zone", metavar="ZONE", rich_help_panel=CONTENT,
            help="Yours, where clocks say another: Europe/Paris.",
        ),
    ] = "",
    treat: Annotated[
        list[str] | None,
        typer.Option(
            "--treat", metavar="COLUMN=VALUE:HOW", rich_help_panel=CONTENT,
            help="Rows of a kind: minus, skip or keep them. Repeat it.",
        ),
    ] = None,
    sheet: Sheet = "",
    header: Header = "",
    encoding: Encoding = "",
    delimiter: Delimiter = "",
    decimal: Decimal = None,
    dates: Dates = None,
    yes: Annotated[
        bool,
        typer.Option("--yes", help="Take it as it is proposed, unasked.", rich_help_panel=OUTCOME),
    ] = False,
    adding: Annotated[
        bool | None,
        typer.Option(
            "--add-missing/--no-add-missing", rich_help_panel=OUTCOME,
            help="People that a list names and the workbook does not have.",
        ),
    ] = None,
    replacing: Annotated[
        bool | None,
        typer.Option(
            "--replace/--keep", rich_help_panel=OUTCOME,
            help="What the file would replace: do, or do not.",
        ),
    ] = None,
    refused: Annotated[
        Path | None,
        typer.Option(
            "--refused", metavar="FILE", rich_help_panel=OUTCOME,
            help="Write refused rows here: CSV or XLSX.",
        ),
    ] = None,
    edited: Annotated[
        bool,
        typer.Option(
            "--edited", rich_help_panel=OUTCOME,
            help="Take an export in which somebody changed files on purpose.",
        ),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", rich_help_panel=OUTCOME,
            help="Say what would be done, and change nothing.",
        ),
    ] = False,
) -> None:  # fmt: skip
    """Import what people have in a file, or a workbook's export.

    Readings, transactions (the lines of a till, a shop or a bank), people and objectives: what the
    file is, and what its columns are, is found out and shown first. What was said once of a file
    is known again by its columns.

    A rule makes one value a period from the rows of a file: count, distinct:COLUMN, sum:COLUMN,
    mean:COLUMN, rows_per:COLUMN (rows for each different value), share:KEY:COLUMN=VALUE (share
    of the different KEYs, from 0 to 100%, that have a row with that value). Importing the same
    file again changes nothing. A file that would replace what stands asks first.

    \b
    Examples:
      workbook import rise.workbook readings.xlsx
      workbook import rise.workbook bank.csv --decimal comma --column "Betrag=amount"
      workbook import rise.workbook till.csv --as transactions --date Date --every week \\
        --kpi "Tickets per week=distinct:Transaction"
      workbook import copy.workbook exported
    """
    if kind not in (None, As.transactions) and (date or kpi or covers or closed or zone or treat):
        raise ImportRefused(
            "--date, --kpi, --covers, --closed, --zone and --treat go with --as transactions only."
        )
    if kind is As.workbook or (kind is None and (file / "workbook.json").is_file()):
        if dry_run or refused or replacing is not None:
            raise ImportRefused(
                "--dry-run, --refused, --replace and --keep do not go with --as workbook."
            )
        with progress(f"Importing {file.name} …"):
            account = _restore(source, file, edited=edited)
        say(account)
        return
    if edited:
        raise ImportRefused("--edited goes with the folder of an export only.")
    require_another(file, refused)
    settings = settings_said(sheet, header, encoding, delimiter, decimal, dates)
    with opened(source) as book:
        from workbook.intake import propose
        from workbook.intake.layouts.told import Told
        from workbook.intake.looking import look_as_before

        with progress(looking := f"Looking at {file.name} …") as line:
            meant, tell = kind.kind if kind else "", line.bar(looking)
            table = look_as_before(file, book.plan, settings, tell, meant)
            said = _said(table, kind, date, every, kpi or [], covers)
            said = replace(said, told=Told.parse(closed, zone, treat or ()), adding=adding)
            said = columns_said(table, book.plan, said, column or ())
            said = _as_laid_out(table, layout, said) if layout else said
            found = propose(table, book.plan, said)
        mapping = agreed(table, found, kind is not None, yes=yes or dry_run)
        with progress(f"Importing {file.name} …"):
            trial = tried(book, table, mapping, found)
        taken = answered(book, trial, Answer(replacing, dry_run, refused))
    say(f"{taken}{''.join(_about_missing_days(taken))}")


def export(
    source: Named,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go.")],
    without_pdfs: Annotated[
        bool, typer.Option("--without-pdfs", help="Leave out the PDFs of signed quarters.")
    ] = False,
) -> None:
    """Write a workbook as plain files.

    Version control compares them well, and `workbook import --as workbook` reads them again. It
    tells when one of them is not as it was exported; what was edited on purpose needs --edited.

    The PDF of a signed quarter is large. With --without-pdfs each is left out that can be printed
    again, byte for byte, from the pages that were signed; a later version of the program may print
    them otherwise, and says so.

    \b
    Examples:
      workbook export rise-bakery.workbook exported
      workbook export rise-bakery.workbook exported --without-pdfs
    """
    from workbook.store import exchange

    require_folder(folder)
    with progress("Writing the files …"), opened(source) as book:
        written = book.export(folder, pdfs=not without_pdfs)
    say(str(written))
    if lacking := exchange.left_out(written):
        say(f"Left out: {lacking}.")


def _about_missing_days(taken: "Reconciliation") -> Iterator[str]:
    if not taken.cut_at_an_end:
        return
    if taken.covers:
        first, last = taken.covers
        yield (
            f"\n  The file says that it covers {say_date(first)} to {say_date(last)}. Is it so? "
            f"Then import it again: --covers {first}..{last}"
        )
    else:
        yield UNBOOKED if taken.of_account else CLOSED
    yield SPLIT


def _said(  # noqa: PLR0913, PLR0917
    table: "Table", kind: As | None, date: str, every: Every | None, kpis: list[str], covers: str
) -> "Mapping":
    from workbook.intake import KpiRule, Mapping
    from workbook.intake.layouts.rules import covered_days

    implied = As.transactions if date or kpis or covers else None
    meant = kind or implied
    return Mapping(
        kind=meant.kind if meant else "",
        columns={table.named(date): "date"} if date else {},
        every=every.value if every else None,
        kpis=tuple(KpiRule.parse(text) for text in kpis),
        covers=covered_days(covers) if covers else None,
    )


def _as_laid_out(table: "Table", path: Path, said: "Mapping") -> "Mapping":
    from workbook.intake.layouts.remembered import read_layout, require_fit, said_of

    layout = read_layout(path)
    require_fit(layout, table)
    return said.over(said_of(layout, table.columns))


def _restore(source: str, folder: Path, *, edited: bool) -> str:
    from workbook.cli.restoring import restore_into
    from workbook.store import exchange

    changed = exchange.edited(folder) if edited and folder.is_dir() else []
    records = restore_into(source, folder, edited=edited)
    told = [f"{records:,} records imported into {shown(source)}"]
    told += [f"Taken as edited: {each}" for each in changed]
    if lacking := exchange.left_out(folder):
        told.append(f"Not in the export: {lacking}.")
    return "\n".join(told)
