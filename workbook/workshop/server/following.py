"""Telling whoever follows the room that its scene has changed: one look for all of them."""

import asyncio
import hashlib
import json
from collections.abc import Callable
from contextlib import suppress

from tornado.ioloop import IOLoop

from workbook.workshop.room import Room

__all__ = ["Following", "scene"]


def scene(room: Room) -> str:
    """Return a mark of what phones show now, whoever's they are; it tells nothing of votes."""
    asked = room.question
    newest = room.newest(asked.id) if asked else None
    before = [(each, room.newest(each)) for each in room.before]
    seen = [
        room.is_open,
        room.block["id"] if room.block else "",
        asked.id if asked else "",
        [newest.id, newest.state] if newest else [],
        room.shows("phones"),
        [[id, round.state if round else ""] for id, round in before],
    ]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()[:12]


class Following:
    """Wakes whoever waits for another scene; many changes at once are looked at once."""

    def __init__(self, room: Room, look: Callable[[Room], str] = scene) -> None:
        self._room = room
        self._look = look
        self._waiting: set[asyncio.Future[None]] = set()
        self._due = self._ended = False
        self.now = look(room)
        room.watch(self._changed)

    async def wait(self, seen: str, seconds: float) -> str:
        """Return the mark of the scene once it is not the one seen, or after so many seconds."""
        if self.now == seen and not self._ended:
            woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.add(woken)
            try:
                with suppress(TimeoutError):
                    await asyncio.wait_for(woken, seconds)
            finally:
                self._waiting.discard(woken)
        return self.now

    async def end(self) -> None:
        """Wake all, and let nobody wait any more; return once each was answered."""
        self._ended = True
        self._wake()
        while self._waiting:
            await asyncio.sleep(0)

    def _changed(self) -> None:
        if not self._due:
            self._due = True
            IOLoop.current().add_callback(self._compare)

    def _compare(self) -> None:
        self._due = False
        before, self.now = self.now, self._look(self._room)
        if self.now != before:
            self._wake()

    def _wake(self) -> None:
        for each in self._waiting:
            if not each.done():
                each.set_result(None)
