"""A result as the projector and the facilitator's page show it: drawn first, then in words."""

from dataclasses import asdict
from typing import Any
from weakref import WeakKeyDictionary

from workbook.templating import template
from workbook.workshop.drawings import drawing
from workbook.workshop.results import Result, kept, result_of
from workbook.workshop.room import Room
from workbook.workshop.rounds import Round

__all__ = ["outcome", "shown", "told"]

_FEW = 4  # things, up to which a drawing as for a phone fits beside its words

_known: WeakKeyDictionary[Room, dict[tuple[object, ...], str]] = WeakKeyDictionary()
"""What was made of closed rounds, which do not change any more; each vote would make it anew."""


def outcome(room: Room, round: Round) -> Result:
    """Return what came of a closed round, compared with those before it.

    Raises:
        Hidden: it is open; or so few have answered a survey that it is not to be seen.
    """
    return result_of(room.box.question(round.question), room.compared(round))


def told(room: Room, round: Round) -> dict[str, Any]:
    """Return what came of a closed round, for the workbook.

    Of a round that was opened for the invited, "asked" is how many they are, and "day" that on
    which it was closed before they met.

    Raises:
        Hidden: as `outcome`.
    """
    found = outcome(room, round)
    told = found.as_json()
    return {
        "question": told.pop("question"),
        "result": told,
        "kept": [asdict(each) for each in kept(found)],
        "day": room.box.fact("before_closed", {}).get(round.id, ""),
        "asked": room.box.invited() if round in room.before_rounds else 0,
    }


def shown(room: Room, round: Round, *, wall: bool = False) -> str:
    """Return it as HTML, in which whatever people typed is escaped.

    Raises:
        Hidden: as `outcome`.
    """
    made = _known.setdefault(room, {})
    key = round.id, wall, *room.merges(round.question)
    if key not in made:
        found = outcome(room, round)
        page = template("workshop/server/result.html.j2")
        # Words stand beside it on the wall: with few things to show, larger letters fit as well.
        wide = wall and len(found.items) > _FEW
        drawn = drawing(found, wall=wide)
        made[key] = page.render(found=found, drawing=drawn, wide=wide)
    return made[key]
