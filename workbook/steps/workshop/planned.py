"""What is told of a day: when each block is held, what it asks, and how one does it alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.errors import WorkbookError
from workbook.strategy import Plan, Session
from workbook.strategy.outline import STEPS
from workbook.strategy.workshop.agenda import Block, blocks, open_session
from workbook.wording import say_list
from workbook.workshop.day.agenda import AgendaBlock, agendas
from workbook.workshop.day.asking import QUESTIONS
from workbook.workshop.day.days import timetable_of
from workbook.workshop.day.outputs import CHECKS, Output, outputs
from workbook.workshop.day.preparing import Asked, prepare
from workbook.workshop.day.timetable import Held, Timetable, say_clock

__all__ = ["Line", "alone", "planned"]

USUAL = "six_hours"
"""The agenda of which it is told how one does it alone, while no workshop is begun."""


@dataclass(frozen=True)
class Line:
    """One block of a day as it is told: when, what it asks, and how far its outputs are."""

    block: Block
    held: Held
    asked: Sequence[Asked]
    outputs: Sequence[Output]

    @property
    def when(self) -> str:
        """From when to when, as `09:00–09:20`."""
        return f"{say_clock(self.held.begins)}–{say_clock(self.held.ends)}"

    @property
    def lacking(self) -> Sequence[Asked]:
        """What cannot be asked yet, with what to do instead."""
        return [each for each in self.asked if each.question is None]

    @property
    def left_out(self) -> Sequence[Asked]:
        """What leaves something out, and says so."""
        return [each for each in self.asked if each.question and each.words]

    @property
    def interrupted(self) -> str:
        """By what a fixed time interrupts it, in words."""
        return say_list([f"“{title}”" for title in self.held.over])


def planned(plan: Plan) -> Mapping[str, Any]:
    """Return what is told of the workshop that is prepared or held now."""
    session = open_session(plan)
    told: dict[str, Any] = {
        "days": (),
        "trouble": "",
        "session": session,
        "known": (),
        "counts": (),
    }
    if session is None or not blocks(plan, session):
        return told
    try:
        day = timetable_of(plan, session)
    except WorkbookError as error:
        return {**told, "trouble": str(error)}
    return {
        **told,
        "days": list(_days(plan, session, day)),
        "known": [(each.name, each.title) for each in QUESTIONS.values()],
        "counts": list(CHECKS),
    }


def _days(plan: Plan, session: Session, day: Timetable) -> Iterator[list[Line]]:
    """Yield the lines of each day."""
    asked = prepare(plan, session).asked
    lines = [
        Line(
            block,
            day.at(block.id),
            [each for each in asked if each.block.id == block.id],
            outputs(plan, session, block.counts),
        )
        for block in blocks(plan, session)
    ]
    for number in sorted({line.block.on_day for line in lines}):
        yield [line for line in lines if line.block.on_day == number]


def alone(plan: Plan) -> Mapping[str, Any]:
    """Return how one person does each block, with the chapter where: of the day that is begun."""
    session = open_session(plan)
    held: Sequence[Block | AgendaBlock] = blocks(plan, session) if session else _usual()
    told = [
        (_title(each), each.minutes, each.alone, *_PLACES.get(each.chapter, ("", "")))
        for each in held
        if each.alone
    ]
    return {"told": told}


def _usual() -> Sequence[AgendaBlock]:
    found, _ = agendas()
    usual = next((each for each in found if each.name == USUAL), None)
    return usual.blocks if usual else ()


def _title(block: Block | AgendaBlock) -> str:
    return block.name if isinstance(block, Block) else block.title


_PLACES = {
    chapter.name: (chapter.title, f"{step.notebook}#{chapter.name}")
    for step in STEPS
    for chapter in step.chapters
}
