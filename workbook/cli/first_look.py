"""The command that tells signal from noise in one file, before there is a workbook."""

import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbook import files
from workbook.cli.console import progress, say
from workbook.cli.saying import Dates, Decimal, Every, Sheet, settings_said
from workbook.errors import ImportRefused, Undecided
from workbook.wording import capital, say_count, say_number

if TYPE_CHECKING:
    from workbook.book import Workbook
    from workbook.insight.review.kpi_chart import KpiBehaviour
    from workbook.insight.review.noise import Noise
    from workbook.intake.first_look import FirstLook
    from workbook.strategy.review import NoiseBill

__all__ = ["try_"]


def try_(  # noqa: PLR0913, PLR0917
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Dates and numbers, or the lines of a till.")
    ],
    percent: Annotated[
        float, typer.Option("--percent", metavar="N", help="The movement to be explained.")
    ] = 5.0,
    minutes: Annotated[
        float | None, typer.Option("--minutes", metavar="N", help="What one explanation takes.")
    ] = None,
    people: Annotated[
        float | None, typer.Option("--people", metavar="N", help="Of how many people.")
    ] = None,
    hourly: Annotated[
        float | None, typer.Option("--hourly", metavar="N", help="What an hour of one costs.")
    ] = None,
    every: Annotated[
        Every | None, typer.Option("--every", help="How often there is a value.")
    ] = None,
    sheet: Sheet = "",
    decimal: Decimal = None,
    dates: Dates = None,
    pdf: Annotated[
        Path | None, typer.Option("--pdf", metavar="OUT", help="Write it on a page with charts.")
    ] = None,
    make: Annotated[
        Path | None,
        typer.Option("--make", metavar="WORKBOOK", help="Keep it in a workbook, with a pack."),
    ] = None,
) -> None:
    """Tell signal from noise in one file.

    Nothing else is needed: a column of dates with numbers beside it, or the lines of a till. It
    says what each series usually does, and how often a habit of explaining every movement of more
    than 5% would have asked for a reason. Nothing is kept, unless you say --make.

    \b
    Examples:
      workbook try sales.xlsx
      workbook try till.csv --percent 10 --minutes 30 --people 3 --hourly 25
      workbook try till.csv --make corner-cafe.workbook
    """
    from workbook.insight.review.noise import under
    from workbook.intake.first_look import first_look
    from workbook.intake.layouts.mapping import Mapping
    from workbook.strategy.review import NoiseBill
    from workbook.strategy.rules import check

    habit = check(
        NoiseBill,
        {
            "percent": percent,
            "minutes": minutes,
            "people": people,
            "hourly": hourly,
            "in_pack": True,
        },
    )
    with progress(f"Reading {file.name} …"):
        settings = settings_said(sheet, "", "", "", decimal, dates)
        try:
            look = first_look(file, settings, Mapping(every=every.value if every else None))
        except Undecided as error:
            raise ImportRefused(
                f"{error} Say it: {error.option}".removesuffix(" Say it: ")
            ) from None
        found = under(look.plan, look.quarter, habit)
    for line in _lines(look, found):
        say(_wrapped(line))
    if pdf:
        _print(pdf, look, found)
    if make:
        _keep(make, look, habit)


def _wrapped(line: str) -> str:
    """Return a line as it fits the terminal, its continuation as far in as its beginning."""
    inset = line[: len(line) - len(line.lstrip())]
    width = shutil.get_terminal_size().columns
    return textwrap.fill(line, width, subsequent_indent=inset, break_long_words=False)


def _lines(look: "FirstLook", found: "Noise") -> Iterator[str]:
    from workbook.insight.review.noise_words import (
        ASKS_COST,
        cost,
        grounds,
        lead,
        misses,
        signals,
        untold,
    )

    account = look.trial.account
    yield f"{account.file}: {account.rows_taken:,} of {account.rows_read:,} {account.unit} taken"
    yield from (f"  {note}" for note in (*_refused(look), *look.notes, *account.warnings))
    for bill in found.bills:
        yield ""
        yield from (f"{bill.found.kpi.name}", *_of_one(bill.found), f"  {signals(bill)}")
    for each in untold(found):
        yield from ("", each)
    yield from ("", lead(found))
    yield from filter(None, (misses(found), cost(found)))
    if cost(found) == ASKS_COST:
        yield "  such as: --minutes 30 --people 3 --hourly 25"
    if rests := [*grounds(found)]:
        yield from ("", "What this rests on", *(f"  {each}" for each in rests))


def _refused(look: "FirstLook") -> Iterator[str]:
    account = look.trial.account
    if account.refused:
        first = account.refused[0]
        rows = capital(say_count(account.rows_refused, account.unit[:-1]))
        yield f"{rows} refused; the first is row {first.row}: {first.reason}"


def _of_one(found: "KpiBehaviour") -> Iterator[str]:
    newest = say_number(float(found.complete.values[-1]), found.kpi.unit)
    yield f"  Newest: {newest}, {found.complete.period(-1).name}. Usually {found.usual}."
    yield from filter(None, [f"  {found.caveat}" if found.caveat else ""])


def _print(pdf: Path, look: "FirstLook", found: "Noise") -> None:
    from workbook.pack.pages.noise import sheet
    from workbook.pack.printing.sheet import print_sheet

    with progress("Drawing the charts …"):
        files.put(pdf, print_sheet(sheet(found), look.trial.table.file, str(look.quarter)))
    say(f"\nPrinted {pdf}")


def _keep(make: Path, look: "FirstLook", habit: "NoiseBill") -> None:
    """Make a workbook of it, by an ordinary import, and its first pack."""
    from workbook.kernels import warm_up
    from workbook.opening import create_workbook
    from workbook.store.address import SUFFIX
    from workbook.strategy.review import NoiseBill

    warm_up()
    path = make if make.suffix == SUFFIX else make.with_name(f"{make.name}{SUFFIX}")
    with progress("Making the workbook …") as line:
        files.folder(path.parent)
        accounts = []

        def begin(book: "Workbook") -> None:
            accounts.append(look.take(book))
            book.add(NoiseBill, **habit.model_dump(exclude={"id", "position", "version"}))

        book = create_workbook(capital(path.stem.replace("-", " ").strip()), path, begin)
        try:
            pack = book.pack_file(look.quarter)
            made = book.render(look.quarter, pack.parent, line.count)
        finally:
            book.store.close()
    [account] = accounts
    say(f"\nMade {path}: {say_count(len(account.kpis_made), 'KPI')}, {account.added:,} readings")
    say(f"First pack: {made.pdf}")
    say(f"Next: workbook start {path}")
