"""The command that examines a workbook whole, and mends what can be mended in a copy."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.cli.app import Named, shown
from workbook.cli.console import progress, say
from workbook.wording import numbered, say_count, say_list

if TYPE_CHECKING:
    from workbook.store.check import Account

__all__ = ["check"]

_LISTED = 20  # of one area; programs are told of more


def check(
    source: Named,
    mend: Annotated[
        bool, typer.Option("--mend", help="Save what can be saved in another file beside it.")
    ] = False,
    aside: Annotated[
        bool, typer.Option("--set-aside", help="Rename what lies beside it and is not of it.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
) -> None:
    """Examine a workbook whole, and change nothing in it.

    The file, its tables, every record, the journal against the records, and each sign-off
    against its hashes. The exit code is 0 if all is well, else 2.

    \b
    Examples:
      workbook check rise-bakery.workbook
      workbook check rise-bakery.workbook --mend
    """
    from workbook.store.address import absolute
    from workbook.store.check import examine

    if aside:
        _set_aside(absolute(source))
    if mend:
        _mend(absolute(source))
        return
    with progress("Examining the workbook …"):
        account = examine(absolute(source))
    if as_json:
        say(json.dumps(account.plain(), indent=2, ensure_ascii=False))
    else:
        say("\n".join(_told(account, shown(source))))
    raise typer.Exit(0 if account.sound else 2)


def _told(account: "Account", name: str) -> Iterator[str]:
    yield f"{name} was examined: {_counts(account.counts)}."
    if account.sound:
        yield "All is well with it."
        return
    yield from _listed(account)
    if account.left_out:
        yield ""
        yield f"What could not be examined for that: {say_list(account.left_out)}."
    yield ""
    yield "Nothing was changed."
    if any(account.of("beside")):
        yield f"To set aside what is not of it:             workbook check {name} --set-aside"
    yield f"To bring back a copy from before:           workbook restore {name}"
    yield f"To save what can be saved, in another file: workbook check {name} --mend"


def _set_aside(source: str) -> None:
    from workbook.store.address import is_url
    from workbook.store.sqlite import set_aside

    for path in [] if is_url(source) else set_aside(Path(source)):
        say(f"Set aside: {path}")


def _mend(source: str) -> None:
    from workbook.store.address import SUFFIX, is_url, stem
    from workbook.store.check.salvage import mend

    folder = Path() if is_url(source) else Path(source).parent
    names = (folder / f"{name}{SUFFIX}" for name in numbered(f"{stem(source)}.mended"))
    to = next(path for path in names if not path.exists() and not path.with_suffix(".txt").exists())
    with progress("Mending the workbook …"):
        mended = mend(source, to, None if is_url(source) else Path(source))
    say(f"Saved in {to.resolve()}: {_counts(mended.counts)}. {shown(source)} is as it was.")
    if not mended.told:
        say("Nothing had to be left out or changed.")
        return
    say(f"Left out or changed, listed in {mended.listed.resolve()} too:")
    for sentence in mended.told[:_LISTED]:
        say(f"  - {sentence}")
    if more := len(mended.told) - len(mended.told[:_LISTED]):
        say(f"  - and {more:,} more")


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


def _counts(counts: Mapping[str, int]) -> str:
    own = ("readings", "journal lines", "sign-offs")
    told = [
        f"{count:,} {name if count > 1 else name[:-1]}"
        for name in own
        if (count := counts.get(name, 0))
    ]
    others = sum(count for n, count in counts.items() if n not in own)
    return say_list([*told, say_count(others, "other record" if told else "record")])
