"""Commands for files: readings, transactions and whole workbooks in, plain files out."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.cli.app import Named, opened, shown
from workbook.cli.console import progress, require_folder, say
from workbook.cli.trying import Answer, answered, require_another
from workbook.errors import ImportRefused

if TYPE_CHECKING:
    from workbook.book import Workbook
    from workbook.intake import Trial

__all__ = ["export", "import_"]


COVERS = """
  Was the business closed on the days that are missing? Then say which days the file covers, and
  import it again: --covers 2026-01-01..2026-03-31
  A period that lies in two files needs one file that covers it."""


class As(StrEnum):
    """What a file to import is."""

    readings = "readings"
    transactions = "transactions"
    workbook = "workbook"


class Every(StrEnum):
    """How often a KPI is read."""

    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"


def import_(  # noqa: PLR0913, PLR0917
    source: Named,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or XLSX; a folder of files.")],
    kind: Annotated[As, typer.Option("--as", help="What the file is.")],
    date: Annotated[
        str, typer.Option("--date", metavar="COLUMN", help="The date column of transactions.")
    ] = "",
    every: Annotated[
        Every | None, typer.Option("--every", help="How often the KPIs are read.")
    ] = None,
    covers: Annotated[
        str,
        typer.Option("--covers", metavar="FROM..TO", help="The days that the file covers."),
    ] = "",
    kpi: Annotated[
        list[str] | None,
        typer.Option("--kpi", metavar="NAME=RULE", help="A KPI and its rule; may be repeated."),
    ] = None,
    replacing: Annotated[
        bool | None,
        typer.Option(
            "--replace/--keep", help="Readings that the file would replace: do, or do not."
        ),
    ] = None,
    refused: Annotated[
        Path | None,
        typer.Option("--refused", metavar="FILE", help="Write refused rows here: CSV or XLSX."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and change nothing.")
    ] = False,
) -> None:
    """Import readings, transactions or a workbook.

    A rule makes one value a period from the rows of a file: count, distinct:COLUMN, sum:COLUMN,
    mean:COLUMN, rows_per:COLUMN (rows for each different value), share:KEY:COLUMN=VALUE (share
    of the different KEYs, from 0 to 100%, that have a row with that value). Importing the same
    file again changes nothing. A file that would replace readings asks first.

    \b
    Examples:
      workbook import rise.workbook readings.xlsx --as readings
      workbook import rise.workbook till.csv --as transactions --date Date --every week \\
        --kpi "Tickets per week=distinct:Transaction"
      workbook import copy.workbook exported --as workbook
    """
    if kind is not As.transactions and (date or kpi or covers):
        raise ImportRefused("--date, --kpi and --covers go with --as transactions only.")
    if kind is As.workbook:
        if dry_run or refused or replacing is not None:
            raise ImportRefused(
                "--dry-run, --refused, --replace and --keep do not go with --as workbook."
            )
        with progress(f"Importing {file.name} …"):
            account = _restore(source, file)
        say(account)
        return
    require_another(file, refused)
    with opened(source) as book:
        with progress(f"Importing {file.name} …"):
            if kind is As.readings:
                trial = _try_readings(book, file, every)
            else:
                trial = _try_transactions(book, file, date, every, kpi or [], covers)
        taken = answered(book, trial, Answer(replacing, dry_run, refused))
    say(f"{taken}{COVERS if taken.cut_at_an_end else ''}")


def export(
    source: Named,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the files go.")],
) -> None:
    """Write a workbook as plain files.

    Version control compares them well, and `workbook import --as workbook` reads them again.

    \b
    Example:  workbook export rise-bakery.workbook exported
    """
    require_folder(folder)
    with progress("Writing the files …"), opened(source) as book:
        written = book.export(folder)
    say(str(written))


def _restore(source: str, folder: Path) -> str:
    from workbook.cli.restoring import restore_into

    records = restore_into(source, folder)
    return f"{records:,} records imported into {shown(source)}"


def _try_readings(book: "Workbook", file: Path, every: Every | None) -> "Trial":
    from workbook.intake import try_readings
    from workbook.intake.table import read_table

    return try_readings(book, read_table(file), every.value if every else None)


def _try_transactions(  # noqa: PLR0913, PLR0917
    book: "Workbook", file: Path, date: str, every: Every | None, kpis: list[str], covers: str
) -> "Trial":
    from workbook.intake import TransactionRules, try_transactions
    from workbook.intake.table import read_table

    if not date or every is None:
        raise ImportRefused(
            "Transactions need --date COLUMN and --every day, week, month or quarter."
        )
    rules = TransactionRules.parse(date, every.value, kpis, covers)
    return try_transactions(book, read_table(file), rules)
