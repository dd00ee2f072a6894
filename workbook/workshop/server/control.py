"""What the facilitator's console asks for, from this computer and with its key only."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from tornado.ioloop import IOLoop
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from workbook import jsontext
from workbook.errors import WorkbookError
from workbook.workshop.messages import Refused, messages
from workbook.workshop.paper.taking import issue, take
from workbook.workshop.questions import Question
from workbook.workshop.room import Room
from workbook.workshop.rounds import Hidden
from workbook.workshop.server.before import BEFORE
from workbook.workshop.server.commands import MORE
from workbook.workshop.server.handling import Handler, Host, is_home
from workbook.workshop.server.state import facilitator

__all__ = ["COMMANDS", "Control", "Followed", "did"]

Command = Callable[[Room, Mapping[str, Any]], Mapping[str, Any] | None]

_PATIENCE = 10.0  # seconds for the key to come
_GATHER = 0.1  # seconds in which changes become one message: a room votes at once


def _prepare(room: Room, body: Mapping[str, Any]) -> Mapping[str, Any]:
    questions = [Question.from_json(each) for each in body["questions"]]
    return {"kept": room.prepare(body["session"], body["blocks"], questions)}


def _paper(room: Room, body: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        first = take(room.box, body["round"], str(body["serial"]), body["form"])
    except Refused as error:
        say = messages("en").say
        return {"problems": {name: say(each) for name, each in error.problems.items()}}
    room.changed()
    return {"first": first}


def _sheets(room: Room, body: Mapping[str, Any]) -> Mapping[str, Any]:
    serials = issue(room.box, body["question"], int(body["number"]), int(body["count"]))
    return {"serials": serials, "question": room.box.question(body["question"]).as_json()}


def _questions(room: Room, body: Mapping[str, Any]) -> Mapping[str, Any]:
    own = [id for block in room.blocks for id in block.get("questions", [])]
    return {
        "questions": [
            {
                "question": room.box.question(id).as_json(),
                "rounds": [vars(each) for each in room.rounds(id)],
            }
            for id in dict.fromkeys([*own, *room.before])
        ]
    }


def _nothing(room: Room, body: Mapping[str, Any]) -> None:
    """Only ask how things are."""


COMMANDS: dict[str, Command] = {
    "begin": lambda room, _: room.begin(),
    "close": lambda room, _: room.close_round(),
    "end": lambda room, _: room.end(),
    "go": lambda room, body: room.go(body["block"]),
    "hold": lambda room, body: room.hold(body["window"], bool(body["held"])),
    "open": lambda room, _: {"round": room.open_round().id},
    "paper": _paper,
    "park": lambda room, body: room.park(str(body["text"])),
    "prepare": _prepare,
    "questions": _questions,
    "reveal": lambda room, _: room.reveal(),
    "sheets": _sheets,
    "show": lambda room, body: room.show(body["question"]),
    "state": _nothing,
    "step": lambda room, body: room.step(int(body.get("by", 1))),
    "unpark": lambda room, body: room.unpark(body["id"]),
    **BEFORE,
    **MORE,
}
"""What may be asked, by its name: each is given the room and the message."""


def did(room: Room, body: Mapping[str, Any]) -> dict[str, Any]:
    """Do what a message asks, and return what is to be answered.

    What a command returns stands beside "ok" and "state"; what it cannot do is said under "said".
    """
    command = COMMANDS.get(str(body.get("do")))
    if command is None:
        return {"ok": False, "said": "The room's server does not know how to do this."}
    try:
        found = command(room, body) or {}
    except (Hidden, WorkbookError, Refused) as error:
        return {"ok": False, "said": str(error)}
    except (KeyError, TypeError, ValueError, AttributeError):
        return {"ok": False, "said": "Something is missing in what was asked of the room's server."}
    return {**found, "ok": True, "state": _state(room)}


def _state(room: Room) -> dict[str, Any]:
    return {**facilitator(room), "addresses": room.addresses, "reached": room.is_reached}


class Control(Handler):
    """A command by a request of its own: from the kernel, or from the command line."""

    def require_own_form(self) -> None:
        """Refuse what a browser's page sends: it has another way, and what has no key."""
        request = self.request
        near = is_home(self.address) and is_home(request.host_name)
        trusted = self.host.is_key(request.headers.get("X-Room-Key", ""))
        if not (near and trusted) or "Origin" in request.headers:
            self.refuse()

    def refuse(self) -> None:
        """Answer without saying why."""
        self.set_status(403)
        self.finish({"ok": False, "said": "This needs the key of the room."})

    def post(self) -> None:
        """Do it."""
        try:
            body = jsontext.parsed(self.request.body.decode())
        except ValueError:
            body = None
        if not isinstance(body, dict):
            self.set_status(400)
            self.finish({"ok": False, "said": "This is no message for the room's server."})
            return
        self.finish(did(self.room, body))


class Followed(WebSocketHandler):
    """The console's line: the key first, then commands one way and the room's state the other.

    A command may have an "id", which its answer has too.
    """

    def initialize(self, host: Host) -> None:
        """Know what it is about."""
        self.host = host
        self.trusted = False
        self._due = False
        self._leave: Callable[[], None] | None = None

    def check_origin(self, origin: str) -> bool:
        """Let pages of this computer in: a guided page has another port."""
        return is_home(urlsplit(origin).hostname or "")

    def open(self, *args: str, **kwargs: str) -> None:
        """Wait for the key, not for long."""
        if not is_home(self.request.remote_ip or "") or not is_home(self.request.host_name):
            self.close()
        asyncio.get_running_loop().call_later(_PATIENCE, self._lose_patience)

    def on_message(self, message: str | bytes) -> None:
        """Take the key, or a command."""
        if not self.trusted:
            self.trusted = isinstance(message, str) and self.host.is_key(message)
            if not self.trusted:
                self.close(4403)
                return
            self._leave = self.host.room.watch(self._changed)
            self._send({"state": _state(self.host.room)})
            return
        try:
            body = jsontext.parsed(message if isinstance(message, str) else message.decode())
        except ValueError:
            body = {}
        if isinstance(body, dict):
            self._send({**did(self.host.room, body), "id": body.get("id")})

    def on_close(self) -> None:
        """Follow no more."""
        leave, self._leave = self._leave, None
        if leave:
            leave()

    def _lose_patience(self) -> None:
        if not self.trusted:
            self.close()

    def _changed(self) -> None:
        if not self._due:
            self._due = True
            IOLoop.current().call_later(_GATHER, self._tell)

    def _tell(self) -> None:
        self._due = False
        self._send({"state": _state(self.host.room)})

    def _send(self, message: Mapping[str, Any]) -> None:
        try:
            self.write_message(json.dumps(message))
        except WebSocketClosedError:
            self.on_close()
