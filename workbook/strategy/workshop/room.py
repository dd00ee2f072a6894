"""What a room decided and what it left for later: only what everybody saw, and nobody's name."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.entity import Entity, Nouns, choice, long_text, number, one, text
from workbook.strategy.plan import Plan

__all__ = ["Asked", "Became", "Parked", "SessionOutcome", "Settled", "asks"]

Asked: TypeAlias = Literal[
    "list", "scale", "matrix", "points", "ranking", "estimate", "consent", "writing", "response"
]
Settled: TypeAlias = Literal["agreed", "moving", "split", "unsettled", "counted"]
Became: TypeAlias = Literal["now", "owner", "dropped"]

SETTLED = {
    "agreed": "agreed",
    "moving": "still moving",
    "split": "split",
    "unsettled": "not settled yet",
    "counted": "counted",
}


class SessionOutcome(Entity, table=True):
    """What a room said to one question about one thing, as it was revealed to all.

    `question` names what was asked, and `item` what it was about, as the round knew them. Neither
    is a reference: what they name may be removed, and what was said stays. Dissent has no names.
    """

    __tablename__ = "session_outcome"
    nouns = Nouns("outcome of a workshop", "outcomes of a workshop")
    line = ("name", "about", "settled")

    session_id: str = one("session", "Workshop", required=True)
    question: str = text("Question", "The name by which it was prepared.", required=True, limit=80)
    name: str = text("What was asked", "As it stood on the screens.", required=True, limit=300)
    item: str = text("Item", "What in the workbook it was about.", limit=80)
    about: str = text("About", "What it was about, in words; empty: the question as a whole.")
    kind: Asked = choice("Kind of question", default="scale")
    rounds: int = number("Rounds", default=1, ge=1, le=20)
    voters: int = number("Voters", "How many gave an answer.", default=0, ge=0, le=200)
    settled: Settled = choice("Outcome", default="counted", labels=SETTLED)
    sentence: str = text("Said with it", "The sentence printed with it.", required=True, limit=600)
    dissent: str = long_text("Dissent", "Reasons against it, one a line, with no names.")

    @property
    def objections(self) -> tuple[str, ...]:
        """The reasons against it, one by one."""
        return tuple(filter(None, map(str.strip, self.dissent.splitlines())))


class Parked(Entity, table=True):
    """Something that came up and was left for later, and what became of it at the close."""

    nouns = Nouns("parked item", "parked items")

    session_id: str = one("session", "Workshop", required=True)
    name: str = text("Parked", "In the words of the one who said it.", required=True, limit=300)
    became: Became | None = choice(
        "What becomes of it", "Said at the close, item by item.", default=None,
        labels={"now": "Done at once", "owner": "Somebody takes it", "dropped": "Dropped"},
    )  # fmt: skip
    owner_id: str | None = one("person", "Taken by", "The one person who sees to it.")

    @property
    def lacks(self) -> str:
        """What is still to be said of it, as it stands in a sentence; empty once all is."""
        if self.became is None:
            return "what becomes of it"
        return "who takes it" if self.became == "owner" and not self.owner_id else ""


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield that a room was held, once it was; nothing that anybody has to give."""
    if plan.all(SessionOutcome):
        yield Ask(True, "Hold the workshop.", essential=False)
