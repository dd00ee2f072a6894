from pathlib import Path

import pytest

from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.paper.codes import Room
from workbook.workshop.questions import Kind, Option, Question

OPTIONS = (
    Option("oven", "A second oven", "Bought new, with a service contract"),
    Option("shop", "A shop in the station"),
    Option("van", "A van that brings bread to the offices on the other side of the river"),
)
PRICED = tuple(Option(each.id, each.name, cost=10_000) for each in OPTIONS)
CRITERIA = (Option("cost", "Cost"), Option("gain", "Gain"))


def asked(kind: Kind, options: tuple[Option, ...] = OPTIONS, **more: object) -> Question:
    name = more.pop("id", kind.value)
    return Question(str(name), kind, f"A {kind} of what?", options, **more)  # type: ignore[arg-type]


QUESTIONS = (
    asked(Kind.LIST),
    asked(Kind.SCALE, ends=("not at all", "completely"), reasons=True),
    asked(Kind.MATRIX, criteria=CRITERIA),
    asked(Kind.POINTS, most=10),
    asked(Kind.POINTS, id="hundred", most=100),
    asked(Kind.POINTS, PRICED, id="budget", most=20_000, unit="CHF"),
    asked(Kind.RANKING),
    asked(Kind.ESTIMATE, unit="loaves"),
    asked(Kind.CONSENT),
    asked(Kind.WRITING),
    asked(Kind.RESPONSE),
)
"""All nine kinds, points in their three forms."""


@pytest.fixture
def box(tmp_path: Path) -> BallotBox:
    made = BallotBox(tmp_path / "bakery.room")
    made.ask(QUESTIONS)
    return made


@pytest.fixture(scope="session")
def room() -> Room:
    return Room("workbook-1", "session-1", "Rise Bakery", "Where we go in 2027")
