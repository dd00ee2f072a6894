"""Commands for files: readings, transactions and whole workbooks in, plain files out."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.cli.app import Named, opened, shown
from workbook.cli.console import progress, require_folder, say
from workbook.errors import ImportRefused

if TYPE_CHECKING:
    from workbook.intake import Reconciliation

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
) -> None:
    """Import readings, transactions or a workbook.

    A rule makes one value a period from the rows of a file: count, distinct:COLUMN, sum:COLUMN,
    mean:COLUMN, rows_per:COLUMN (rows for each different value), share:KEY:COLUMN=VALUE (share
    of the different KEYs, from 0 to 100%, that have a row with that value). Importing the same
    file again changes nothing.

    \b
    Examples:
      workbook import rise.workbook readings.xlsx --as readings
      workbook import rise.workbook till.csv --as transactions --date Date --every week \\
        --kpi "Tickets per week=distinct:Transaction"
      workbook import copy.workbook exported --as workbook
    """
    if kind is not As.transactions and (date or kpi or covers):
        raise ImportRefused("--date, --kpi and --covers go with --as transactions only.")
    with progress(f"Importing {file.name} …"):
        if kind is As.workbook:
            account = _restore(source, file)
        elif kind is As.readings:
            account = str(_import_readings(source, file, every))
        else:
            taken = _import_transactions(source, file, date, every, kpi or [], covers)
            account = f"{taken}{COVERS if taken.cut_at_an_end else ''}"
    say(account)


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


def _import_readings(source: str, file: Path, every: Every | None) -> "Reconciliation":
    from workbook.intake import import_readings

    with opened(source) as book:
        return import_readings(book, file, every.value if every else None)


def _import_transactions(  # noqa: PLR0913, PLR0917
    source: str, file: Path, date: str, every: Every | None, kpis: list[str], covers: str
) -> "Reconciliation":
    from workbook.intake import TransactionRules, import_transactions

    if not date or every is None:
        raise ImportRefused(
            "Transactions need --date COLUMN and --every day, week, month or quarter."
        )
    rules = TransactionRules.parse(date, every.value, kpis, covers)
    with opened(source) as book:
        return import_transactions(book, file, rules)
