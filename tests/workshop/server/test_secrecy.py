"""What was answered is told by no outlet before the close, and whose it is by none at all."""

import json
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tornado.websocket import websocket_connect

from tests.workshop.server.served import KEY, NETWORK, Phone, Served, served
from workbook import create_workbook
from workbook.cli import main
from workbook.store import copies
from workbook.workshop.questions import Kind, Option, Question
from workbook.workshop.server.app import serving

MARK = "xylophone"
IDEAS = Question("ideas", Kind.WRITING, "What is in our way?", (Option("t", "In your own words"),))
SURE = Question("sure", Kind.SCALE, "How sure are you?", (Option("plan", "The plan"),))
MOOD = Question(
    "mood", Kind.SCALE, "How are you led?", (Option("lead", "I am led well"),), survey=True
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path / "bakery.room", IDEAS, MOOD) as room:
        yield room


def test_an_open_round_is_told_to_its_voter_alone(room: Served) -> None:
    voter, other = room.phone(), room.phone()
    id = room.opened("ideas")
    voter.vote(a__t=MARK)
    assert MARK in voter.get().text
    outlets = [
        other.get().text,
        other.get(f"{other.own}?change={id}").text,
        other.get(f"{other.own}/follow?scene=x").text,
        Phone(room).get("/").text,
        *(json.dumps(room.do(command)) for command in ("state", "outcome", "reveal", "step")),
    ]
    for outlet in outlets:
        assert MARK not in outlet
        assert voter.own.removeprefix("/v/") not in outlet


def test_a_result_that_is_closed_and_not_revealed_is_on_no_phone(room: Served) -> None:
    voter, other = room.phone(), room.phone()
    room.opened("ideas")
    voter.vote(a__t=MARK)
    room.do("close")
    assert MARK not in other.get().text
    room.do("reveal")
    assert MARK in other.get().text
    room.do("hold", window="phones", held=True)
    assert MARK not in other.get().text


@pytest.mark.parametrize("revealed", [False, True])
def test_nor_does_a_later_round_tell_of_one_that_was_not_revealed(
    tmp_path: Path, revealed: bool
) -> None:
    with served(tmp_path / "bakery.room", SURE) as room:
        people = [room.phone() for _ in range(5)]
        for value in "25":
            room.opened("sure")
            for person in people:
                person.vote(a__plan=value)
            room.do("close")
            if revealed or value == "5":
                room.do("reveal")
        [told] = room.do("outcome")["results"]
        assert bool(told["result"]["items"][0]["before"]) is revealed
        assert ("since the last round" in people[0].get().text) is revealed


def test_a_survey_of_fewer_than_five_is_revealed_to_nobody(room: Served) -> None:
    phones = [room.phone() for _ in range(4)]
    room.opened("mood")
    for phone in phones:
        phone.vote(a__lead="1")
    room.do("close")
    assert not room.do("reveal")["ok"]
    assert "chose" not in phones[0].get().text


def test_the_console_s_line_wants_the_key_first_and_tells_of_no_answer(tmp_path: Path) -> None:
    import asyncio

    async def walk() -> list[str]:
        async with serving(tmp_path / "bakery.room", KEY, find=lambda: []) as doors:
            address = f"ws://127.0.0.1:{doors.port}/control/follow"
            stranger = await websocket_connect(address)
            await stranger.write_message("another key, as long as it is")
            assert await stranger.read_message() is None
            line = await websocket_connect(address)
            await line.write_message(KEY)
            heard = [await line.read_message()]
            await line.write_message(json.dumps({"do": "begin", "id": 7}))
            heard += [await line.read_message() for _ in range(2)]
            await line.write_message("no JSON")
            heard.append(await line.read_message())
            line.close()
            return [str(each) for each in heard]

    heard = asyncio.run(walk())
    assert any('"id": 7' in each and '"ok": true' in each for each in heard)
    assert json.loads(heard[0])["state"]["open"] is False


@pytest.mark.parametrize("origin", ["http://evil.example", "http://192.168.1.7:8888", "null"])
def test_a_page_from_elsewhere_gets_no_line_to_the_room(room: Served, origin: str) -> None:
    connection = HTTPConnection("127.0.0.1", room.port, timeout=5)
    connection.request(
        "GET", "/control/follow",
        headers={
            "Origin": origin, "Connection": "Upgrade", "Upgrade": "websocket",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13",
        },
    )  # fmt: skip
    assert connection.getresponse().status == 403
    connection.close()


@pytest.mark.parametrize("headers", [{}, {"X-Room-Key": "x" * 24}, {"X-Room-Key": "é"}])
def test_nothing_is_done_without_the_key(room: Served, headers: dict[str, str]) -> None:
    answer = room.ask("POST", "/control", '{"do": "end"}', headers)
    assert answer.status == 403 and "state" not in answer.text
    assert room.do("state")["state"]["open"]


def test_a_page_s_request_is_no_command_even_with_the_key(room: Served) -> None:
    headers = {"X-Room-Key": KEY, "Origin": "http://127.0.0.1:8888"}
    assert room.ask("POST", "/control", '{"do": "end"}', headers).status == 403


def test_neither_what_was_sent_nor_who_sent_it_is_in_the_log(tmp_path: Path) -> None:
    """The process is asked for all that goes wrong, and says nothing of it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "workbook.workshop", str(tmp_path / "bakery.room")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdin and process.stdout
    process.stdin.write(f"{KEY}\n")
    process.stdin.flush()
    try:
        port = json.loads(process.stdout.readline())["port"]
        room = Served(port, tmp_path / "bakery.room")
        home = Phone(room, address="127.0.0.1")
        tokens = room.do("invite", names=["Marta"])["tokens"]
        own = f"/v/{tokens['Marta']}"
        for path in (own, f"{own}/follow?scene=x", f"/v/{MARK}", f"/j/{MARK}", f"/{MARK}?{MARK}"):
            home.get(path)
        home.post("/", {"code": MARK})
        home.post(f"{own}/0123456789abcdef", {"a.t": MARK})
        room.ask("POST", f"{own}/0123456789abcdef", f"%{MARK}".encode(), {"Content-Type": "x/y"})
        room.ask("POST", "/control", f'{{"do": "go", "block": "{MARK}"}}', {"X-Room-Key": KEY})
    finally:
        said, _ = process.communicate(timeout=10)
    assert process.returncode == 0
    assert said == ""


def test_a_fault_of_ours_is_logged_without_the_address_or_what_was_sent(
    room: Served, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone, id = room.phone(), room.opened("ideas")

    def broken(*_: object) -> None:
        raise RuntimeError(f"with {MARK} in it")

    monkeypatch.setattr("workbook.workshop.server.phones.read_answer", broken)
    answer = phone.post(f"{phone.own}/{id}", {"a.t": MARK})
    assert answer.status == 500 and "on the room" in answer.text
    assert MARK not in caplog.text and phone.own not in caplog.text
    assert "RuntimeError" in caplog.text


def test_a_room_s_file_is_for_its_owner_alone(room: Served) -> None:
    if sys.platform == "win32":
        pytest.skip("rights are others on Windows")
    assert room.path.stat().st_mode & 0o777 == 0o600


def test_what_is_made_of_a_workbook_holds_nothing_of_the_ballots_beside_it(tmp_path: Path) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    source = Path(book.source)
    book.store.close()
    with served(source.with_name(f"{source.stem}-4b1c9f20.room"), IDEAS) as room:
        phone = room.phone()
        room.opened("ideas")
        phone.vote(a__t=MARK)
        before = {*tmp_path.rglob("*")}
        assert main(["export", str(source), str(tmp_path / "exported")]) == 0
        copies.keep(source, "before the workshop")
        made = [each for each in tmp_path.rglob("*") if each.is_file() and each not in before]
        assert len(made) > 2
        for path in (source, *made):
            assert MARK.encode() not in path.read_bytes()


def test_the_network_hears_of_the_end_and_then_nothing_more(room: Served) -> None:
    phone = room.phone()
    waiting = HTTPConnection(NETWORK, room.port, timeout=5)
    scene = json.loads(phone.get(f"{phone.own}/follow?scene=x").text)["scene"]
    waiting.request("GET", f"{phone.own}/follow?scene={scene}")
    room.do("end")
    heard = json.loads(waiting.getresponse().read())
    assert heard["open"] is False and heard["scene"] != scene
    with pytest.raises(ConnectionRefusedError):
        phone.get()
