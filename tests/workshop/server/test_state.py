"""What the facilitator's page and the projector are told, and above all what they are not."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from workbook.errors import WorkbookError
from workbook.workshop.answers import Answer
from workbook.workshop.ballot_box import BallotBox
from workbook.workshop.day.timetable import Slot, Timetable
from workbook.workshop.questions import Kind, Option, Question
from workbook.workshop.room import Room
from workbook.workshop.server.clock import more_time
from workbook.workshop.server.control import did
from workbook.workshop.server.shown import outcome
from workbook.workshop.server.state import facilitator, wall

OVENS = (Option("deck", "Deck oven"), Option("rack", "Rack oven"))
SURE = Question("sure", Kind.SCALE, "How sure are you?", OVENS, reasons=True)
SIGNS = Question("signs", Kind.SCALE, "How true is this?", OVENS[:1], survey=True)
IDEAS = Question("ideas", Kind.LIST, "What should we start?", (Option("top", "Start"),))
BLOCKS = [
    {"id": "open", "title": "Opening", "minutes": 20, "questions": ["sure", "signs", "ideas"]},
    {"id": "route", "title": "Route", "minutes": 40, "questions": []},
    {"id": "close", "title": "Close", "minutes": 15, "questions": []},
]
DAY = Timetable(
    9 * 60,
    (
        Slot("open", "Opening", 20, least=10),
        Slot("route", "Route", 40, least=30),
        Slot("close", "Close", 15, may_drop=True),
    ),
)
SESSION = {"business": "Rise Bakery", "title": "Where we go", "timetable": DAY.as_json()}
NINE = datetime(2026, 3, 4, 9, 0).timestamp()


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NINE

    def __call__(self) -> float:
        """Return what time it is."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Nine o'clock."""
    return Clock()


@pytest.fixture
def room(tmp_path: Path, clock: Clock) -> Iterator[Room]:
    """A bakery's room, begun at nine as planned."""
    box = BallotBox(tmp_path / "bakery.room")
    made = Room(box, clock)
    made.prepare(SESSION, BLOCKS, [SURE, SIGNS, IDEAS])
    made.begin()
    made.go("open")
    yield made
    box.close()


def voted(room: Room, *values: int, reason: str = "It pays for itself by May") -> None:
    """Open a round in which so many people give these values."""
    tokens = [room.join() for _ in values]
    asked = room.open_round()
    for token, value in zip(tokens, values, strict=True):
        room.cast(token, asked.id, Answer({"deck": value}, {"deck": reason}))


def told(state: dict[str, Any], words: str) -> bool:
    """Tell whether these words stand anywhere in what a window is sent."""
    return words in json.dumps(state, ensure_ascii=False)


def test_while_a_round_is_open_both_windows_know_counts_and_nothing_else(room: Room) -> None:
    voted(room, 5, 5, 1)
    for state in (facilitator(room), wall(room)):
        assert state["turnout"] == {"here": 3, "voted": 3, "ready": 3, "paper": 0}
        assert not told(state, "pays for itself")
        assert not told(state, "html")


def test_the_facilitator_sees_a_closed_round_before_it_is_revealed_and_the_wall_does_not(
    room: Room,
) -> None:
    voted(room, 5, 5, 1)
    room.close_round()
    assert told(facilitator(room), "pays for itself")
    assert not told(wall(room), "pays for itself")
    room.reveal()
    assert told(wall(room), "pays for itself")
    room.hold("wall", True)
    assert wall(room)["result"] is None


def test_a_survey_of_fewer_than_five_stays_hidden_from_the_facilitator_too(room: Room) -> None:
    room.show("signs")
    voted(room, 5, 5, 1)
    room.close_round()
    assert facilitator(room)["question"]["result"] == {
        "hidden": "Fewer than 5 have answered, so that answers could be guessed."
    }


def test_no_window_is_told_who_was_invited_and_the_wall_has_no_word_for_the_facilitator(
    room: Room,
) -> None:
    token = room.invite(["Ann Miller"])["Ann Miller"]
    room.cast(token, room.open_round().id, Answer({"deck": 2}))
    room.close_round()
    room.park("Parking lot: Ben’s pay")
    for state in (facilitator(room), wall(room)):
        assert not told(state, "Ann Miller")
        assert not told(state, token)
    assert not told(wall(room), "Ben’s pay")
    assert {"behind", "overrun", "blocks", "parked", "session", "planned"}.isdisjoint(wall(room))


def test_what_people_typed_is_escaped_in_a_result(room: Room) -> None:
    voted(room, 5, 1, reason="<script>alert(1)</script>")
    room.close_round()
    assert not told(facilitator(room), "<script>")
    assert told(facilitator(room), "&lt;script&gt;")


def test_a_sentence_that_stands_in_the_drawing_is_not_said_again_beside_it(
    tmp_path: Path, clock: Clock
) -> None:
    stands = Question("stands", Kind.CONSENT, "Does it stand?", (Option("deck", "One page a day"),))
    room = Room(BallotBox(tmp_path / "consent.room"), clock)
    room.prepare(SESSION, [{**BLOCKS[0], "questions": ["stands"]}], [stands])
    room.begin()
    room.show("stands")
    assert wall(room)["asked"]["help"] == "One page a day"  # what “it” is, while they answer
    tokens = [room.join() for _ in range(5)]
    asked = room.open_round()
    for token in tokens:
        room.cast(token, asked.id, Answer({"deck": "no"}))
    room.close_round()
    room.reveal()
    html = wall(room)["result"]["html"].split("wr-words")[1]
    assert "Objections: 5 of 5" not in html
    assert "<h3>" not in html
    assert "Hear the objections" in html


def test_what_is_parked_in_the_room_is_still_due(tmp_path: Path, clock: Clock) -> None:
    due = {"name": "parked", "words": "Nothing is left in the parking lot.", "met": True}
    room = Room(BallotBox(tmp_path / "parked.room"), clock)
    room.prepare(SESSION, [{**BLOCKS[0], "due": [due]}], [SURE, SIGNS, IDEAS])
    room.begin()
    [told] = facilitator(room)["blocks"][0]["due"]
    assert told == {"words": "Nothing is left in the parking lot.", "met": True}
    room.park("Who washes the aprons?")
    [told] = facilitator(room)["blocks"][0]["due"]
    assert told == {"words": "1 thing is parked today, and not settled yet.", "met": False}


def test_the_agenda_says_what_is_done_what_is_now_and_when_each_block_ends(room: Room) -> None:
    room.step()
    assert [
        (each["title"], each["state"], each["starts"], each["ends"])
        for each in facilitator(room)["blocks"]
    ] == [
        ("Opening", "done", "09:00", "09:20"),
        ("Route", "now", "09:20", "10:00"),
        ("Close", "next", "10:00", "10:15"),
    ]


def test_a_block_that_begins_late_is_behind_and_its_end_as_planned_stays(
    room: Room, clock: Clock
) -> None:
    clock.now = NINE + 26 * 60
    room.step()
    at = facilitator(room)["clock"]
    assert (at["ends"] - at["planned"]) / 60 == 6
    assert at["day_ends"] == "10:15"
    assert "planned" not in wall(room)["clock"]


def test_a_room_opened_at_quite_another_hour_counts_from_then(tmp_path: Path) -> None:
    evening = Room(BallotBox(tmp_path / "late.room"), lambda: NINE + 9 * 3600)
    evening.prepare(SESSION, BLOCKS, [SURE, SIGNS, IDEAS])
    evening.begin()
    state = facilitator(evening)
    assert state["blocks"][0]["starts"] == "18:00"
    assert state["clock"]["ends"] == state["clock"]["planned"]


def test_a_block_that_needs_more_time_takes_it_from_the_next_or_another_is_dropped(
    room: Room,
) -> None:
    room.note(need=10)
    ways = {each["way"]: each for each in facilitator(room)["overrun"]}
    assert ways["take"]["words"] == "Take 10 minutes from “Route”: it has 30 instead of 40."
    more_time(room, "take")
    assert [each["minutes"] for each in facilitator(room)["blocks"]] == [30, 30, 15]
    room.note(need=10)
    more_time(room, "drop", "close")
    assert [each["state"] for each in facilitator(room)["blocks"]] == ["now", "next", "dropped"]
    with pytest.raises(WorkbookError):
        more_time(room, "drop", "close")


def test_the_codes_on_the_wall_are_the_wi_fi_and_then_the_address(room: Room) -> None:
    room.addresses = ["192.168.1.20:8000"]
    room.wifi = "Guests", "bread;1"
    joining = wall(room)["joining"]
    assert joining["address"] == "192.168.1.20:8000"
    assert joining["wifi_code"].startswith("<svg")
    assert not told(wall(room), "bread;1")
    assert "bread;1" not in (room.box.path).read_bytes().decode("latin-1")


def test_ideas_that_say_the_same_are_merged_by_a_person_and_everybody_counts_once(
    room: Room,
) -> None:
    room.show("ideas")
    people = [["Sunday bread", "Bread on Sundays"], ["Bread on Sundays!"], ["A van"]]
    tokens = [room.join() for _ in people]
    asked = room.open_round()
    for token, texts in zip(tokens, people, strict=True):
        room.cast(token, asked.id, Answer({"top": texts}))
    room.close_round()
    [proposed] = facilitator(room)["question"]["merging"]["proposed"]
    assert set(proposed["texts"]) == {"Sunday bread", "Bread on Sundays"}
    did(room, {"do": "merge", "question": "ideas", **proposed})
    [found] = outcome(room, room.rounds("ideas")[0]).items
    assert [(each.text, each.people) for each in found.texts] == [
        ("Bread on Sundays", 2),
        ("A van", 1),
    ]
    assert facilitator(room)["question"]["merging"] == {"proposed": [], "done": 1}
    did(room, {"do": "merge", "question": "ideas"})
    assert facilitator(room)["question"]["merging"]["done"] == 0


def test_no_merge_turns_a_vote_into_another(room: Room) -> None:
    said = did(room, {"do": "merge", "question": "sure", "option": "plan", "texts": ["no", "yes"]})
    assert said == {
        "ok": False,
        "said": "Only texts can be taken as one: a vote stays as it was given.",
    }


def test_at_the_close_only_what_was_revealed_is_read_back(room: Room) -> None:
    voted(room, 5, 5, 1)
    room.close_round()
    did(room, {"do": "wall", "shows": "decided"})
    assert wall(room)["decided"] == []
    room.reveal()
    did(room, {"do": "wall", "shows": "decided"})
    [said] = wall(room)["decided"]
    assert said["ask"] == "How sure are you?"
    assert [each["name"] for each in said["items"]] == ["Deck oven", "Rack oven"]


def test_whoever_shows_the_code_of_a_slip_has_their_answer_read_out_once_the_round_is_closed(
    room: Room,
) -> None:
    room.begin()
    room.show("sure")
    token, asked = room.join(), room.open_round()
    room.cast(token, asked.id, Answer({"deck": 1}, {"deck": "It smokes"}))
    claim = {"do": "claim", "question": "sure", "slip": room.box.slip(token, asked.id)}
    early = did(room, claim)
    assert (early["ok"], "claimed" in early) == (False, False)
    room.close_round()
    assert did(room, claim)["claimed"] == [("Deck oven", ["1", "Because: It smokes"])]
    unknown = did(room, {**claim, "slip": "0000 0000"})
    assert unknown["said"] == "No ballot of this round has that code. Look at it once more."
