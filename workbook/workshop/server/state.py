"""What the facilitator's page and the projector are told: all that they may know, and no more.

Neither is told what was answered before a round is closed, nor who answered; the projector not
even what is closed, until it is revealed.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from workbook.workshop.day.timetable import LAST, SOON, Held, say_time
from workbook.workshop.ideas import proposals
from workbook.workshop.links import join_link
from workbook.workshop.questions import Kind, Question
from workbook.workshop.room import Room
from workbook.workshop.rounds import Hidden, Round, RoundState
from workbook.workshop.server.clock import midnight, timetable, ways
from workbook.workshop.server.entrance import Entrance
from workbook.workshop.server.shown import outcome, shown

__all__ = ["facilitator", "result", "wall"]

_OF_A_BLOCK = ("id", "title", "method", "output", "materials", "who")


def facilitator(room: Room) -> dict[str, Any]:
    """Return what the facilitator's page shows; a result from the close on, before it is revealed.

    Moments are seconds since 1970.
    """
    return {
        "stamp": room.stamp,
        "open": room.is_open,
        "began": bool(room.box.fact("began")),
        "code": room.code,
        "addresses": room.addresses,
        "reached": room.is_reached,
        "session": room.session,
        "now": room.now,
        "clock": _clock(room),
        "blocks": list(_blocks(room)),
        "question": _asked(room),
        "turnout": _turnout(room),
        "here": room.box.here(),
        "few": room.is_few(),
        "held": room.box.fact("held", []),
        "wall": room.box.fact("wall", ""),
        "parked": room.parked,
        "need": room.box.fact("need", 0),
        "overrun": [
            {"way": each.way, "about": each.about, "words": each.words, "can": each.day is not None}
            for each in ways(room)
        ],
    }


def wall(room: Room) -> dict[str, Any]:
    """Return what the projector shows: this business and no other, a result once it is revealed."""
    session, question = room.session, room.question
    newest = room.newest(question.id) if question else None
    return {
        "stamp": room.stamp,
        "open": room.is_open,
        "code": room.code,
        "began": bool(room.box.fact("began")),
        "here": room.box.here(),
        "joining": _joining(room),
        "business": session.get("business", ""),
        "title": session.get("title", ""),
        "now": room.now,
        "block": _block_now(room),
        "clock": _time_left(room),
        "asked": {"ask": question.ask, "help": _told_with(question)} if question else None,
        "round": newest.number if newest else 0,
        "asking": bool(newest and newest.state == RoundState.OPEN),
        "closed": bool(newest and newest.state != RoundState.OPEN),
        "turnout": _turnout(room),
        "result": result(room, newest, wall=True) if newest and room.shows("wall") else None,
        "shows": room.box.fact("wall", ""),
        "decided": list(_decided(room)) if room.box.fact("wall") == "decided" else [],
    }


def _told_with(question: Question) -> str:
    """Return what the wall says below a question: the one thing that is asked about, too."""
    alone = question.options[0].name if len(question.options) == 1 else ""
    return question.help or (alone if question.kind in {Kind.CONSENT, Kind.SCALE} else "")


def result(room: Room, newest: Round, *, wall: bool = False) -> dict[str, Any]:
    """Return what came of a closed round, or the sentence that says why it stays hidden."""
    try:
        return {"round": newest.number, "html": shown(room, newest, wall=wall)}
    except Hidden as error:
        return {"hidden": str(error)}


def _decided(room: Room) -> Iterator[dict[str, Any]]:
    """Yield what was revealed, question by question, to be read back at the close."""
    for id in room.asked:
        revealed = [each for each in room.rounds(id) if each.state == RoundState.REVEALED]
        with suppress(Hidden):
            if revealed:
                items = outcome(room, revealed[-1]).items
                said = [{"name": item.name, "said": item.sentence} for item in items]
                yield {"ask": room.box.question(id).ask, "items": said}


def _joining(room: Room) -> dict[str, Any]:
    address = f"http://{room.addresses[0]}" if room.addresses else ""
    name, password = room.wifi
    link = join_link(room.addresses[0], room.code) if address else ""
    return Entrance(address, link, name, password).as_json()


def _asked(room: Room) -> dict[str, Any] | None:
    question = room.question
    if question is None:
        return None
    rounds = room.rounds(question.id)
    closed = [each for each in rounds if each.state != RoundState.OPEN]
    return {
        **_named(question),
        "help": question.help,
        "survey": question.survey,
        "rounds": [{"id": each.id, "number": each.number, "state": each.state} for each in rounds],
        "result": result(room, closed[-1]) if closed else None,
        "merging": _merging(room, closed[-1]) if closed else None,
    }


def _merging(room: Room, round: Round) -> dict[str, Any] | None:
    """Return which texts may say the same, and how many were merged; None of other answers."""
    if not room.box.question(round.question).writes:
        return None
    try:
        items = outcome(room, round).items
    except Hidden:
        return None
    found = [asdict(each) for item in items for each in proposals(item.texts, item.option)]
    return {"proposed": found, "done": len(room.merges(round.question))}


def _named(question: Question) -> dict[str, Any]:
    return {"id": question.id, "ask": question.ask, "kind": question.kind}


def _turnout(room: Room) -> dict[str, int] | None:
    """Return the counts of the question's newest round."""
    newest = room.newest(room.question.id) if room.question else None
    if newest is None:
        return None
    counted = room.box.turnout(newest.id)
    return {
        "here": counted.here, "voted": counted.voted, "ready": counted.ready, "paper": counted.paper
    }  # fmt: skip


def _blocks(room: Room) -> Iterator[dict[str, Any]]:
    day, here = timetable(room), room.block
    held = {each.slot.id: each for each in day.held} if day else {}
    state = "done"
    for block in room.blocks:
        if here and block["id"] == here["id"]:
            state = "now"
        at = held.get(block["id"])
        yield {
            **{name: block.get(name, "") for name in _OF_A_BLOCK},
            "minutes": at.slot.minutes if at else block["minutes"],
            "state": state if at or not day or state == "now" else "dropped",
            "starts": say_time(at.begins) if at else "",
            "ends": say_time(at.ends) if at else "",
            "due": [_due(room, each) for each in block.get("due", [])],
            "lacking": block.get("lacking", []),
            "questions": [_asked_in(room, id) for id in block.get("questions", [])],
        }
        state = "next" if state == "now" else state


def _due(room: Room, due: dict[str, Any]) -> dict[str, Any]:
    """Return what is due as it stands; what is parked or marked here is not in the workbook yet."""
    here = len(room.parked)
    if due.get("name") == "parked" and here:
        said = "1 thing is" if here == 1 else f"{here} things are"
        return {"words": f"{said} parked today, and not settled yet.", "met": False}
    if due.get("name") == "rated" and any(
        each.state == RoundState.REVEALED for each in room.rounds("rating")
    ):
        return {"words": "The day has its mark.", "met": True}
    return {"words": due["words"], "met": due["met"]}


def _asked_in(room: Room, id: str) -> dict[str, Any]:
    return {**_named(room.box.question(id)), "rounds": len(room.rounds(id))}


def _block_now(room: Room) -> dict[str, Any] | None:
    block, day = room.block, timetable(room)
    if block is None:
        return None
    ids = [each.slot.id for each in day.held] if day else [each["id"] for each in room.blocks]
    at = ids.index(block["id"]) + 1 if block["id"] in ids else 0
    output = block.get("output", "")
    return {"title": block["title"], "number": at, "of": len(ids), "output": output}


def _time_left(room: Room) -> dict[str, Any] | None:
    """Return when the block began and ends; the page counts down by itself."""
    held, since, day = _held(room), room.box.fact("since"), timetable(room)
    if held is None or day is None or not since or not room.is_open:
        return None
    really = day.begun(held.slot.id, int((since - midnight(room)) // 60))
    # What a fixed time takes out of the middle of it is no delay.
    ends = since + (really.ends - really.begins) * 60
    return {"began": since, "ends": ends, "soon": SOON, "last": LAST}


def _clock(room: Room) -> dict[str, Any] | None:
    """Return the same, and when the block was to end as planned: for the facilitator alone."""
    left, held, day = _time_left(room), _held(room), timetable(room)
    if not (left and held and day):
        return None
    planned = midnight(room) + held.ends * 60
    return {**left, "planned": planned, "day_ends": say_time(day.ends)}


def _held(room: Room) -> Held | None:
    day, block = timetable(room), room.block
    if not (day and block):
        return None
    return next((each for each in day.held if each.slot.id == block["id"]), None)
