"""“Before the day” as a facilitator meets it: sheets are made, answers counted, then taken once."""

import io
import json
import logging
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from pypdf import PdfReader

from tests.steps.visit import text
from workbook import Quarter, Workbook
from workbook.steps.binding import Binding
from workbook.steps.workshop.before import Before
from workbook.steps.workshop.paper import Desk as Paper
from workbook.store import Edit
from workbook.strategy import Block, Initiative, Person, Session, SessionOutcome
from workbook.strategy.position import SignsSurvey
from workbook.strategy.workshop.agenda import open_session
from workbook.workshop.opening import open_room, room_file
from workbook.workshop.paper.serials import read_serial

SESSION = "4b1c9f20-0000-4000-8000-000000000000"
NAMES = ("Ben", "Ida", "Olu", "Tom", "Una")
ALL = ("start_stop_keep", "opportunities_threats", "recall", "signs")


@pytest.fixture
def held(book: Workbook) -> Workbook:
    """A bakery with a workshop of one block, and Marta."""
    asked = {"session_id": SESSION, "name": "Ground rules", "asked": "practice"}
    book.save(
        [
            Edit(Session, SESSION, {"name": "Where we go"}),
            Edit(Block, "rules", asked),
            Edit(Person, "p-marta", {"name": "Marta Alonso"}),
        ]
    )
    return book


@pytest.fixture
def part(held: Workbook) -> Before:
    return shown(held)


def shown(book: Workbook) -> Before:
    made = Before(Binding(book, Quarter.parse("2026-Q3")))
    made.look()
    made.errands.wait()
    return made


def say(part: Before, about: str, value: str = "") -> str:
    part.words._handle_custom_msg({"type": "said", "about": about, "value": value}, [])
    part.errands.wait()
    return text(part.words)


def only(part: Before, *questions: str) -> None:
    for name in ALL:
        if name not in questions:
            say(part, f"question/{name}")


def codes(part: Before) -> list[str]:
    """Return the codes as they stand on the sheets."""
    assert part.link, text(part.words)
    pages = PdfReader(io.BytesIO(part.link._read()[0])).pages
    lines = [each.extract_text().splitlines() for each in pages]
    return [line for each in lines for line in each if line.count("-") == 3 and len(line) == 19]


def test_people_of_the_workbook_and_others_get_a_sheet_each(part: Before) -> None:
    assert "Marta Alonso" in text(part.words)
    say(part, "person/p-marta")
    say(part, "names", "Ben\n\n Ida ")
    said = say(part, "invite")
    assert len(codes(part)) == len({*codes(part)}) == 3
    assert "Invited: Ben, Ida, Marta Alonso." in said and "0 of 3 have answered" in said


@pytest.mark.parametrize(
    ("names", "wrong"),
    [
        ("", "Choose whom to invite"),
        ("Ben\nben", "two called “Ben”"),
        ("B" * 101, "one name a line"),
        ("\U000f0000", "No font has"),
    ],
)
def test_what_cannot_be_is_said_and_invites_nobody(part: Before, names: str, wrong: str) -> None:
    say(part, "names", names)
    assert wrong in say(part, "invite")
    assert part.link is None and "Invited" not in text(part.words)


def test_without_a_question_nobody_is_invited(part: Before) -> None:
    only(part)
    say(part, "names", "Ben")
    assert "Choose at least one question." in say(part, "invite")


def test_a_code_is_on_its_sheet_and_nowhere_else(
    part: Before, held: Workbook, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    say(part, "names", "Ben")
    say(part, "invite")
    [code] = codes(part)
    outlets = [json.dumps(each.get_state(), default=str) for each in every(part)]
    outlets += [caplog.text, repr(vars(part._chosen)), repr(part._told)]
    kept = [each for each in tmp_path.rglob("*") if each.is_file()]
    assert room_file(held.source, SESSION) in kept and Path(held.source) in kept
    for each in (code, read_serial(code)):
        assert not any(each in outlet for outlet in outlets)
        assert not any(each.encode() in file.read_bytes() for file in kept)


def every(part: Before) -> Iterator[Any]:
    """Yield the widgets of a part: what a saved notebook could hold of them."""
    yield part
    yield from part.children


def test_a_second_click_closes_and_only_then_is_anything_taken(part: Before) -> None:
    say(part, "names", "Ben")
    say(part, "invite")
    assert "nobody can answer any more" in say(part, "close")
    assert "Closed with" not in text(part.words)
    assert "Closed with 0 of 1 answers" in say(part, "close")
    say(part, "names", "Ida")
    assert "whoever comes now answers in the room" in say(part, "invite")


def test_the_whole_way_with_the_room_s_own_process(part: Before, held: Workbook) -> None:
    only(part, "start_stop_keep", "signs")
    say(part, "names", "\n".join(NAMES))
    say(part, "invite")
    room = open_room(held.source, SESSION)
    try:
        part.desk._handle_custom_msg({"type": "opened"}, [])
        part.errands.wait()
        assert part.desk.address.startswith("http://127.0.0.1:")
        port = int(part.desk.address.split(":")[2].split("/")[0])
        for number, code in enumerate(codes(part), 1):
            answer(port, code, start__1="A van" if number < 3 else "Vans", support="4")
        said = say(part, "look")
        assert said.count("5 of 5 have answered") == 2
        assert "A van" not in said and "Took part" not in said
        say(part, "close")
        said = say(part, "close")
        assert "Took part: Ben, Ida, Olu, Tom, Una." in said and "Vans" in said
        assert not held.plan.all(SessionOutcome)  # nothing comes in by itself
        say(part, "merge/start_stop_keep/start/0")
        say(part, "pick/start/Vans")
        assert "Taken: 1 SWOT" not in (said := say(part, "take")) and "Taken: " in said
    finally:
        room.close()
    assert [each.name for each in held.plan.all(Initiative) if each.name == "Vans"] == ["Vans"]
    [survey] = held.plan.all(SignsSurvey)
    assert (survey.support, survey.asked) == ("0 0 0 5 0", 5)
    assert open_session(held.plan)  # the day is still to come
    before = held.plan.all(SessionOutcome)
    again = shown(held)
    assert "It is in the workbook." in text(again.words)
    assert "take" not in again.words.html.split("data-say=")[-1]
    again.do("", again.take)
    again.errands.wait()
    assert held.plan.all(SessionOutcome) == before


def answer(port: int, code: str, **fields: str) -> None:
    """Sit down at the facilitator's computer and answer all that is asked."""
    place = ask(port, "POST", "/here", {"code": code})[1]
    for _ in range(2):
        shown_now = ask(port, "GET", place)[0]
        action = shown_now.split('<form method="post" action="')[1].split('"')[0]
        named = {f"a.{name.replace('__', '.')}": value for name, value in fields.items()}
        assert ask(port, "POST", action, {"seen": "", **named})[1] == place
    assert "Your answer is in" in ask(port, "GET", place)[0]
    assert ask(port, "POST", "/done", {})[1] == "/here"


def ask(port: int, method: str, path: str, form: dict[str, str] | None = None) -> tuple[str, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}
        connection.request(method, path, urlencode(form or {}), headers)
        got = connection.getresponse()
        return got.read().decode(), got.getheader("Location", "")
    finally:
        connection.close()


def test_whoever_wants_paper_has_a_sheet_that_counts_as_an_answer(
    part: Before, held: Workbook
) -> None:
    only(part, "start_stop_keep")
    say(part, "names", "Ben")
    say(part, "invite")
    desk = Paper(Binding(held, Quarter.parse("2026-Q3")))
    desk.look()
    desk.wait()
    asked = next(each for each in desk.asked if each.question.id == "start_stop_keep")
    assert asked.open and asked.next == 1
    [serial] = desk.found().issue("start_stop_keep", 1, 1)[1]
    assert not desk.found().take(asked.open.id, serial, {"a.start.1": ["A van"]})
    assert "1 of 1 have answered" in say(part, "look")
