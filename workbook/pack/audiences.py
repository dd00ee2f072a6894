"""For whom a pack is made: the same figures for all, and the pages that concern them."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from workbook.errors import WorkbookError
from workbook.pack.pages import PAGES
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.strategy.start.people import Department, Person
from workbook.wording import say_list
from workbook.written.names import folded

__all__ = ["BOARD", "OWNER", "Audience", "audience", "audiences", "labelled"]


@dataclass(frozen=True)
class Audience:
    """Those who read a version of the pack; `name` is that of a team or of a person.

    >>> str(Audience("team", "Bakery")), Audience("team", "Bakery").label
    ('team:Bakery', 'For the team Bakery')
    """

    kind: Literal["owner", "board", "team", "person"]
    name: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}" if self.name else self.kind

    @property
    def label(self) -> str:
        """What the version is called where it is printed; the owner's is the pack itself."""
        named = {"board": "For the board", "team": f"For the team {self.name}"}
        return named.get(self.kind, f"For {self.name}" if self.name else "")

    @property
    def personal(self) -> bool:
        """Whether it is a page about those who read it, which carries nothing about others."""
        return self.kind in ("team", "person")

    @property
    def in_file_name(self) -> str:
        """The end of its file's name, which no other audience's is."""
        if self.kind == "owner":
            return ""
        name = re.sub(r"[^\w.-]+", "-", self.name).strip("-.")
        name = name.encode()[:_FILE_NAME].decode(errors="ignore")
        # What a file's name cannot have is told apart by a mark: “A B” from “A/B”, 🎉 from 🥐.
        lost = name.replace("-", " ") != self.name
        mark = hashlib.sha256(self.name.encode()).hexdigest()[:6] if lost and self.name else ""
        return "-".join(("", *filter(None, (self.kind, name, mark))))

    @property
    def left_out(self) -> Mapping[str, str]:
        """The pages that it lacks, each with the reason."""
        if self.kind == "board":
            return _NOT_FOR_A_BOARD
        why = "It is about the whole business. What concerns them stands on their own page."
        return {name: why for name in PAGES if name != "sources"} if self.personal else {}

    @property
    def parts_left_out(self) -> Mapping[tuple[str, str], str]:
        """The parts that its pages lack, by page and heading, each with the reason."""
        return _PARTS_NOT_FOR_A_BOARD if self.kind == "board" else {}


_FILE_NAME = 100  # bytes of a name; systems take 255 for a file's, with what stands round it

OWNER, BOARD = Audience("owner"), Audience("board")

_NOT_FOR_A_BOARD = {
    "swot": "The analysis behind the strategy, which the owner works with. The strategy is in it.",
    "alignment": "Who carries what is for the owner to settle.",
    "session": "What a room said is for those who were in it. What split it comes as a paper.",
    "signs": "What people say of the business is for those who work in it.",
    "map": "What helps what is a guess that the owner tests. The objectives are in the strategy.",
    "noise": "What explaining noise costs is for those who ask the questions.",
    "effort": "Where money and hours go is for the owner to settle. It asks, and does not judge.",
    "technology": "Tool by tool is for the owner. What must be decided on them is in it.",
}

_PARTS_NOT_FOR_A_BOARD = {
    ("choices", "What this rests on"): "The ends of each scale are for those who score.",
    ("futures", "Small bets"): "What is tried outside the plan is for those who try it.",
    ("lessons", "What moves together?"): "It is a hint to look further, for those who look.",
    ("lessons", "How sure were we?"): "How good forecasts are is for those who give them.",
    ("lessons", "What we thought before we looked"): "Guesses are for those who make them.",
}


def audience(plan: Plan, written: str) -> Audience:
    """Return the audience that somebody asks for: `board`, `team:Bakery`, `person:Maya Keller`.

    Raises:
        WorkbookError: there is no such audience, team or person; the sentence says who there is.
    """
    kind, _, name = (part.strip() for part in written.partition(":"))
    if folded(kind) in ("", "owner", "board") and not name:
        return BOARD if folded(kind) == "board" else OWNER
    if folded(kind) == "team":
        return Audience("team", _known(plan.all(Department), name, "team"))
    if folded(kind) == "person":
        return Audience("person", _known(plan.all(Person), name, "person"))
    raise WorkbookError(
        f"There is no version for “{written}”. Ask for owner, board, team:NAME or person:NAME."
    )


def audiences(plan: Plan) -> tuple[Audience, ...]:
    """Return every audience that there can be: the owner, the board, each team, each person."""
    teams = (Audience("team", each.name) for each in plan.all(Department))
    here = (each for each in plan.all(Person) if not each.has_left(plan.today))
    people = (Audience("person", each.name) for each in here)
    return tuple(dict.fromkeys((OWNER, BOARD, *teams, *people)))


def labelled(label: str) -> Audience:
    """Return which audience without a name of its own a printed label means; else the owner."""
    return BOARD if label == BOARD.label else OWNER


def _known(records: tuple[Entity, ...], name: str, kind: str) -> str:
    names = [str(getattr(record, "name", "")) for record in records]
    found = [each for each in names if folded(each) == folded(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise WorkbookError(f"More than one {kind} is called “{name}”. Tell them apart by name.")
    there = f"There is {say_list(names)}." if names else "None is written down yet."
    raise WorkbookError(f"No {kind} is called “{name}”. {there}")
