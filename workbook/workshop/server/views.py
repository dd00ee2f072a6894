"""What one person's page shows now: a ballot, what was kept of it, a result, or that one waits."""

from dataclasses import dataclass
from enum import StrEnum

from workbook.workshop.answers import Answer
from workbook.workshop.questions import Question
from workbook.workshop.room import Room
from workbook.workshop.rounds import Round, RoundState

__all__ = ["Place", "View", "asked_of", "view"]


class Place(StrEnum):
    """Where a person is."""

    CLOSED = "closed"
    """No session is open, and nothing is asked before it."""
    WAITING = "waiting"
    """Nothing is to be answered now."""
    BALLOT = "ballot"
    KEPT = "kept"
    """The answer is in, and may be changed."""
    OVER = "over"
    """The round is closed, and its result not yet shown."""
    SHOWN = "shown"


@dataclass(frozen=True)
class View:
    """What is shown.

    `waiting` are the rounds that this person has yet to answer, `given` those, still open, that
    they may look at again.
    """

    place: Place
    question: Question | None = None
    round: Round | None = None
    own: Answer | None = None
    earlier: Answer | None = None
    ready: bool = False
    slip: str = ""
    waiting: tuple[Round, ...] = ()
    given: tuple[Round, ...] = ()


def asked_of(room: Room, token: str) -> list[Round]:
    """Return the open rounds that this person may answer: what is on the wall comes first."""
    found = []
    if room.is_open and room.question:
        found.append(room.newest(room.question.id))
    if room.before and room.box.is_invited(token):
        found += [room.newest(id) for id in room.before]
    return [each for each in dict.fromkeys(found) if each and each.state == RoundState.OPEN]


def view(room: Room, token: str, change: str = "") -> View:
    """Return what a person sees; `change` is the id of a round of which the form is asked for."""
    asked = asked_of(room, token)
    wanted = next((each for each in asked if each.id == change), None)
    unanswered = [each for each in asked if room.box.own(token, each.id) is None]
    on_wall = room.newest(room.question.id) if room.is_open and room.question else None
    if wanted:
        return _of_round(room, token, wanted, Place.BALLOT, asked)
    if on_wall and (on_wall not in unanswered) and on_wall.state != RoundState.OPEN:
        place = Place.SHOWN if room.shows("phones") else Place.OVER
        return _of_round(room, token, on_wall, place, asked)
    if unanswered:
        return _of_round(room, token, unanswered[0], Place.BALLOT, asked)
    if asked:
        return _of_round(room, token, asked[0], Place.KEPT, asked)
    return View(Place.WAITING if room.is_open else Place.CLOSED, room.question)


def _of_round(room: Room, token: str, round: Round, place: Place, asked: list[Round]) -> View:
    own = room.box.own(token, round.id)
    given = [each for each in asked if room.box.own(token, each.id)]
    return View(
        place,
        room.box.question(round.question),
        round,
        own,
        _earlier(room, token, round),
        room.box.is_ready(token, round.id),
        room.box.slip(token, round.id) if own else "",
        tuple(each for each in asked if each not in given and each != round),
        tuple(each for each in given if each != round),
    )


def _earlier(room: Room, token: str, round: Round) -> Answer | None:
    """Return what this person gave the last time that the question was asked."""
    for each in reversed(room.rounds(round.question)[: round.number - 1]):
        if found := room.box.own(token, each.id):
            return found
    return None
