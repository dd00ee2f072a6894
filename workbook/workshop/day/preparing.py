"""From the plan to what the room is asked: each block's questions, or what to do first instead.

What was prepared can be prepared anew as the plan fills during the day: a question keeps its id.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbook.strategy import Business, Plan, Session
from workbook.strategy.workshop.agenda import Block, blocks
from workbook.workshop.day.asking import QUESTIONS, NotYet
from workbook.workshop.day.days import timetable_of
from workbook.workshop.day.outputs import outputs
from workbook.workshop.questions import Question

__all__ = ["BEFORE", "Asked", "Preparation", "before", "prepare"]

BEFORE = ("start_stop_keep", "opportunities_threats", "recall", "signs")
"""What people may be asked privately, each for themselves, days before they meet."""


@dataclass(frozen=True)
class Asked:
    """One question of a block: `question` is None where the plan lacks what it is about.

    `words` then say what to do instead; beside a question they say what it leaves out, if anything.
    """

    block: Block
    name: str
    title: str
    question: Question | None
    words: str = ""


@dataclass(frozen=True)
class Preparation:
    """What a room takes up: the session, its blocks in their order, and what they ask."""

    session: dict[str, Any]
    blocks: tuple[dict[str, Any], ...]
    asked: tuple[Asked, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that can be asked."""
        return tuple(each.question for each in self.asked if each.question)

    def as_json(self) -> dict[str, Any]:
        """Return it as values that JSON can keep."""
        questions = [each.as_json() for each in self.questions]
        return {"session": self.session, "blocks": list(self.blocks), "questions": questions}

    @property
    def lacking(self) -> tuple[Asked, ...]:
        """Those that cannot be asked yet."""
        return tuple(each for each in self.asked if each.question is None)


def prepare(plan: Plan, session: Session) -> Preparation:
    """Return what a room is to take up, as the plan stands now.

    A question that comes up in a second block is another one: its id ends in -2.

    Raises:
        WorkbookError: the fixed times of the blocks cannot hold.
    """
    day = timetable_of(plan, session)
    held = blocks(plan, session)
    asked = tuple(_asked(plan, session, held))
    business = plan.only(Business)
    facts = {
        "id": session.id,
        "title": session.name,
        "business": business.name if business else "",
        "day": session.held_on.isoformat() if session.held_on else "",
        "invited": session.invited or 0,
        "timetable": day.as_json(),
    }
    return Preparation(facts, tuple(_told(plan, session, each, asked) for each in held), asked)


def before(plan: Plan, session: Session, names: Sequence[str]) -> tuple[Question, ...]:
    """Return what the invited are asked; it is the same question as that of a block of the day.

    Raises:
        ValueError: one of the names is none of `BEFORE`.
    """
    if strange := {*names} - {*BEFORE}:
        raise ValueError(f"“{min(strange)}” is no question for before the day.")
    return tuple(QUESTIONS[name].make(plan, session)[0] for name in BEFORE if name in names)


def _asked(plan: Plan, session: Session, held: Sequence[Block]) -> Iterator[Asked]:
    times: Counter[str] = Counter()
    for block in held:
        for name in block.asks_for:
            times[name] += 1
            yield _one(plan, session, block, name, times[name])


def _one(plan: Plan, session: Session, block: Block, name: str, time: int) -> Asked:
    known = QUESTIONS.get(name)
    if known is None:
        words = f"“{name}” is no question that can be prepared. Take it out of “{block.name}”."
        return Asked(block, name, name, None, words)
    try:
        question, left_out = known.make(plan, session)
    except NotYet as lack:
        return Asked(block, name, known.title, None, str(lack))
    id = question.id if time == 1 else f"{question.id}-{time}"
    return Asked(block, name, known.title, replace(question, id=id), left_out)


def _told(plan: Plan, session: Session, block: Block, asked: Sequence[Asked]) -> dict[str, Any]:
    """Return a block as the room knows it."""
    own = [each for each in asked if each.block.id == block.id]
    return {
        "id": block.id,
        "title": block.name,
        "minutes": block.minutes,
        "method": block.method,
        "output": block.output,
        "materials": block.materials,
        "who": block.who,
        "questions": [each.question.id for each in own if each.question],
        "lacking": [each.words for each in own if each.question is None],
        "due": [
            {"name": each.name, "words": each.words, "met": each.met}
            for each in outputs(plan, session, block.counts)
        ],
    }  # fmt: skip
