"""What else the facilitator asks for: time, merging, the projector, and what came out of it all."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from workbook.errors import WorkbookError
from workbook.workshop.ideas import Merge
from workbook.workshop.messages import messages
from workbook.workshop.room import Room
from workbook.workshop.rounds import Hidden, RoundState
from workbook.workshop.server import own
from workbook.workshop.server.clock import more_time
from workbook.workshop.server.shown import told

__all__ = ["MORE"]

Command = Callable[[Room, Mapping[str, Any]], Mapping[str, Any] | None]

_SHOWN = ("", "join", "decided", "pack")
_LONGEST = 480  # minutes
_WORDING = 150


def _overrun(room: Room, body: Mapping[str, Any]) -> None:
    """Say how many minutes more the block needs, or which of the ways it gets them by."""
    if "way" in body:
        more_time(room, str(body["way"]), str(body.get("about", "")))
    else:
        room.note(need=min(max(int(body["need"]), 0), _LONGEST))


def _wall(room: Room, body: Mapping[str, Any]) -> None:
    if body["shows"] not in _SHOWN:
        raise WorkbookError("The projector cannot show that.")
    room.note(wall=body["shows"])


def _wifi(room: Room, body: Mapping[str, Any]) -> None:
    room.wifi = str(body["name"])[:64], str(body["password"])[:64]
    room.changed()


def _merge(room: Room, body: Mapping[str, Any]) -> None:
    """Take texts as one idea, with what was merged so far; none at all undoes it."""
    room.box.question(body["question"])
    texts = tuple(str(each) for each in body.get("texts", ()))
    if len(texts) < 2:  # nothing to merge
        room.merge(body["question"], [])
        return
    new = Merge(str(body["option"]), texts, str(body.get("wording") or texts[0])[:_WORDING])
    room.merge(body["question"], [*room.merges(body["question"]), new])


def _claim(room: Room, body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the ballot of the newest round says whose slip somebody shows, to be read out."""
    question = room.box.question(body["question"])
    newest = room.newest(question.id)
    found = newest and room.box.claimed(str(body["slip"]), newest.id)
    if not found:
        raise WorkbookError("No ballot of this round has that code. Look at it once more.")
    return {"claimed": own.told(question, found, messages("en"))}


def _outcome(room: Room, _: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return everything that was revealed, for the workbook to take; nothing of other rounds."""
    return {
        "session": room.session,
        "held": date.fromtimestamp(room.box.fact("began") or room.now).isoformat(),
        "here": room.box.here(),
        "invited": room.box.fact("invited", 0),
        "parked": room.parked,
        "results": list(_revealed(room)),
    }


def _revealed(room: Room) -> Iterator[Mapping[str, Any]]:
    for id in room.asked:
        rounds = [each for each in room.rounds(id) if each.state == RoundState.REVEALED]
        with suppress(Hidden):
            if rounds:
                yield told(room, rounds[-1])


MORE: dict[str, Command] = {
    "claim": _claim,
    "merge": _merge,
    "outcome": _outcome,
    "overrun": _overrun,
    "wall": _wall,
    "wifi": _wifi,
}
"""What may be asked beside what the room itself does, by its name."""
