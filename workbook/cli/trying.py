"""What the command line does with a dry run: it shows it, asks where it has to, and takes it."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from workbook.cli.console import progress, say
from workbook.errors import WouldReplace
from workbook.wording import say_count

if TYPE_CHECKING:
    from workbook.book import Workbook
    from workbook.intake import Reconciliation, Trial

__all__ = ["Answer", "answered"]


@dataclass(frozen=True)
class Answer:
    """What was said beforehand: whether to replace readings, and whether to change anything."""

    replacing: bool | None = None
    dry_run: bool = False


def answered(book: "Workbook", trial: "Trial", answer: Answer) -> "Reconciliation":
    """Take what was found, unless it is a dry run; ask on a terminal what needs a word first.

    Raises:
        WouldReplace: readings would be replaced, and nobody is there to say whether to.
    """
    if answer.dry_run:
        return trial.account
    replacing = answer.replacing
    if trial.asks and replacing is None:
        say(str(trial.account))
        replacing = _ask(len(trial.asks))
    with progress("Saving …"):
        return trial.take(book, replacing=replacing)


def _ask(readings: int) -> bool:
    counted = say_count(readings, "reading")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WouldReplace(
            f"This file would replace {counted}, listed above. Nothing was changed. Say --replace "
            "to take them, or --keep to leave them as they are and take the rest.",
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
