"""What paper needs of a room: what it asks, serials for sheets, and the way of a sheet into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.workshop.day.preparing import Preparation
from workbook.workshop.questions import Question
from workbook.workshop.reaching import Do, reach
from workbook.workshop.rounds import Round, RoundState

__all__ = ["Asked", "PaperRoom", "paper_room"]


@dataclass(frozen=True)
class Asked:
    """A question of the room, and its rounds so far."""

    question: Question
    rounds: tuple[Round, ...]

    @property
    def next(self) -> int:
        """The number of the round that is open, or of the next one."""
        return len(self.rounds) + (0 if self.open else 1)

    @property
    def open(self) -> Round | None:
        """The round that is open."""
        return next((each for each in self.rounds if each.state == RoundState.OPEN), None)


@dataclass(frozen=True)
class PaperRoom:
    """A room, as far as paper goes: `runs` tells whether its process does."""

    do: Do
    runs: bool

    def asked(self) -> tuple[Asked, ...]:
        """Return what the room asks, in the order of its agenda."""
        return tuple(map(_asked, self.do("questions")["questions"]))

    def issue(self, question: str, number: int, count: int) -> tuple[Question, list[str]]:
        """Return a question, and serials for sheets of its round of this number."""
        found = self.do("sheets", question=question, number=number, count=count)
        return Question.from_json(found["question"]), list(found["serials"])

    def take(self, round: str, serial: str, form: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
        """Put in what stands on a sheet; return what is wrong with it, a sentence for each field.

        What is about no single field stands under the empty name; nothing, where it is taken.
        """
        said = self.do("paper", round=round, serial=serial, form=dict(form))
        problems: Mapping[str, str] = said.get("problems", {})
        return problems


def paper_room(source: str, preparation: Preparation) -> PaperRoom:
    """Return the room of a workshop; its commands raise a `WorkbookError` that says what to do."""
    nothing = {"questions": {"questions": [_not_yet(each) for each in preparation.questions]}}
    found = reach(source, preparation, nothing)
    return PaperRoom(found.do, found.runs)


def _not_yet(question: Question) -> Mapping[str, Any]:
    return {"question": question.as_json(), "rounds": []}


def _asked(found: Mapping[str, Any]) -> Asked:
    rounds = (Round(**{**each, "state": RoundState(each["state"])}) for each in found["rounds"])
    return Asked(Question.from_json(found["question"]), tuple(rounds))
