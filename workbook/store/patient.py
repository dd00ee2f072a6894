"""A connection to PostgreSQL that neither waits without end nor leaves a refusal without its code.

The one module that needs psycopg: `workbook.store.postgres` imports it when there is a server.
"""

import re
from collections.abc import Generator
from time import monotonic
from typing import Any, Self

import psycopg
from psycopg import errors
from psycopg.pq import TransactionStatus

__all__ = ["Patient"]

CONNECTING, ANSWERING = 10, 5.0
SILENCE = 75.0
"""Seconds after which a server that says nothing is given up: longer than any statement may take.

One that has nothing to do yet, and is only asked whether it is there, answers at once.
"""

# The driver gives no code for what is refused before there is a connection, and the words are the
# server's. Where they are in another language, a person reads them as they are.
_CODES = {
    r"password authentication failed|no password supplied": "28P01",
    r"role \".*\" does not exist|no pg_hba.conf entry|is not permitted to log in": "28000",
    r"database \".*\" does not exist": "3D000",
    r"permission denied for database": "42501",
    r"too many (clients|connections)|remaining connection slots": "53300",
    r"failed to resolve|could not translate host name": "08001",
    r"starting up|shutting down|in recovery mode|not accepting connections": "57P03",
    r"SSL|certificate|channel binding": "08P01",
    r"wire protocol|protocol version|expected authentication request": "08004",
}


class Patient(psycopg.Connection[Any]):
    """A connection with limits on how long it waits for the server."""

    @classmethod
    def connect(cls, conninfo: str = "", **parameters: Any) -> Self:
        """Connect, or raise an error with the code of what stands in the way."""
        parameters = {"connect_timeout": CONNECTING, "client_encoding": "utf8", **parameters}
        try:
            return super().connect(conninfo, **parameters)
        except psycopg.OperationalError as error:
            if str(error).startswith("connection is bad: invalid"):
                raise psycopg.ProgrammingError(
                    "An option has a value that it cannot have"
                ) from None
            code = _code(error)
            raise (errors.lookup(code)(str(error)) if code else error) from None

    def wait(self, gen: Generator[Any, Any, Any], *limits: Any, **more: Any) -> Any:
        """Let the driver wait for the server, but not for one that has fallen silent."""
        idle = self.pgconn.transaction_status == TransactionStatus.IDLE
        return super().wait(self._heard(gen, ANSWERING if idle else SILENCE), *limits, **more)

    def _heard(self, gen: Generator[Any, Any, Any], limit: float) -> Generator[Any, Any, Any]:
        # The driver is told several times a second that nothing has come yet.
        try:
            wanted, last = next(gen), monotonic()
            while True:
                ready = yield wanted
                if ready:
                    last = monotonic()
                elif monotonic() - last > limit:
                    self.pgconn.finish()
                    raise errors.ConnectionFailure(f"The server has said nothing for {limit:.0f} s")
                wanted = gen.send(ready)
        except StopIteration as done:
            return done.value


def _code(error: psycopg.Error) -> str:
    found = (code for words, code in _CODES.items() if re.search(words, str(error)))
    used = error.pgconn is not None and error.pgconn.used_password
    return error.sqlstate or next(found, "28P01" if used else "")
