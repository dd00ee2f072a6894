"""The invited answer privately before the day; who has come, and whether phones reach the room."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workshop.server.served import NETWORK, Phone, Served, served
from workbook.workshop.links import join_link, own_link
from workbook.workshop.questions import Kind, Option, Question

SKK = Question("skk", Kind.LIST, "What should we start?", (Option("start", "Start"),))
SIGNS = Question("signs", Kind.SCALE, "How clear is it?", (Option("s", "Clear"),), survey=True)
SURE = Question("sure", Kind.SCALE, "How sure are you?", (Option("plan", "The plan"),))
HOME = "127.0.0.1"


RECALL = Question("recall", Kind.LIST, "Our aims?", (Option("o", "Aims"),), survey=True)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path / "bakery.room", SURE, begin=False, private=(SKK, SIGNS)) as room:
        yield room


def invited(room: Served, *names: str) -> list[Phone]:
    tokens = room.do("invite", names=names)["tokens"]
    return [Phone(room, f"/v/{tokens[name]}", HOME) for name in names]


def test_the_invited_answer_one_question_after_the_other_on_the_consultant_s_machine(
    room: Served,
) -> None:
    marta, ben = invited(room, "Marta", "Ben")
    room.do("before", questions=["skk", "signs"])
    page = marta.get().text
    assert "Before the day" in page and "What should we start?" in page
    assert "Also asked of you" in page and "How clear is it?" in page
    marta.vote(a__start__1="Sundays")
    assert "How clear is it?" in marta.get().text
    marta.vote(a__s="4")
    page = marta.get().text
    assert "Your answer is in" in page and "You can close this page" in page
    change = re.findall(r'href="(\?change=\w+)"', page)
    assert len(change) == 2
    assert 'value="Sundays"' in "".join(marta.get(marta.own + each).text for each in change)
    # The next at the same computer is somebody else.
    assert "Sundays" not in ben.get().text
    assert marta.cookies == {}


def test_the_network_hears_the_invited_before_the_day_only_if_the_facilitator_says_so(
    room: Served,
) -> None:
    marta = invited(room, "Marta")[0]
    room.do("before", questions=["skk"])
    outside = Phone(room, marta.own)
    with pytest.raises(ConnectionRefusedError):
        outside.get()
    room.do("network", allowed=True)
    assert outside.vote(a__start__1="Sundays").status == 303
    assert Phone(room).join(room.do("state")["state"]["code"]).status == 403
    room.do("network", allowed=False)
    with pytest.raises(ConnectionRefusedError):
        outside.get()


def test_who_was_not_invited_is_not_asked_what_the_invited_are(room: Served) -> None:
    invited(room, "Marta")
    room.do("before", questions=["skk"])
    room.do("begin")
    phone = room.phone()
    assert "What should we start?" not in phone.get().text


def test_the_wall_comes_first_and_what_is_left_from_before_waits_beside_it(room: Served) -> None:
    marta = invited(room, "Marta")[0]
    room.do("before", questions=["skk"])
    room.do("begin")
    room.opened("sure")
    page = marta.get().text
    assert "<h1>How sure are you?</h1>" in page and "What should we start?" in page
    room.do("close")
    page = marta.get().text
    assert "The round is closed" in page and "What should we start?" in page


def test_only_those_who_have_come_are_counted_as_here(room: Served) -> None:
    marta, ben, *_ = invited(room, "Marta", "Ben", "Ida", "Olu", "Tom", "Una")
    room.do("begin")
    room.opened("sure")
    assert room.do("state")["state"]["turnout"]["here"] == 0
    marta.get()
    marta.get()
    ben.get()
    state = room.do("state")["state"]
    assert state["turnout"]["here"] == 2 and state["few"]


def test_a_late_joiner_is_at_the_question_of_the_others(room: Served) -> None:
    room.do("begin")
    early = room.phone()
    room.opened("sure")
    early.vote(a__plan="3")
    late = room.phone()
    page = late.get().text
    assert "<h1>How sure are you?</h1>" in page and 'value="3" checked' not in page
    assert late.vote(a__plan="5").status == 303


def test_a_phone_that_scans_the_code_again_finds_its_own_page(room: Served) -> None:
    room.do("begin")
    code = room.do("state")["state"]["code"]
    phone = room.phone()
    assert phone.get(f"/j/{code}").place == phone.own
    assert phone.post("/", {"code": code}).place == phone.own
    phone.post("/leave", {})
    assert 'name="code"' in Phone(room).get(f"/j/{code}").text
    assert f'value="{code}"' in Phone(room).get(f"/j/{code}").text


def test_the_self_test_tells_the_facilitator_that_a_phone_was_reached(room: Served) -> None:
    assert not room.do("begin")["state"]["reached"]
    Phone(room, address=HOME).get("/reached")
    assert not room.do("state")["state"]["reached"]
    assert "This phone reaches the room" in Phone(room).get("/reached").text
    assert room.do("state")["state"]["reached"]
    room.do("end")
    assert not room.do("begin")["state"]["reached"]


def test_links_lead_to_the_room_and_to_the_own_page(room: Served) -> None:
    marta = invited(room, "Marta")[0]
    address = f"{NETWORK}:{room.port}"
    assert own_link(address, marta.own[3:]) == f"http://{address}{marta.own}"
    room.do("begin")
    code = room.do("state")["state"]["code"]
    assert Phone(room).get(join_link(address, code).removeprefix(f"http://{address}")).status == 200


def test_the_language_is_the_browser_s_until_another_is_chosen(room: Served) -> None:
    room.do("begin")
    phone = Phone(room)
    german = {"Accept-Language": "xx, de-AT;q=0.9, en;q=0.5"}
    assert '<html lang="en"' in phone.get("/", **{"Accept-Language": "xx, en;q=0.5"}).text
    assert "Dem Raum beitreten" in phone.get("/", **german).text
    assert "Join the room" in phone.get("/?language=en", **german).text
    assert "Join the room" in phone.get("/", **german).text
    assert '<html lang="en"' in phone.get("/?language=../etc", **german).text


def test_figures_are_written_as_the_reader_s_language_has_them(tmp_path: Path) -> None:
    takings = Question("t", Kind.ESTIMATE, "How much?", (Option("dec", "Takings"),), unit="€")
    with served(tmp_path / "other.room", takings) as room:
        phone = room.phone()
        phone.get("/?language=de")
        room.opened("t")
        phone.vote(a__dec__low="12000", a__dec__high="15500.5")
        assert "12.000 bis 15.500,5 €" in phone.get().text
        room.do("close")
        room.do("reveal")
        page = phone.get().text
        drawn = base64.b64decode(re.findall(r"base64,([^\"]+)", page)[0]).decode()
        assert "12.000" in drawn and "12,000" not in drawn + page


def test_whole_lists_are_not_told_where_one_more_person_s_could_be_by_subtraction(
    tmp_path: Path,
) -> None:
    names = ["Ann", "Ben", "Cem", "Dora", "Eve", "Finn"]
    with served(tmp_path / "bakery.room", SURE, begin=False, private=(RECALL,)) as room:
        people = invited(room, *names)
        for answering in (people[:5], people):
            room.do("before", questions=["recall"])
            for place, person in enumerate(answering):
                assert person.vote(a__o__1=f"Aim {place % 2}").status == 303
            room.do("close_before")
            [asked] = room.do("invited")["asked"]
            assert len(asked["lists"]) == (5 if len(answering) == 5 else 0)
        assert asked["voted"] == 6
