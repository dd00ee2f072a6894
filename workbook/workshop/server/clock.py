"""How the day goes: the room's timetable by now, and what is done when a block takes longer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from workbook.errors import WorkbookError
from workbook.workshop.day.overrun import Choice, choices
from workbook.workshop.day.timetable import Slot, Timetable
from workbook.workshop.room import Room

__all__ = ["midnight", "more_time", "timetable", "ways"]

_NEAR = 60
"""Minutes: a room that opens further from its planned time is counted from when it did."""


def timetable(room: Room) -> Timetable | None:
    """Return the day as it is by now, None where the session has no timetable."""
    kept = room.session.get("timetable")
    if not kept:
        return None
    day = Timetable.from_json(kept)
    changed = room.box.fact("changed", {})
    slots = tuple(_changed(slot, changed.get(slot.id)) for slot in day.slots)
    begins = int((_began(room) - midnight(room)) // 60)
    if abs(day.begins - begins) <= _NEAR:
        begins = day.begins
    try:
        return Timetable(begins, slots)
    except WorkbookError:  # a fixed time that has passed must not stop the room
        return Timetable(begins, tuple(replace(slot, starts=None) for slot in slots))


def midnight(room: Room) -> float:
    """Return the midnight from which the day's minutes count, in seconds since 1970."""
    began = datetime.fromtimestamp(_began(room))
    return began.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()


def ways(room: Room) -> tuple[Choice, ...]:
    """Return what can be done so that the block gets the minutes more that were asked for."""
    day, block, need = timetable(room), room.block, int(room.box.fact("need", 0))
    if not (day and block and need):
        return ()
    try:
        return choices(day, block["id"], need)
    except (WorkbookError, KeyError) as error:
        return (Choice("take", str(error), None),)


def more_time(room: Room, way: str, about: str = "") -> None:
    """Do one of the `ways`: the blocks have other minutes from now on, or one is dropped.

    Raises:
        WorkbookError: it cannot be done.
    """
    found = next((each for each in ways(room) if (each.way, each.about) == (way, about)), None)
    if found is None or found.day is None:
        raise WorkbookError(found.words if found else "That cannot be done any more.")
    planned = Timetable.from_json(room.session["timetable"]).slots
    changed = {
        slot.id: {"of": before.minutes, "minutes": slot.minutes, "dropped": slot.dropped}
        for before, slot in zip(planned, found.day.slots, strict=True)
        if (before.minutes, before.dropped) != (slot.minutes, slot.dropped)
    }
    room.note(changed=changed, need=0)


def _changed(slot: Slot, change: Mapping[str, Any] | None) -> Slot:
    """Return a slot as the room changed it, unless the agenda gave it other minutes since."""
    if change is None or change["of"] != slot.minutes:
        return slot
    return replace(slot, minutes=change["minutes"], dropped=change["dropped"])


def _began(room: Room) -> float:
    """Return when the room was first opened, or what time it is."""
    return float(room.box.fact("began") or room.now)
