"""A room goes from block to block, opens, closes, reveals, and is where it was after a restart."""

from pathlib import Path

import pytest

from workbook.errors import NotFound
from workbook.workshop.answers import Answer
from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.messages import Refused
from workbook.workshop.questions import Kind, Option, Question
from workbook.workshop.room import Room
from workbook.workshop.rounds import Hidden, RoundState

PLAN = (Option("plan", "The plan"),)
SURE = Question("sure", Kind.SCALE, "How sure are you?", PLAN)
MOOD = Question("mood", Kind.SCALE, "How was the day?", PLAN, high=10)
BLOCKS = [
    {"id": "open", "title": "Opening", "minutes": 20, "questions": ["sure"]},
    {"id": "close", "title": "Close", "minutes": 15, "questions": ["mood"]},
]


@pytest.fixture
def room(tmp_path: Path) -> Room:
    made = Room(BallotBox(tmp_path / "bakery.room"), clock=lambda: 1000.0)
    made.prepare({"business": "Rise Bakery"}, BLOCKS, [SURE, MOOD])
    return made


def test_nobody_joins_a_closed_room_and_a_late_joiner_is_at_the_block_of_the_others(
    room: Room,
) -> None:
    with pytest.raises(Hidden):
        room.join()
    room.begin()
    room.step()
    token = room.join()
    asked = room.open_round()
    room.cast(token, asked.id, Answer({"plan": 9}))
    assert room.box.turnout(asked.id).ready == 1
    assert room.question == MOOD


def test_a_result_is_shown_everywhere_at_once_unless_it_is_held(room: Room) -> None:
    room.begin()
    room.show("sure")
    token, asked = room.join(), room.open_round()
    room.cast(token, asked.id, Answer({"plan": 3}))
    with pytest.raises(Hidden):
        room.reveal()
    assert not room.shows("wall")
    room.close_round()
    assert not room.shows("wall")
    room.reveal()
    assert (room.shows("wall"), room.shows("phones")) == (True, True)
    room.hold("phones", True)
    assert (room.shows("wall"), room.shows("phones")) == (True, False)
    room.hold("phones", False)
    assert room.shows("phones")
    with pytest.raises(NotFound):
        room.hold("street", True)


def test_going_on_closes_what_is_open_and_loses_nothing(room: Room) -> None:
    room.begin()
    room.go("open")
    token, asked = room.join(), room.open_round()
    room.cast(token, asked.id, Answer({"plan": 3}))
    room.step()
    assert room.box.round(asked.id).state == RoundState.CLOSED
    assert room.box.answers(asked.id) == [Answer({"plan": 3})]
    room.step()  # there is no further block
    assert room.block and room.block["id"] == "close"
    with pytest.raises(Refused):
        room.cast(token, asked.id, Answer({"plan": 5}))


def test_ending_at_any_time_closes_every_round_and_keeps_everything(room: Room) -> None:
    invited = room.invite(["Ann"])
    room.ask_before(["mood"])
    room.begin()
    room.go("open")
    asked = room.open_round()
    room.cast(invited["Ann"], asked.id, Answer({"plan": 3}))
    room.park("A van?")
    room.end()
    before = room.newest("mood")
    assert before and before.state == RoundState.CLOSED
    assert room.box.round(asked.id).state == RoundState.CLOSED
    assert [each["text"] for each in room.parked] == ["A van?"]


def test_a_room_that_is_started_again_is_where_it_was(room: Room) -> None:
    room.begin()
    room.step()
    room.open_round()
    again = Room(BallotBox(room.box.path))
    assert (again.code, again.is_open, again.question) == (room.code, True, MOOD)
    newest = again.newest("mood")
    assert newest and newest.state == RoundState.OPEN


def test_what_was_asked_stays_when_the_plan_is_prepared_again(room: Room) -> None:
    room.begin()
    room.show("sure")
    room.open_round()
    other = Question("sure", Kind.SCALE, "Another?", PLAN)
    fresh = Question("mood", Kind.SCALE, "And now?", PLAN)
    [said] = room.prepare(room.session, BLOCKS, [other, fresh])
    assert "stays as it was" in said
    assert room.box.question("sure") == SURE
    assert room.box.question("mood") == fresh


def test_whoever_watches_hears_of_each_change(room: Room) -> None:
    heard: list[int] = []
    stop = room.watch(lambda: heard.append(room.stamp))
    room.park("A van?")
    room.unpark(room.parked[0]["id"])
    stop()
    room.park("A bike?")
    assert len(heard) == 2
    assert heard == sorted(heard)
