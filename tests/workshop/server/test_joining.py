"""A code on the wall lets a phone in, while a session is open and no longer."""

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.workshop.server.served import NETWORK, Phone, Served, served
from workbook.workshop.questions import Kind, Option, Question
from workbook.workshop.server.doors import local_addresses

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


def test_whoever_scanned_the_code_is_not_told_to_type_it(room: Served) -> None:
    scanned = Phone(room).get(f"/j/{room.do('state')['state']['code']}").text
    assert "press the button" in scanned
    assert "Type the code" not in scanned
    assert "Type the code" in Phone(room).get("/").text


def test_where_one_thing_is_asked_there_is_one_way_to_give_no_answer(room: Served) -> None:
    phone = room.phone()
    room.opened("sure")
    assert "no answer" not in phone.get().text
    assert "I abstain" in phone.get().text


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


def test_a_hotspot_that_is_turned_on_meanwhile_is_listened_to_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbook.workshop.server.doors._EVERY", 0.05)
    networks = [NETWORK]
    with served(tmp_path / "hotspot.room", SURE, find=lambda: networks) as room:
        phone = room.phone()
        networks[:] = ["127.0.0.3"]
        wanted = [f"127.0.0.3:{room.port}"]
        end = time.monotonic() + 10
        while room.do("state")["state"]["addresses"] != wanted and time.monotonic() < end:
            time.sleep(0.05)
        assert room.do("state")["state"]["addresses"] == wanted
        assert Phone(room, phone.own, "127.0.0.3").get().status == 200


@pytest.mark.parametrize(
    "address, local",
    [
        ("192.168.1.7", True), ("10.0.0.5", True), ("172.20.10.2", True),
        ("127.0.0.1", False), ("169.254.3.4", False), ("8.8.8.8", False),
    ],
)  # fmt: skip
def test_only_addresses_of_local_networks_are_listened_to(
    address: str, local: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = SimpleNamespace(family=socket.AF_INET, address=address)
    monkeypatch.setattr("psutil.net_if_addrs", lambda: {"wlan": [named], "off": [named]})
    up = {"wlan": SimpleNamespace(isup=True), "off": SimpleNamespace(isup=False)}
    monkeypatch.setattr("psutil.net_if_stats", lambda: up)
    assert local_addresses() == ([address] if local else [])


def test_what_a_phone_remembers_is_for_this_room_alone_and_no_script_reads_it(room: Served) -> None:
    phone = Phone(room)
    set_cookie = phone.join(room.do("state")["state"]["code"]).headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {*set_cookie.split("; ")}
