"""The command that opens the room of a workshop, for as long as it runs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbook.cli.app import Named, opened, shown
from workbook.cli.console import columns, progress, say
from workbook.errors import NotFound

if TYPE_CHECKING:
    from workbook.workshop.running import Running

__all__ = ["workshop"]


def workshop(
    source: Named,
    port: Annotated[int, typer.Option(metavar="N", help="0 takes a free one.")] = 0,
) -> None:
    """Open the room of the workshop that is prepared.

    People in the same network join it with the code that is printed, until Ctrl-C. It is led from
    the step “Workshop” of the guided pages. What was voted is kept in a file beside the workbook,
    or in your home where that is in a database on a server.

    \b
    Example:  workbook workshop rise-bakery.workbook
    """
    from workbook.jupyter.stopping import quiet_when_stopped
    from workbook.workshop.opening import open_room, room_file

    with progress("Preparing the workshop …"), opened(source) as book:
        place, prepared = book.source, _prepared(book)
    session = prepared["session"]["id"]
    room = open_room(place, session, port)
    try:
        with quiet_when_stopped():
            there = room.found()
            there.do("prepare", **prepared)
            there.do("begin")
            _tell(there.do("state")["state"], there, source, room_file(place, session))
            say("Ctrl-C closes the room; everything is kept.")
            room.wait()
    finally:
        room.close()
    say("The room is closed.")


def _prepared(book: Any) -> dict[str, Any]:
    from workbook.strategy.workshop.agenda import open_session
    from workbook.workshop.day.preparing import prepare

    session = open_session(book.plan)
    if session is None:
        raise NotFound(
            "No workshop is prepared. Prepare one in the step Workshop: "
            f"workbook start {shown(book.source)}"
        )
    return prepare(book.plan, session).as_json()


def _tell(state: dict[str, Any], there: "Running", source: str, ballots: Path) -> None:
    addresses = state.get("addresses") or []
    rows = [
        ("Join at", f"http://{addresses[0]}" if addresses else "no local network was found"),
        ("Code", str(state["code"])),
        ("Lead it", f"workbook start {shown(source)}, then the step Workshop"),
        ("Projector", there.wall),
        ("Ballots", str(ballots)),
    ]
    for line in columns(rows):
        say(line)
