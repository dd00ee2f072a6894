"""What the facilitator's page is told: how far the room is, never what was answered meanwhile."""

from typing import Any

from workbook.workshop.room import Room

__all__ = ["facilitator"]


def facilitator(room: Room) -> dict[str, Any]:
    """Return what the facilitator's page shows."""
    asked = room.question
    newest = room.newest(asked.id) if asked else None
    turnout = room.box.turnout(newest.id) if newest else None
    return {
        "stamp": room.stamp,
        "open": room.is_open,
        "code": room.code,
        "session": room.session,
        "blocks": room.blocks,
        "question": asked.id if asked else "",
        "turnout": vars(turnout) if turnout else None,
        "few": room.is_few(),
        "parked": room.parked,
    }
