"""What was asked before the day: how far it is, and, once it is closed, what was answered.

Who has answered is told of no open round, and of a closed one only where enough took part.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from workbook.workshop.ballot_box import Hidden, Round, RoundState
from workbook.workshop.room import Room

__all__ = ["BEFORE"]

Command = Callable[[Room, Mapping[str, Any]], Mapping[str, Any] | None]


def _invited(room: Room, _: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return who was invited, until when, and how many have answered each question."""
    return {
        "names": list(room.box.names()),
        "until": room.box.fact("before_until", ""),
        "network": room.network_before,
        "asked": list(_asked(room)),
    }


def _asked(room: Room) -> Iterator[dict[str, Any]]:
    taken = room.box.fact("before_taken", [])
    for id in room.before:
        question, newest = room.box.question(id), room.newest(id)
        if newest is None:
            continue
        yield {
            "question": question.as_json(),
            "round": newest.id,
            "open": newest.state == RoundState.OPEN,
            "voted": room.box.turnout(newest.id).voted,
            "day": room.box.fact("before_closed", {}).get(newest.id, ""),
            "took_part": _took_part(room, newest),
            "taken": newest.id in taken,
            **_answered(room, newest),
        }


def _took_part(room: Room, round: Round) -> list[str]:
    try:
        return list(room.box.took_part(round.id))
    except Hidden:
        return []


def _answered(room: Room, round: Round) -> Mapping[str, Any]:
    """Return what each person gave, in random order and without a name, or why it is not told."""
    try:
        given = room.box.answers(round.id)
    except Hidden as error:
        return {"answers": [], "hidden": str(error)}
    return {"answers": [each.values for each in given if not each.abstains], "hidden": ""}


def _ask(room: Room, body: Mapping[str, Any]) -> None:
    room.ask_before(body["questions"])
    if "until" in body:
        room.note(before_until=str(body["until"])[:10])


def _taken(room: Room, body: Mapping[str, Any]) -> None:
    """Note that the workbook has what came of a round."""
    taken = room.box.fact("before_taken", [])
    room.note(before_taken=[*dict.fromkeys([*taken, room.box.round(body["round"]).id])])


BEFORE: dict[str, Command] = {
    "before": _ask,
    "close_before": lambda room, _: room.close_before(),
    "invite": lambda room, body: {"tokens": room.invite(body["names"])},
    "invited": _invited,
    "network": lambda room, body: room.allow_network(bool(body["allowed"])),
    "taken": _taken,
}
"""What may be asked about the invited, by its name."""
