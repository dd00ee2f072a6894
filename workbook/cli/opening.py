"""Commands with which a workbook begins: the example, a new one, the guided pages."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from workbook.cli.app import asked_quarter, opened, ready_for_a_pack, shown
from workbook.cli.console import columns, progress, require_folder, say
from workbook.errors import NotFound
from workbook.wording import say_list

__all__ = ["demo", "new", "start"]


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where it goes.")] = Path(
        "packs/demo"
    ),
    no_report: Annotated[
        bool, typer.Option("--no-report", help="Only make the workbook, or keep the one there.")
    ] = False,
) -> None:
    """Make the example workbook and its pack.

    It is a bakery with six quarters of life. Run again, this makes both anew; an example that
    somebody has typed in is put aside and not lost.

    \b
    Example:  workbook demo
    """
    require_folder(folder)
    if not no_report:
        ready_for_a_pack()
    from workbook.cli.example import make_example

    with progress("Making the example workbook …") as line:
        source = make_example(folder, anew=not no_report)
        paths = [("Workbook", str(source))]
        if not no_report:
            with opened(str(source)) as book:
                made = book.render(asked_quarter(book.plan, ""), folder, line.count)
            files = {"Notebook": made.notebook, "PDF": made.pdf}
            paths += [(kind, str(path.resolve())) for kind, path in files.items() if path]
    for text in columns(paths):
        say(text)


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the business.")],
    at: Annotated[
        str, typer.Option("--at", metavar="PATH", help="A folder, a file or a database address.")
    ] = "",
) -> None:
    """Make a workbook for a business.

    \b
    Example:  workbook new "Rise Bakery" --at clients
    """
    from workbook.opening import create_workbook

    with progress("Making the workbook …"):
        book = create_workbook(name, at or None)
        book.store.close()
    place = shown(book.source)
    say(f"Made {place}")
    say(f"Next: workbook start {place}")


def start(
    source: Annotated[
        str, typer.Argument(metavar="WORKBOOK", show_default=False, help="A file or address.")
    ] = "",
    facilitator: Annotated[
        bool, typer.Option("--facilitator", help="Open JupyterLab, for the consultant.")
    ] = False,
    port: Annotated[int, typer.Option(metavar="N", help="0 takes a free one.")] = 0,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address, and open nothing.")
    ] = False,
) -> None:
    """Open a workbook's guided pages.

    They open in the browser, until Ctrl-C. Without WORKBOOK, the one in this folder that was saved
    last is opened (its first page leads to the others), or a new one is made when there is none.

    \b
    Example:  workbook start rise-bakery.workbook
    """
    from workbook.jupyter import serve
    from workbook.store.address import holds_password

    if holds_password(source):
        say(
            "Others on this computer can read a password in a command. Next time leave it out of "
            "the address, and put it in the variable PGPASSWORD or in a password file.",
            error=True,
        )
        _hide(source)
    chosen = source or os.environ.get("WORKBOOK") or _at_hand(Path())
    with progress("Opening the workbook …"), opened(chosen):
        pass  # a damaged or a newer one is refused here, in words
    serve(chosen, facilitator=facilitator, port=port, browser=not no_browser)


def _hide(source: str) -> None:
    """Go on as the same command without the address, which the list of processes would show."""
    if os.name != "nt" and source in sys.orig_argv:
        command = [word for word in sys.orig_argv if word != source]
        os.execve(sys.executable, command, {**os.environ, "WORKBOOK": source})


def _at_hand(folder: Path) -> str:
    from workbook.store.neighbours import look_round

    found = look_round(folder)
    if found.more:
        raise NotFound(
            "There are too many workbooks here to look at. Say which: workbook start FILE"
        )
    if not found.glances:
        return str(_empty_workbook(folder))
    if len(found.glances) == 1:
        return str(*found.glances)
    last = max(glance.saved_at for glance in found.glances.values())
    newest = [path for path, glance in found.glances.items() if glance.saved_at == last]
    if len(newest) > 1:
        names = say_list([path.name for path in newest])
        raise NotFound(f"{names} may be copies of each other. Say which: workbook start FILE")
    say(f"Opening {newest[0]}, which was saved last. The first page leads to the others.")
    return str(newest[0])


def _empty_workbook(folder: Path) -> Path:
    from workbook.store import Store, address, database
    from workbook.store.building import building

    path = folder / f"my-business{address.SUFFIX}"
    with building(path) as unfinished:
        Store(database.connect(str(unfinished), create=True)).close()
    say(f"Made {path}: the first page asks for the name of your business.")
    return path
