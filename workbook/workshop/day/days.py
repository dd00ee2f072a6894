"""The days of a workshop: from an agenda to its blocks, and from its blocks to a timetable."""

from datetime import date
from typing import Any
from uuid import uuid4

from workbook.store import Edit
from workbook.strategy import Plan, Session
from workbook.strategy.workshop.agenda import Block, blocks
from workbook.strategy.workshop.clock import minute_of
from workbook.workshop.day.agenda import Agenda
from workbook.workshop.day.timetable import Slot, Timetable, over_days

__all__ = ["NINE", "begun_with", "timetable_of"]

NINE = 9 * 60
"""When a day begins where nobody has said."""


def begun_with(agenda: Agenda, held_on: date | None = None, place: int = 0) -> list[Edit]:
    """Return what a save has to hold so that a workshop begins with this agenda's blocks.

    The first edit is the session's.
    """
    session = str(uuid4())
    facts = {
        "name": f"Workshop, {agenda.title.lower()}",
        "held_on": held_on,
        "begins": agenda.begins,
        "agenda": agenda.name,
        "position": place,
    }
    made = [Edit(Session, session, facts)]
    for position, block in enumerate(agenda.blocks):
        fields: dict[str, Any] = {
            "session_id": session,
            "position": position,
            "name": block.title,
            "minutes": block.minutes,
            "starts": block.starts,
            "on_day": block.day,
            "output": block.output,
            "method": block.method,
            "materials": block.materials,
            "who": block.who,
            "alone": block.alone,
            "least": block.least or None,
            "may_drop": block.may_drop,
            "chapter": block.chapter,
            "asked": ", ".join(block.asks),
            "checked": ", ".join(block.checks),
        }
        made.append(Edit(Block, str(uuid4()), fields))
    return made


def timetable_of(plan: Plan, session: Session) -> Timetable:
    """Return when each block of a workshop is held; a slot has its block's id.

    Raises:
        WorkbookError: its fixed times cannot hold.
    """
    begins = minute_of(session.begins)
    begins = NINE if begins is None else begins
    return over_days(begins, ((each.on_day, _slot(each)) for each in blocks(plan, session)))


def _slot(block: Block) -> Slot:
    least = block.least or block.minutes
    starts = minute_of(block.starts)
    return Slot(block.id, block.name, block.minutes, least, starts, block.may_drop)
