"""Phones without a browser: they join and vote over plain connections, each from an address."""

import asyncio
import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from workbook.isolation import isolated

__all__ = ["Phone", "Served", "served"]

_KEY = "a key for the tests of a room"


@dataclass(frozen=True)
class Served:
    """A room's server in its own process, on this computer only."""

    process: subprocess.Popen[str]
    port: int

    def do(self, name: str, **more: Any) -> dict[str, Any]:
        """Send a command of the facilitator's, and return the answer."""
        asked = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/control",
            json.dumps({"do": name, **more}).encode(),
            {"X-Room-Key": _KEY, "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(asked, timeout=30) as answer:
            found: dict[str, Any] = json.load(answer)
        assert found["ok"], found
        return found


@contextmanager
def served(path: Path) -> Iterator[Served]:
    """Run the server of a room's file; it is killed at the end if it still runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "workbook.workshop", str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=isolated({}),
    )  # fmt: skip
    assert process.stdin and process.stdout
    try:
        process.stdin.write(f"{_KEY}\n")
        process.stdin.flush()
        yield Served(process, json.loads(process.stdout.readline())["port"])
    finally:
        process.kill()
        process.wait(10)
        process.stdin.close()
        process.stdout.close()


@dataclass
class Phone:
    """One participant's phone: `number` makes its address, as each phone in a room has its own."""

    port: int
    number: int
    token: str = ""
    seen: str = ""
    _line: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = field(
        default=None, repr=False
    )

    async def join(self, code: str) -> None:
        """Send the code, and keep the token of the page that one is led to."""
        status, headers, _ = await self.send("/", {"code": code})
        assert status == 303, status
        self.token = headers["location"].rpartition("/")[2]

    async def see(self) -> str:
        """Return the person's page."""
        status, _, body = await self.send(f"/v/{self.token}")
        assert status == 200, status
        return body.decode()

    async def look_again(self, round: str) -> None:
        """See the ballot once more, to change what was sent."""
        _, _, body = await self.send(f"/v/{self.token}?change={round}")
        found = re.search(rb'name="seen" value="([^"]*)"', body)
        self.seen = found[1].decode() if found else ""

    async def vote(self, round: str, form: Mapping[str, str]) -> None:
        """Send a ballot, and wait until it is taken."""
        given = {**form, "seen": self.seen}
        status, _, body = await self.send(f"/v/{self.token}/{round}", given)
        assert status == 303, (status, body[:300])

    async def send(
        self, path: str, form: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Send a request on a connection that is kept, and return what comes back."""
        if self._line and self._line[0].at_eof():  # the server hangs up on who is silent
            self.hang_up()
        if self._line is None:
            here = f"127.1.{self.number // 250}.{self.number % 250 + 1}"
            self._line = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(here, 0))
        reader, writer = self._line
        body = urlencode(form).encode() if form is not None else b""
        lines = [
            f"{'GET' if form is None else 'POST'} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)
        first = (await reader.readline()).split()
        if not first:
            raise ConnectionResetError("The server went away.")
        headers = {}
        while line := (await reader.readline()).decode().strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return int(first[1]), headers, await reader.readexactly(int(headers["content-length"]))

    def hang_up(self) -> None:
        """End the connection."""
        if self._line:
            self._line[1].close()
            self._line = None
