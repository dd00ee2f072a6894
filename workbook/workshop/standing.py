"""Where a room stands, as its file has it: the session, its blocks, what is asked and parked."""

from typing import Any

from workbook.workshop.answers import Answer
from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.ideas import Merge, merged
from workbook.workshop.questions import Question
from workbook.workshop.rounds import FEW, Hidden, Round, RoundState

__all__ = ["Standing"]


class Standing:
    """What is known of a room; nothing is changed by asking.

    A block of the agenda is a mapping with "id", "title", "minutes" and "questions", the ids of
    what it asks in their order; what else stands in it is for people to read.
    """

    def __init__(self, box: BallotBox) -> None:
        self.box = box

    @property
    def code(self) -> str:
        """The code with which people join."""
        return str(self.box.fact("code", ""))

    @property
    def wall_key(self) -> str:
        """The projector's key, with which nothing can be done; it outlives a restart."""
        return str(self.box.fact("wall_key", ""))

    @property
    def is_open(self) -> bool:
        """Whether a session runs: only then may anybody join or vote."""
        return bool(self.box.fact("open", False))

    @property
    def network_before(self) -> bool:
        """Whether the invited may answer over the local network while no session is open."""
        return bool(self.box.fact("network_before", False))

    @property
    def is_reached(self) -> bool:
        """Whether a phone has come in over the local network since the session was opened."""
        return bool(self.box.fact("reached", False))

    @property
    def session(self) -> dict[str, Any]:
        """What the session is: "business", "title", "day" and what else was prepared."""
        return dict(self.box.fact("session", {}))

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """The agenda's blocks, in their order."""
        return list(self.box.fact("blocks", []))

    @property
    def block(self) -> dict[str, Any] | None:
        """The block that the room is at, None where there is no agenda."""
        here = self.box.fact("block", "")
        blocks = self.blocks
        return next((each for each in blocks if each["id"] == here), blocks[0] if blocks else None)

    @property
    def question(self) -> Question | None:
        """The question on the wall, None where there is none."""
        id = self.box.fact("question", "")
        return self.box.question(id) if id else None

    @property
    def before(self) -> list[str]:
        """The questions that the invited answer privately, before the day or meanwhile."""
        return list(self.box.fact("before", []))

    @property
    def before_rounds(self) -> list[Round]:
        """The rounds that were opened for the invited, and not in the room."""
        return [self.box.round(id) for id in self.box.fact("before_rounds", [])]

    @property
    def parked(self) -> list[dict[str, str]]:
        """What was put aside: each with its "id" and "text"."""
        return list(self.box.fact("parked", []))

    def rounds(self, question: str) -> tuple[Round, ...]:
        """Return the rounds of a question so far."""
        return self.box.rounds(question)

    def newest(self, question: str) -> Round | None:
        """Return the newest round of a question."""
        rounds = self.box.rounds(question)
        return rounds[-1] if rounds else None

    def merges(self, question: str) -> list[Merge]:
        """Return which texts of a question are taken as one idea."""
        kept = self.box.fact("merged", {}).get(question, [])
        return [Merge(each["option"], tuple(each["texts"]), each["wording"]) for each in kept]

    def answers(self, round: Round) -> list[Answer]:
        """Return the answers of a closed round, in random order, with their texts merged.

        Raises:
            Hidden: it is open; or it is a survey that fewer than five have answered.
        """
        return merged(self.box.answers(round.id), self.merges(round.question))

    def compared(self, round: Round) -> list[list[Answer]]:
        """Return the answers of a closed round, after those of each round it is compared with.

        What was not revealed is not told by way of a later round either: it is empty. A survey's
        earlier rounds are there all the same, as what a few gave must not be told by subtraction.

        Raises:
            Hidden: as `answers`.
        """
        survey = self.box.question(round.question).survey
        earlier = self.box.rounds(round.question)[: round.number - 1]
        known = [
            self._seen(each) if survey or each.state == RoundState.REVEALED else []
            for each in earlier
        ]
        return [*known, self.answers(round)]

    def shows(self, window: str) -> bool:
        """Tell whether the result of the question may be seen in a window: “wall” or “phones”."""
        newest = self.newest(self.question.id) if self.question else None
        held = self.box.fact("held", [])
        return bool(newest and newest.state == RoundState.REVEALED and window not in held)

    def is_few(self) -> bool:
        """Tell whether so few are here, or invited before the day, that answers may be guessed."""
        return (self.box.here() if self.is_open else self.box.invited()) < FEW

    @property
    def asked(self) -> list[str]:
        """The questions of all blocks in their order, those before the day, and the one here."""
        own = [id for block in self.blocks for id in block.get("questions", [])]
        return [
            *dict.fromkeys([*own, *self.before, *([self.question.id] if self.question else [])])
        ]

    def _seen(self, round: Round) -> list[Answer]:
        try:
            return self.answers(round)
        except Hidden:
            return []
