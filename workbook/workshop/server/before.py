"""What was asked before the day: how far it is, and, once it is closed, what was answered.

Who has answered is told of no open round, and of a closed one only where enough took part.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from workbook.workshop.questions import Kind
from workbook.workshop.room import Room
from workbook.workshop.rounds import Hidden, Round, RoundState
from workbook.workshop.server.shown import told

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
    newest = {each.question: each for each in room.before_rounds}
    for each in newest.values():
        yield {
            "question": room.box.question(each.question).as_json(),
            "round": each.id,
            "open": each.state == RoundState.OPEN,
            "voted": room.box.turnout(each.id).voted,
            "taken": each.id in taken,
            **_closed(room, each),
        }


def _closed(room: Room, round: Round) -> dict[str, Any]:
    """Return what came of a round, or why it is hidden.

    How alike people's lists are only whole lists can tell: of a survey they come in random order,
    and not at all where its result is hidden in part.
    """
    try:
        found = told(room, round)
        given = [each.values for each in room.answers(round) if not each.abstains]
    except Hidden as error:
        return {"hidden": str(error), "took_part": []}
    question = room.box.question(round.question)
    hidden = any(item["hidden"] for item in found["result"]["items"])
    lists = given if question.survey and question.kind == Kind.LIST and not hidden else []
    return {**found, "lists": lists, "hidden": "", "took_part": _took_part(room, round)}


def _took_part(room: Room, round: Round) -> list[str]:
    try:
        return list(room.box.took_part(round.id))
    except Hidden:
        return []


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
