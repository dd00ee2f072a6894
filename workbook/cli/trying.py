"""What the command line does with a dry run: it shows it, asks where it has to, and takes it."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from workbook import files
from workbook.cli.console import progress, say
from workbook.errors import WorkbookError, WouldReplace
from workbook.wording import say_count

if TYPE_CHECKING:
    from workbook.book import Workbook
    from workbook.intake import Reconciliation, Trial

__all__ = ["Answer", "answered", "require_another"]


@dataclass(frozen=True)
class Answer:
    """What was said beforehand: whether to replace readings, to change anything at all, and where
    refused rows go."""

    replacing: bool | None = None
    dry_run: bool = False
    refused: Path | None = None


def answered(book: "Workbook", trial: "Trial", answer: Answer) -> "Reconciliation":
    """Take what was found, unless it is a dry run; ask on a terminal what needs a word first.

    Raises:
        WouldReplace: readings would be replaced, and nobody is there to say whether to.
    """
    if answer.refused:
        _write_refused(trial, answer.refused, book.file)
    if answer.dry_run:
        return trial.account
    replacing = answer.replacing
    if trial.asks and replacing is None:
        say(str(trial.account))
        replacing = _ask(len(trial.asks), trial.what)
    with progress("Saving …"):
        return trial.take(book, replacing=replacing)


def require_another(file: Path, refused: Path | None) -> None:
    """Refuse to write the rows that were not taken over the file that they come from.

    Raises:
        WorkbookError: both are one file.
    """
    if refused and refused.exists() and refused.samefile(file):
        raise WorkbookError(f"{refused} is the file to import. Name another for the refused rows.")


def _write_refused(trial: "Trial", path: Path, like: Path | None) -> None:
    if not trial.account.rows_refused:
        say(f"No row was refused, so {path} was not written.", error=True)
        return
    rows = trial.refused("xlsx" if path.suffix.casefold() == ".xlsx" else "csv")
    files.put(path, rows, like)
    say(f"The refused rows, each with the reason why, are in {path}", error=True)


def _ask(readings: int, what: str) -> bool:
    counted = say_count(readings, what)
    if not on_a_terminal():
        it, it_is = ("it", "it as it is") if readings == 1 else ("them", "them as they are")
        raise WouldReplace(
            f"This file would replace {counted}, listed above. Nothing was changed. Say --replace "
            f"to take {it}, or --keep to leave {it_is} and take the rest.",
            (),
        )
    said = typer.prompt(
        f"Replace {counted}? [replace / keep / nothing]", default="nothing", show_default=False
    )
    word = said.strip().casefold()
    if word and "replace".startswith(word):
        return True
    if word and "keep".startswith(word):
        return False
    say("Nothing was changed.")
    raise typer.Exit


def on_a_terminal() -> bool:
    """Tell whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()
