"""What a file seems to be is taken when it is sure, or when somebody has said yes to it."""

from typing import TYPE_CHECKING

import typer

from workbook.cli.console import say
from workbook.cli.looking import recognised
from workbook.cli.trying import on_a_terminal
from workbook.errors import ImportRefused

if TYPE_CHECKING:
    from workbook.book import Workbook
    from workbook.intake import Mapping, Proposal, Question, Trial
    from workbook.intake.tables.table import Table

__all__ = ["agreed", "tried"]


def agreed(table: "Table", found: "Proposal", said_so: bool, *, yes: bool) -> "Mapping":
    """Return what the columns are, once all of it is sure, or somebody has confirmed it.

    `said_so` means that somebody has said what the file is: then it is taken by the names of its
    columns, and what cannot be read refuses itself.

    Raises:
        ImportRefused: something has to be said first, and nobody is there to be asked.
    """
    if said_so and not _left_to_say(found):
        return found.certain
    say("\n".join(recognised(table, found)))
    if found.open:
        raise ImportRefused(_asked(found.open[0]))
    if yes or (found.settled and all(each.sure for each in table.recognised)):
        return found.mapping
    if not on_a_terminal():
        options = (
            " ".join(["--yes", "or say it:", *_options(found)]) if found.questions else "--yes"
        )
        raise ImportRefused(
            f"Above stands what {table.file} seems to be; nothing was changed. To take it so, add "
            f"{options}. What is otherwise is said with --as, --column NAME=FIELD, --header ROW …"
        )
    if not typer.confirm("Take it so?"):
        say("Nothing was changed.")
        raise typer.Exit
    return found.mapping


def tried(book: "Workbook", table: "Table", mapping: "Mapping", found: "Proposal") -> "Trial":
    """Return the dry run; a refusal says with which option the question can be answered."""
    from workbook.intake import try_import

    try:
        return try_import(book, table, mapping)
    except ImportRefused as error:
        order = next((each for each in found.questions if each.about == "order"), None)
        if order is None:
            raise
        raise ImportRefused(f"{error} Or say which: {order.answered}") from None


def _left_to_say(found: "Proposal") -> bool:
    """Whether a file that was said to hold lines or a list leaves open what to make of them."""
    asked = [each for each in found.questions if each.about != "order"]
    return found.mapping.kind != "readings" and bool(asked)


def _asked(question: "Question") -> str:
    add = f" Add: {question.answered.rstrip('.')}." if question.answered else ""
    return f"{question.text}{add} Nothing was changed."


def _options(found: "Proposal") -> list[str]:
    return [question.answered for question in found.questions]
