"""A room's server in a thread of its own, and phones that ask it over the loopback network."""

import asyncio
import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.questions import Question
from workbook.workshop.room import Room
from workbook.workshop.server.app import serving

KEY = "the-key-of-the-facilitator"
NETWORK = "127.0.0.2"
"""Stands for the local network: another address of this computer, which nothing else uses."""
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def place(self) -> str:
        """Where it leads on to."""
        return self.headers.get("Location", "")


@dataclass
class Served:
    """A room that answers."""

    port: int
    path: Path

    def ask(
        self,
        method: str,
        path: str,
        body: str | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        address: str = "127.0.0.1",
    ) -> Answer:
        """Send one request on a connection of its own."""
        connection = HTTPConnection(address, self.port, timeout=10)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read().decode())
        finally:
            connection.close()

    def do(self, command: str, **body: Any) -> dict[str, Any]:
        """Have the facilitator's console do something."""
        said = self.ask(
            "POST", "/control", json.dumps({"do": command, **body}), {"X-Room-Key": KEY}
        )
        return dict(json.loads(said.text))

    def opened(self, question: str) -> str:
        """Open a round of a question; return its id."""
        assert self.do("show", question=question)["ok"]
        return str(self.do("open")["round"])

    def phone(self) -> "Phone":
        """Return a phone that has joined."""
        phone = Phone(self)
        phone.join(self.do("state")["state"]["code"])
        return phone


@dataclass
class Phone:
    """One person's browser, without a script."""

    room: Served
    own: str = ""
    address: str = NETWORK
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str = "", **headers: str) -> Answer:
        """Open a page; its own one, unless another is named."""
        return self._ask("GET", path or self.own, None, headers)

    def post(self, path: str, form: Mapping[str, Any], **headers: str) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode(form, doseq=True), {**_FORM, **headers})

    def join(self, code: str) -> Answer:
        """Type the code, and know from then on which page is its own."""
        answer = self.post("/", {"code": code})
        self.own = answer.place
        return answer

    def vote(self, **form: Any) -> Answer:
        """Fill in the form that this phone's page shows now, and send it."""
        return self.send(self.get(), **form)

    def send(self, page: Answer, **form: Any) -> Answer:
        """Fill in the form of a page that was seen, perhaps a while ago."""
        action = re.search(r'action="([^"]+)" id="ballot"', page.text)
        seen = re.search(r'name="seen" value="([^"]*)"', page.text)
        assert action and seen, page.text
        named = {name.replace("__", "."): value for name, value in form.items()}
        return self.post(action[1], {"seen": seen[1], **named})

    def _ask(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {**headers, **({"Cookie": cookies} if cookies else {})}
        answer = self.room.ask(method, path, body, sent, self.address)
        for name, value in re.findall(
            r"(?:^|, )(seat|language)=([^;]*)", answer.headers.get("Set-Cookie", "")
        ):
            self.cookies[name] = value
        return answer


@contextmanager
def served(
    path: Path,
    *questions: Question,
    begin: bool = True,
    private: Sequence[Question] = (),
    find: Callable[[], Sequence[str]] = lambda: [NETWORK],
) -> Iterator[Served]:
    """Serve a room with these questions in its agenda, and private ones, while it lasts.

    `find` says where its local networks are.
    """
    box = BallotBox(path)
    asks = [each.id for each in questions]
    block = {"id": "all", "title": "Where we stand", "minutes": 30, "questions": asks}
    Room(box).prepare(
        {"business": "Rise Bakery", "title": "Strategy day"}, [block], [*questions, *private]
    )
    box.close()
    found: list[int] = []
    answers, ended = threading.Event(), asyncio.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        async with serving(path, KEY, find=find) as doors:
            found.append(doors.port)
            answers.set()
            await ended.wait()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert answers.wait(10), "the server did not start"
    room = Served(found[0], path)
    try:
        if begin:
            room.do("begin")
        yield room
    finally:
        loops[0].call_soon_threadsafe(ended.set)
        thread.join(10)
