"""Opening and closing the room of a workbook, at the wish of its page; no kernel can do it."""

import asyncio
import re
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler
from tornado.web import HTTPError, authenticated

from workbook.errors import WorkbookError
from workbook.shelf import Shelf
from workbook.store.address import is_url
from workbook.workshop.opening import Opened, note_of, open_room, room_file
from workbook.workshop.running import running

__all__ = ["Rooms", "room_rules"]

_SESSION = re.compile(r"[0-9a-f-]{36}")


class Rooms:
    """The rooms that this server has opened; they end with it."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._opened: dict[str, Opened] = {}

    def open(self, source: str, session: str) -> None:
        """Open the room of a workbook's workshop, unless it runs, whoever has opened it.

        Raises:
            WorkbookError: it could not be opened; or that of another workshop is still open.
        """
        there = running(note_of(source))
        if there is None or not there.is_of(room_file(source, session)):
            self._opened[source] = open_room(source, session)

    def close(self, source: str) -> None:
        """Close the room of a workbook; where a command has opened it, only its session ends."""
        opened = self._opened.pop(source, None)
        if opened:
            opened.close()
        elif there := running(note_of(source)):
            there.do("end")

    def close_all(self) -> None:
        """Close every room that was opened here."""
        for opened in self._opened.values():
            opened.close()
        self._opened.clear()


class RoomHandler(APIHandler):
    """Opens (POST) and closes (DELETE) the room of a workbook on the shelf.

    Jupyter asks for its login, and for the mark that no page of another site has.
    """

    def initialize(self, rooms: Rooms) -> None:
        """Take the rooms."""
        self._rooms = rooms

    @authenticated
    async def post(self, name: str) -> None:
        """Open the room; the page finds where it answers through its kernel."""
        body = self.get_json_body() or {}
        session = str(body.get("session", ""))
        if not _SESSION.fullmatch(session):
            raise HTTPError(400, "There is no such workshop.")
        await self._done(self._rooms.open, self._source(name), session)

    @authenticated
    async def delete(self, name: str) -> None:
        """Close the room."""
        await self._done(self._rooms.close, self._source(name))

    async def _done(self, work: Any, *about: str) -> None:
        try:
            await asyncio.to_thread(work, *about)
        except WorkbookError as error:
            self.set_status(409)
            self.finish({"said": str(error)})
        else:
            self.finish({"said": ""})

    def _source(self, name: str) -> str:
        source = self._rooms.shelf.source(name)
        if source is None or not (is_url(source) or Path(source).exists()):
            raise HTTPError(404, "There is no such workbook here.")
        return source


def room_rules(rooms: Rooms) -> list[Any]:
    """Return the address of the rooms: `/workbook/room/` and the name of a workbook's folder."""
    return [(r"/workbook/room/([^/]+)", RoomHandler, {"rooms": rooms})]
