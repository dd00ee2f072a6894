"""An invited person without a phone answers at the facilitator’s computer, which forgets them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workshop.server.served import NETWORK, Answer, Phone, Served, served
from workbook.workshop.paper.serials import OWN, is_serial, spoken
from workbook.workshop.questions import Kind, Option, Question
from workbook.workshop.server.visiting import Visit

SKK = Question("skk", Kind.LIST, "What should we start?", (Option("start", "Start"),))
SIGNS = Question("signs", Kind.SCALE, "How clear is it?", (Option("s", "Clear"),), survey=True)
HOME = "127.0.0.1"
NAMES = ("Ben", "Ida", "Marta", "Olu", "Tom")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path / "bakery.room", begin=False, private=(SKK, SIGNS)) as room:
        room.do("before", questions=["skk", "signs"], until="2026-10-05")
        yield room


def invite(room: Served, *names: str) -> dict[str, str]:
    return dict(room.do("invite", names=names)["tokens"])


def sit_down(room: Served, code: str) -> Phone:
    """Return a person's browser on the facilitator's computer, with their page open."""
    person = Phone(room, address=HOME)
    person.own = person.post("/here", {"code": code}).place
    return person


def leave(person: Phone) -> Answer:
    return person.post("/done", {})


def test_a_code_can_be_typed_in_any_way_and_a_slip_of_the_finger_is_told(room: Served) -> None:
    code = invite(room, "Marta")["Marta"]
    assert is_serial(code, OWN)
    assert "What should we start?" in sit_down(room, spoken(code).lower()).get().text
    wrong = ("A" if code[0] != "A" else "B") + code[1:]
    said = Phone(room, address=HOME).post("/here", {"code": wrong})
    assert said.status == 403 and "one letter may be wrong" in said.text
    other = Phone(room, address=HOME).post("/here", {"code": "A" * OWN})
    assert "No sheet of this workshop" in other.text


def test_the_computer_forgets_a_person_who_is_done(room: Served) -> None:
    codes = invite(room, "Marta", "Ben")
    marta = sit_down(room, codes["Marta"])
    marta.vote(a__start__1="Sundays")
    page = marta.get()
    assert codes["Marta"] not in page.text and "forget me here" in page.text
    assert "another device" not in page.text  # which would lead to an address that ends soon
    assert leave(marta).place == "/here"
    assert marta.get().place == "/here"  # the back button, or what the browser remembers
    assert marta.get(f"{marta.own}/elsewhere").place == "/here"
    ben = sit_down(room, codes["Ben"])
    assert "Sundays" not in ben.get().text and ben.cookies == marta.cookies == {}
    again = sit_down(room, codes["Marta"])
    change = re.findall(r'href="(\?change=\w+)"', again.get().text)
    assert any("Sundays" in again.get(again.own + each).text for each in change)


def test_whoever_sits_down_next_ends_the_visit_before(room: Served) -> None:
    codes = invite(room, "Marta", "Ben")
    marta = sit_down(room, codes["Marta"])
    sit_down(room, codes["Ben"])
    assert marta.get().place == "/here"


def test_a_page_that_is_left_without_a_word_is_nobody_s_after_a_while() -> None:
    now = [0.0]
    visit = Visit(lambda: now[0])
    place = visit.begin("marta")
    now[0] = 19 * 60.0
    assert visit.token(place) == "marta"
    now[0] += 21 * 60.0
    assert visit.token(place) == ""


def test_during_the_session_too_nothing_of_a_visit_stays_in_the_browser(room: Served) -> None:
    codes = invite(room, "Marta")
    room.do("begin")
    marta = sit_down(room, codes["Marta"])
    marta.get()
    assert marta.cookies == {}


def test_the_page_for_typing_codes_is_not_there_for_the_network(room: Served) -> None:
    room.do("network", allowed=True)
    assert Phone(room, address=NETWORK).get("/here").status == 404


def test_codes_cannot_be_tried_by_the_hundred(room: Served) -> None:
    tried = Phone(room, address=HOME)
    said = [tried.post("/here", {"code": f"{n:016}"}).status for n in range(60)]
    assert said[0] == 403 and said[-1] == 429


def test_counts_only_while_it_is_open_and_names_only_after_enough_took_part(room: Served) -> None:
    codes = invite(room, *NAMES)
    for number, name in enumerate(NAMES, 1):
        sit_down(room, codes[name]).vote(a__start__1="Sundays")
        told = room.do("invited")
        [lists, signs] = told["asked"]
        assert (lists["voted"], signs["voted"], lists["open"]) == (number, 0, True)
        assert lists["took_part"] == [] and "result" not in lists
        assert "Sundays" not in str(told)
    assert told["names"] == list(NAMES) and told["until"] == "2026-10-05"
    room.do("close_before")
    [lists, signs] = room.do("invited")["asked"]
    assert not lists["open"] and lists["took_part"] == list(NAMES) and lists["day"]
    assert lists["result"]["items"][0]["texts"] == [{"text": "Sundays", "people": 5, "holds": 0}]
    assert lists["lists"] == []
    assert signs["took_part"] == [] and "Fewer than 5" in signs["hidden"]


def test_a_survey_that_few_have_answered_is_told_to_nobody(room: Served) -> None:
    codes = invite(room, *NAMES[:4])
    for name in NAMES[:4]:
        person = sit_down(room, codes[name])
        person.vote(a__start__1="Sundays")
        person.vote(a__s="2")
    room.do("close_before")
    signs = room.do("invited")["asked"][1]
    assert signs["voted"] == 4 and "result" not in signs and signs["took_part"] == []


def test_no_token_lies_in_the_file_or_comes_out_of_the_room_again(room: Served) -> None:
    codes = invite(room, *NAMES)
    sit_down(room, codes["Ida"]).vote(a__start__1="Sundays")
    told = str([room.do(each) for each in ("state", "invited", "outcome", "questions")])
    kept = room.path.read_bytes()
    for code in codes.values():
        assert code not in told and code.encode() not in kept


def test_a_room_that_is_opened_again_has_the_address_that_is_on_paper(tmp_path: Path) -> None:
    with served(tmp_path / "bakery.room", SKK) as first:
        port = first.port
    with served(tmp_path / "bakery.room", SKK) as again:
        assert again.port == port
        with served(tmp_path / "other.room", SKK) as other:
            assert other.port != port
