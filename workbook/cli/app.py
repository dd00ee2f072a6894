"""What all commands share: the application, the arguments they have in common, the quarter."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.errors import NotFound

# Everything that takes long to import is imported in the command that needs it.
if TYPE_CHECKING:
    from workbook.book import Workbook
    from workbook.quarter import Quarter
    from workbook.strategy import Plan

__all__ = ["Asked", "Named", "app", "asked_quarter", "opened", "ready_for_a_pack", "shown"]

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)

Named = Annotated[str, typer.Argument(metavar="WORKBOOK", help="A file, or a database address.")]
Asked = Annotated[
    str, typer.Option("--quarter", metavar="QUARTER", help="Such as 2026-Q3; else the newest.")
]


@app.callback(invoke_without_command=True)
def _workbook(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """A guided strategy workbook for small firms, with a quarterly review pack.

    A WORKBOOK is a file such as rise-bakery.workbook, or a PostgreSQL address.

    \b
    To look round:  workbook demo
    To begin:       workbook new "Rise Bakery"
    """
    if version:
        from importlib.metadata import version as installed

        print("workbook", installed("strategy-workbook"))
    elif context.invoked_subcommand is None:
        print(context.get_help())


@contextmanager
def opened(source: str) -> "Iterator[Workbook]":
    """Open a workbook for one command, and let go of it afterwards."""
    from workbook.opening import open_workbook

    book = open_workbook(source)
    try:
        yield book
    finally:
        book.store.close()


def ready_for_a_pack() -> None:
    """Import what the command and the notebook of a pack both need, and start what shares it."""
    from sqlalchemy.orm import configure_mappers

    from workbook import opening  # noqa: F401
    from workbook.kernels import warm_up
    from workbook.pack import explaining, report  # noqa: F401

    configure_mappers()
    warm_up(share=True)  # on another core it imports the rest, beside all that follows


def asked_quarter(plan: "Plan", written: str) -> "Quarter":
    """Return the quarter that was asked for, or else the newest one.

    Raises:
        WorkbookError: it is badly written, or the plan holds nothing near it.
    """
    from workbook.strategy.quarters import newest_quarter, require_known

    if written:
        return require_known(plan, plan.calendar.quarter(written))
    newest = newest_quarter(plan)
    if newest is None:
        raise NotFound(
            "This workbook has no reading and no review yet. Say which quarter: --quarter 2026-Q3"
        )
    return newest


def shown(source: str) -> str:
    """Return a workbook's name as it may be printed, without a password."""
    from workbook.store.address import safe_name

    return safe_name(source)
