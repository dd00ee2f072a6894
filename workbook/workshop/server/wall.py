"""The projector's window: only on this computer, with a key that opens nothing else."""

import asyncio
import hmac
import json
from pathlib import Path

from tornado.iostream import StreamClosedError

from workbook.templating import template
from workbook.workshop.server.handling import Handler, Host, NotHere
from workbook.workshop.server.state import wall

__all__ = ["Wall", "WallFile", "WallFollow"]

_HERE = Path(__file__).parent
_QUIET = 15
"""Seconds after which a word is sent all the same, so that a window that is gone is noticed."""

_STYLE, _DRAWN = "style-src 'self'", "style-src 'self' 'unsafe-inline'"


class _Wall(Handler):
    """Answers who has the projector's key."""

    def set_default_headers(self) -> None:
        """Let a drawing's own style be shown; nothing that anybody typed is one."""
        super().set_default_headers()
        policy = self._headers["Content-Security-Policy"]
        self.set_header("Content-Security-Policy", policy.replace(_STYLE, _DRAWN))

    def require_key(self) -> str:
        """Return the projector's key, which the request has to carry."""
        key, given = self.room.wall_key, self.get_query_argument("key", "")
        if not key or not hmac.compare_digest(given.encode(), key.encode()):
            raise NotHere(404, "no_page")
        return given


class Wall(_Wall):
    """The window itself."""

    def get(self) -> None:
        """Return the window's page."""
        self.finish(template("workshop/server/wall.html.j2").render(key=self.require_key()))


class WallFile(_Wall):
    """One of the two files that go with it."""

    def get(self, name: str) -> None:
        """Return its style or its script."""
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        self.set_header("Content-Type", f"{kind}; charset=utf-8")
        self.finish((_HERE / name).read_text("utf-8"))


class WallFollow(_Wall):
    """Tells what is new as soon as it is: the window connects once, and listens."""

    def initialize(self, host: Host) -> None:
        """Know when the window is gone."""
        super().initialize(host)
        self._gone = asyncio.Event()

    async def get(self) -> None:
        """Write a line for each change, until the window is closed."""
        self.require_key()
        self.set_header("Content-Type", "text/event-stream")
        news = asyncio.Event()
        news.set()
        unwatch = self.room.watch(news.set)
        try:
            while not self._gone.is_set():
                if news.is_set():
                    news.clear()
                    self.write(f"data: {json.dumps(wall(self.room))}\n\n")
                else:
                    self.write(":\n\n")
                await self.flush()
                await _first(news, self._gone)
        except StreamClosedError:
            pass
        finally:
            unwatch()

    def on_connection_close(self) -> None:
        """Let go of a window that was closed."""
        self._gone.set()


async def _first(*events: asyncio.Event) -> None:
    """Return once something happened, or when it was quiet for long."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, timeout=_QUIET, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
