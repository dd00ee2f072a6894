"""A code on the wall lets a phone in, while a session is open and no longer."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.workshop.server.served import NETWORK, Phone, Served, served
from workbook.workshop.questions import Kind, Option, Question

SURE = Question("sure", Kind.SCALE, "How sure are you?", (Option("plan", "The plan"),))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path / "bakery.room", SURE) as room:
        yield room


def test_a_phone_joins_with_the_code_and_votes_and_the_facilitator_sees_that_one_has(
    room: Served,
) -> None:
    phone = room.phone()
    round = room.opened("sure")
    assert "How sure are you?" in phone.get().text
    assert phone.vote(a__plan="4").place == phone.own
    assert "Your answer is in" in phone.get().text
    turnout = room.do("state")["state"]["turnout"]
    assert (turnout["here"], turnout["voted"], turnout["ready"]) == (1, 1, 1)
    assert round


def test_the_network_is_listened_to_only_while_a_session_is_open(tmp_path: Path) -> None:
    with served(tmp_path / "bakery.room", SURE, begin=False) as room:
        with pytest.raises(ConnectionRefusedError):
            Phone(room).get("/")
        assert room.do("begin")["state"]["addresses"] == [f"{NETWORK}:{room.port}"]
        assert Phone(room).get("/").status == 200
        assert room.do("end")["state"]["addresses"] == []
        with pytest.raises(ConnectionRefusedError):
            Phone(room).get("/")


def test_nothing_of_the_facilitator_is_behind_the_door_to_the_network(room: Served) -> None:
    for path in ("/control", "/control/follow", "/wall"):
        assert room.ask("POST", path, "{}", {"X-Room-Key": "x"}, NETWORK).status in (400, 404)
        assert room.ask("GET", path, address=NETWORK).status == 404


def test_an_agenda_that_is_longer_than_any_ballot_is_taken(room: Served) -> None:
    told = "x" * 2000
    large = [
        Question(f"q{n}", Kind.SCALE, "How sure?", tuple(Option(f"o{m}", told) for m in range(60)))
        for n in range(10)
    ]
    block = {"id": "all", "title": "All", "minutes": 30, "questions": [each.id for each in large]}
    said = room.do("prepare", session={}, blocks=[block], questions=[q.as_json() for q in large])
    assert said["ok"]


def test_who_waits_when_the_process_ends_is_answered_and_nothing_is_complained_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with ThreadPoolExecutor(8) as phones:
        with served(tmp_path / "ending.room", SURE) as room:
            own = [room.phone() for _ in range(8)]
            scene = json.loads(own[0].get(f"{own[0].own}/follow?scene=x").text)["scene"]
            waiting = [phones.submit(each.get, f"{each.own}/follow?scene={scene}") for each in own]
            time.sleep(0.3)  # until each stands in line
            assert not any(each.done() for each in waiting)
        assert [each.result().status for each in waiting] == [200] * 8
    assert caplog.text == ""
