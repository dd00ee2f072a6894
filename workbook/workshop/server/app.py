"""The room's server: one room's file, two doors, and what can be asked for at each."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tornado.web import Application

from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.room import Room
from workbook.workshop.server import joining, phones
from workbook.workshop.server.control import Control, Followed
from workbook.workshop.server.doors import Doors, local_addresses, more_files
from workbook.workshop.server.following import Following
from workbook.workshop.server.handling import Handler, Host, NotHere
from workbook.workshop.server.here import Done, Here
from workbook.workshop.server.outcomes import Outcomes
from workbook.workshop.server.pages import ASSETS
from workbook.workshop.server.state import facilitator
from workbook.workshop.server.wall import Wall, WallFile, WallFollow

__all__ = ["make_app", "serving"]

_TOKEN = "[A-Za-z0-9_-]{1,64}"


def make_app(host: Host, *, home: bool) -> Application:
    """Return what answers at one door: phones at both, the facilitator at `home` only."""
    about = {"host": host}
    routes: list[Any] = [
        (r"/", joining.Join, about),
        (r"/j/([^/]{0,40})", joining.Join, about),
        (r"/leave", joining.Leave, about),
        (r"/reached", joining.Reached, about),
        (rf"/v/({_TOKEN})", phones.Person, about),
        (rf"/v/({_TOKEN})/follow", phones.Follow, about),
        (rf"/v/({_TOKEN})/elsewhere", phones.Elsewhere, about),
        (rf"/v/({_TOKEN})/([0-9a-f]{{16}})", phones.Ballot, about),
        (rf"/({'|'.join(ASSETS)})", joining.Asset, about),
    ]
    if home:
        routes += [
            (r"/here", Here, about),
            (r"/done", Done, about),
            (r"/control", Control, about),
            (r"/control/follow", Followed, about),
            (r"/wall", Wall, about),
            (r"/wall/follow", WallFollow, about),
            (r"/(wall\.(?:css|js))", WallFile, about),
        ]
    return Application(
        routes,
        home=home,
        default_handler_class=Nothing,
        default_handler_args=about,
        log_function=lambda handler: None,  # an address holds a token
        compress_response=True,
        websocket_max_message_size=1 << 20,
        websocket_ping_interval=10,
    )


def _open(doors: Doors, box: BallotBox, port: int) -> None:
    try:
        doors.open(port or box.fact("port", 0))
    except OSError:
        if port:
            raise
        doors.open()
    box.keep(port=doors.port)


class Nothing(Handler):
    """Whatever else is asked for."""

    def prepare(self) -> None:
        """Say that there is nothing."""
        super().prepare()
        raise NotHere(404, "no_page")


@asynccontextmanager
async def serving(
    path: Path,
    key: str,
    port: int = 0,
    find: Callable[[], Sequence[str]] = local_addresses,
) -> AsyncIterator[Doors]:
    """Serve a room's file while the context lasts; `find` says where its local networks are.

    Without a port it is that of the last time, while it is free: links on paper lead to it.

    Raises:
        DatabaseRefused, StorageFailed: the file cannot be opened.
        OSError: the port is taken.
    """
    more_files()
    box = BallotBox(path)
    with box.sound():
        room = Room(box)
        facilitator(room)  # what is kept is looked at now, and not first when people vote
        host = Host(room, Following(room), Outcomes(room), key)
    doors = Doors(room, make_app(host, home=True), make_app(host, home=False), find)
    try:
        _open(doors, box, port)
        yield doors
    finally:
        await host.following.end()  # while there is a file to answer from
        await doors.close()
        box.close()
