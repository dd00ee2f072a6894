"""The command for the copies that are kept of a workbook: which there are, and one brought back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbook.cli.app import Named
from workbook.cli.console import columns, progress, say
from workbook.errors import NotFound
from workbook.wording import say_count

if TYPE_CHECKING:
    from workbook.store.copies import Copy, Look

__all__ = ["restore"]


def restore(
    source: Named,
    which: Annotated[
        str,
        typer.Argument(metavar="N", show_default=False, help="The copy's number, or its name."),
    ] = "",
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="Write it there, and leave WORKBOOK as it is."),
    ] = None,
) -> None:
    """List the copies of a workbook, and bring one back.

    A copy is made before each sign-off and before the program brings a file up to date; the ten
    newest are kept, in a folder beside the workbook. The file whose place a copy takes is kept as
    a copy itself.

    \b
    Examples:
      workbook restore rise-bakery.workbook
      workbook restore rise-bakery.workbook 2
      workbook restore rise-bakery.workbook 2 --to as-it-was.workbook
    """
    from workbook.store.copies import bring_back, copies, look, write

    workbook = _file(source)
    found = copies(workbook)
    if not which:
        if to:
            raise NotFound(f"Say which copy: workbook restore {workbook} 1 --to {to}")
        say(_listed(workbook, found))
        return
    copy = _chosen(workbook, found, which)
    with progress("Bringing the copy back …"):
        held = look(copy.path)
        if to:
            write(copy, to)
            say(f"{to} is a copy now: {copy.told}. {_said(held)}. {workbook} is as it was.")
            return
        kept = bring_back(workbook, copy)
    say(f"{workbook} is again as it was on {copy.told}. {_said(held)}.")
    for place in kept:
        say(f"What stood there until now is kept: {place}")
    say(f"Close the pages that show it, if any are open. Next: workbook start {workbook}")


def _file(source: str) -> Path:
    from workbook.store.address import absolute, is_url

    if is_url(source):
        raise NotFound(
            "A database on a server keeps no copies here: whoever looks after it has its backups. "
            "An export is one, too: workbook export WORKBOOK DIR"
        )
    return Path(absolute(source))


def _chosen(workbook: Path, found: "list[Copy]", asked: str) -> "Copy":
    if asked.isdecimal() and 1 <= int(asked) <= len(found):
        return found[int(asked) - 1]
    for copy in found:
        if asked in {copy.path.name, copy.path.stem, str(copy.path)}:
            return copy
    if not found:
        raise NotFound(_none(workbook))
    raise NotFound(
        f"There is no copy {asked}. {say_count(len(found), 'copy').capitalize()} listed: "
        f"workbook restore {workbook}"
    )


def _listed(workbook: Path, found: "list[Copy]") -> str:
    from workbook.store.copies import folder_of, look

    if not found:
        if not workbook.exists():
            raise NotFound(f"There is no workbook at {workbook}, and no copy of one.")
        return _none(workbook)
    looks = [look(copy.path) for copy in found]
    rows = [_row(n, copy, held) for n, (copy, held) in enumerate(zip(found, looks, strict=True), 1)]
    lines = [*columns(rows), f"They are in {folder_of(workbook)}"]
    if whole := next((n for n, held in enumerate(looks, 1) if held.whole), None):
        lines.append(f"To bring one back, such as {whole}: workbook restore {workbook} {whole}")
    return "\n".join(lines)


def _row(number: int, copy: "Copy", held: "Look") -> tuple[str, ...]:
    lines = f"{held.lines:,} journal line{'' if held.lines == 1 else 's'}"
    told = (held.business or "no name", lines, "whole") if held.whole else ("", "", "damaged")
    return str(number), copy.told, copy.megabytes, *told


def _said(held: "Look") -> str:
    lines = f"{held.lines:,} line{'' if held.lines == 1 else 's'} in its journal"
    return f"It is the workbook of {held.business or 'a business without a name'}, {lines}"


def _none(workbook: Path) -> str:
    return (
        f"There is no copy of {workbook.name} yet. One is made before each sign-off, and before "
        "the program brings a file up to date."
    )
