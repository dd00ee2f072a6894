"""The room's process prints serials and takes sheets, for whoever has its key."""

from pathlib import Path
from typing import Any

import pytest

from tests.workshop.paper.conftest import asked
from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.paper.serials import new_serial
from workbook.workshop.questions import Kind, Question
from workbook.workshop.room import Room
from workbook.workshop.server.control import did

SCALE = asked(Kind.SCALE)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    made = Room(BallotBox(tmp_path / "bakery.room"))
    block = {"id": "b", "title": "B", "minutes": 20, "questions": ["scale"]}
    made.prepare({"id": "s"}, [block], [SCALE])
    made.begin()
    made.show("scale")
    return made


def said(room: Room, command: str, **body: Any) -> dict[str, Any]:
    answer = did(room, {"do": command, **body})
    assert answer["ok"], answer
    return answer


def test_a_sheet_is_printed_before_its_round_and_taken_in_it(room: Room) -> None:
    printed = said(room, "sheets", question="scale", number=1, count=2)
    assert Question.from_json(printed["question"]) == SCALE
    first, second = printed["serials"]
    round = said(room, "open")["round"]
    seen: list[int] = []
    room.watch(lambda: seen.append(room.box.turnout(round).paper))
    given = {"round": round, "form": {"a.oven": ["4"]}}
    assert said(room, "paper", serial=first, **given)["first"]
    assert said(room, "paper", serial=second, **given)["first"]
    assert not said(room, "paper", serial=second, **given)["first"]
    assert seen == [1, 2, 2]
    [known] = said(room, "questions")["questions"]
    assert Question.from_json(known["question"]) == SCALE
    assert known["rounds"] == [{"id": round, "question": "scale", "number": 1, "state": "open"}]


def test_what_is_wrong_with_a_sheet_is_said_in_words(room: Room) -> None:
    round = said(room, "open")["round"]
    answer = said(room, "paper", serial=new_serial(), round=round, form={"a.oven": ["4"]})
    assert answer["problems"]["serial"].startswith("No sheet of this room has the serial")
    assert not did(room, {"do": "sheets", "question": "scale", "number": 1, "count": 9000})["ok"]
