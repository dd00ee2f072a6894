"""The command that examines a workbook whole, and mends what can be mended in a copy."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.cli.app import Named, shown
from workbook.cli.console import progress, say
from workbook.wording import say_count, say_list

if TYPE_CHECKING:
    from workbook.store.check import Account

__all__ = ["check"]

_LISTED = 20  # of one area; programs are told of more


def check(
    source: Named,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
) -> None:
    """Examine a workbook whole, and change nothing.

    The file, its tables, every record, the journal against the records, and each sign-off
    against its hashes. The exit code is 0 if all is well, else 2.

    \b
    Example:  workbook check rise-bakery.workbook
    """
    from workbook.store.address import absolute
    from workbook.store.check import examine

    with progress("Examining the workbook …"):
        account = examine(absolute(source))
    if as_json:
        say(json.dumps(account.plain(), indent=2, ensure_ascii=False))
    else:
        say("\n".join(_told(account, shown(source))))
    raise typer.Exit(0 if account.sound else 2)


def _told(account: "Account", name: str) -> Iterator[str]:
    yield f"{name} was examined: {_counted(account)}."
    if account.sound:
        yield "All is well with it."
        return
    yield from _listed(account)
    if account.left_out:
        yield ""
        yield f"What could not be examined for that: {say_list(account.left_out)}."
    yield ""
    yield "Nothing was changed."
    yield f"To bring back a copy from before:           workbook restore {name}"
    yield f"To save what can be saved, in another file: workbook check {name} --mend"


def _listed(account: "Account") -> Iterator[str]:
    from workbook.store.check import AREAS

    for area, heading in AREAS.items():
        found = list(account.of(area))
        if not found:
            continue
        yield ""
        yield heading
        for each in found[:_LISTED]:
            yield f"  - {each}"
        if more := len(found) - len(found[:_LISTED]) + account.more.get(area, 0):
            yield f"  - and {more:,} more"


def _counted(account: "Account") -> str:
    own = ("readings", "journal lines", "sign-offs")
    told = [f"{account.counts[n]:,} {n}" for n in own if n in account.counts]
    others = sum(count for n, count in account.counts.items() if n not in own)
    return say_list([*told, say_count(others, "other record" if told else "record")])
