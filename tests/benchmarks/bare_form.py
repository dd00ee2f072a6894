"""A bare Tornado form that keeps each vote as safely: what the room's server is compared with.

`python -m tests.benchmarks.bare_form FILE` prints its port. It knows no round, no secret, no limit.
"""

import asyncio
import secrets
import sqlite3
import sys
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

FORM = "<!doctype html><form method=post><input name=a.o0><button>Send</button></form>"


class Start(RequestHandler):
    """Gives everybody a page."""

    def post(self) -> None:
        """Lead on to it."""
        self.redirect(f"/v/{secrets.token_urlsafe(16)}", status=303)


class Voter(RequestHandler):
    """One page."""

    def initialize(self, database: sqlite3.Connection) -> None:
        """Know where votes go."""
        self.database = database

    def get(self, token: str, _: str = "") -> None:
        """Show the form."""
        self.finish(FORM)

    def post(self, token: str, round: str = "") -> None:
        """Keep the vote."""
        vote = str({name: self.get_body_argument(name) for name in self.request.body_arguments})
        self.database.execute("INSERT OR REPLACE INTO vote VALUES (?, ?)", (token + round, vote))
        self.redirect(f"/v/{token}", status=303)


async def main(path: str) -> None:
    """Serve until the process is ended."""
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA synchronous = EXTRA")
    database.execute("CREATE TABLE vote (voter TEXT PRIMARY KEY, content TEXT)")
    about: dict[str, Any] = {"database": database}
    app = Application(
        [(r"/", Start), (r"/v/([^/]+)", Voter, about), (r"/v/([^/]+)/(.+)", Voter, about)],
        log_function=lambda handler: None,
    )
    sockets = bind_sockets(0, "127.0.0.1")
    HTTPServer(app).add_sockets(sockets)
    print(sockets[0].getsockname()[1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
