"""The chapter “On paper” as a person meets it: sheets are printed, typed in, or photographed."""

import io
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from pypdf import PdfReader

from tests.steps.visit import text
from tests.widgets.said import tell, typed
from tests.workshop.paper import photographs as simulated
from workbook import Quarter, Workbook
from workbook.steps.asking import Asking
from workbook.steps.binding import Binding
from workbook.steps.packs import FileLink
from workbook.steps.workshop.paper import Desk
from workbook.store import Edit
from workbook.strategy import Block, Session
from workbook.strategy.workshop.agenda import open_session
from workbook.widgets import RowTable, SaveBar
from workbook.workshop.day.preparing import prepare
from workbook.workshop.opening import note_of, open_room, room_file
from workbook.workshop.paper.entry import COUNTED
from workbook.workshop.paper.serials import new_serial, spoken
from workbook.workshop.paper.sheets import layout
from workbook.workshop.running import running

SESSION = "4b1c9f20-0000-4000-8000-000000000000"
PRACTICE, WHY = "A vote for practice: what do you expect of today?", "A year has passed"


@pytest.fixture
def invited(book: Workbook) -> Workbook:
    """A bakery with a workshop of one block, which asks two questions."""
    asked = {"session_id": SESSION, "name": "Ground rules", "asked": "practice, premortem"}
    book.save(
        [Edit(Session, SESSION, {"name": "Where we go"}), Edit(Block, "rules", asked)],
    )
    return book


@pytest.fixture
def desk(invited: Workbook) -> Desk:
    bound = Binding(invited, Quarter.parse("2026-Q3"))
    bar = SaveBar()
    bound.join = bar.join
    made = Desk(bound)
    made.look()
    made.wait()
    return made


def say(desk: Desk, part: Asking, about: str, value: str = "") -> None:
    part._handle_custom_msg({"type": "said", "about": about, "value": value}, [])
    desk.wait()


def shown(desk: Desk) -> str:
    return " ".join(text(part) for part in desk.parts)


def printed(desk: Desk, count: int = 2, question: str = "practice") -> list[str]:
    """Print sheets, and return their serials as they stand on them."""
    say(desk, desk.printing.words, "question", question)
    say(desk, desk.printing.words, "count", str(count))
    say(desk, desk.printing.words, "print")
    pages = PdfReader(io.BytesIO(pdf(desk))).pages
    words = [page.extract_text().split() for page in pages]
    return [each[each.index("Sheet") + 1] for each in words]


def pdf(desk: Desk) -> bytes:
    [link] = [each for each in desk.printing.children if isinstance(each, FileLink)]
    return link._read()[0]


def opened(desk: Desk, question: str = "practice") -> None:
    desk.found().do("show", question=question)
    desk.found().do("open")
    say(desk, desk.typing.words, "look")


def row(desk: Desk, **cells: Any) -> str:
    """Type a row, and let it be saved."""
    table = desk.typing.table
    assert isinstance(table, RowTable)
    id = f"row-{len(table.draft.order)}"
    tell(table, "add", id=id)
    for name, value in cells.items():
        typed(table, id, name, value)
    table.save_now()
    return id


def told(desk: Desk, id: str) -> str:
    assert desk.typing.table is not None
    return str(desk.typing.table.draft.entries[id].value(COUNTED))


def turnout(desk: Desk) -> Any:
    return desk.found().do("state")["state"]["turnout"]


def test_without_a_workshop_it_is_said_what_to_do_first(book: Workbook) -> None:
    desk = Desk(Binding(book, Quarter.parse("2026-Q3")))
    desk.look()
    desk.wait()
    assert "Prepare a workshop" in shown(desk)


def test_looking_at_the_chapter_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    assert PRACTICE in shown(desk)
    assert "No round is open" in shown(desk)
    assert not room_file(desk.bound.book.source, SESSION).exists()
    assert not [*tmp_path.rglob("*.room*")]


def test_sheets_are_printed_typed_in_and_counted(desk: Desk) -> None:
    first, second = printed(desk)
    assert "2 sheets, A5" in shown(desk)
    opened(desk)
    assert told(desk, row(desk, serial=first.lower(), f0="4")) == "yes, all of it"
    assert told(desk, row(desk, serial=second, abstain=True)) == "abstains"
    assert (turnout(desk)["voted"], turnout(desk)["paper"]) == (2, 2)


def test_a_row_says_what_of_it_is_in_the_room(desk: Desk) -> None:
    [serial] = printed(desk, 1)
    opened(desk)
    id = row(desk, serial=serial)
    assert told(desk, id) == "not yet"
    assert turnout(desk)["paper"] == 0
    table = desk.typing.table
    assert table is not None
    typed(table, id, "f0", "2")
    table.save_now()
    assert told(desk, id) == "yes, all of it"
    typed(table, id, "serial", new_serial())
    table.save_now()
    assert table.draft.entries[id].value("serial") == serial
    assert turnout(desk)["paper"] == 1


@pytest.mark.parametrize(
    ("serial", "said"),
    [
        ("K7QM", "This is no serial"),
        (new_serial(), "No sheet of this room has the serial"),
        ("twice", "in another row already"),
    ],
    ids=["no serial", "unknown", "twice"],
)
def test_a_wrong_serial_is_named_beside_it(desk: Desk, serial: str, said: str) -> None:
    [ours] = printed(desk, 1)
    opened(desk)
    row(desk, serial=ours, f0="4")
    id = row(desk, serial=ours if serial == "twice" else serial, f0="5")
    assert desk.typing.table is not None
    assert said in desk.typing.table.draft.entries[id].problems["serial"]
    assert turnout(desk)["paper"] == 1


def test_a_closed_round_empties_the_table(desk: Desk) -> None:
    [serial] = printed(desk, 1)
    opened(desk)
    id = row(desk, serial=serial, f0="4")
    table = desk.typing.table
    assert table is not None
    desk.found().do("close")
    typed(table, id, "f0", "5")
    table.save_now()
    assert "This round is not open" in table.draft.entries[id].trouble
    say(desk, desk.typing.words, "look")
    assert desk.typing.table is None
    assert not table.draft.entries


def photographed(desk: Desk, serial: str, mark: bool) -> bytes:
    question = desk.asked[0].question
    [page] = simulated.drawn(question, [serial.replace("-", "")], desk.on_paper())
    if mark:
        place = next(each for each in layout(question).places if each.value == "4")
        simulated.cross(page, place, simulated.PENS[0], np.random.default_rng(1))
    return bytes(cv2.imencode(".png", page)[1])


def give(desk: Desk, name: str, data: bytes) -> None:
    desk.photos.choose(name, data)
    desk.wait()


def test_a_photographed_sheet_is_taken_once_somebody_has_settled_it(desk: Desk) -> None:
    first, second = printed(desk)
    opened(desk)
    give(desk, "one.png", photographed(desk, first, True))
    give(desk, "two.png", photographed(desk, second, False))
    give(desk, "cat.png", b"no picture")
    assert f"Sheet {first}" in shown(desk)
    assert "cat.png: This is no picture that can be read" in shown(desk)
    assert "After today something will be different.: 4" in shown(desk)
    say(desk, desk.photos.words, "take")
    assert f"Sheet {second}" in shown(desk)
    assert "Nothing is crossed" in shown(desk)
    say(desk, desk.photos.words, "doubt/a.today", "9")
    say(desk, desk.photos.words, "take")
    assert "Give one of 1, 2, 3, 4, 5, or nothing." in shown(desk)
    say(desk, desk.photos.words, "doubt/a.today", "2")
    say(desk, desk.photos.words, "take")
    assert "Sheets done: 2 of 2" in shown(desk)
    assert turnout(desk)["paper"] == 2


def test_what_is_in_the_room_is_forgotten_here_and_asked_no_more(desk: Desk) -> None:
    [serial] = printed(desk, 1)
    opened(desk)
    give(desk, "one.png", photographed(desk, serial, True))
    say(desk, desk.photos.words, "take")
    assert not desk.photos.sheets
    assert not desk.photos._sides
    give(desk, "again.png", photographed(desk, serial, True))
    assert f"again.png: Sheet {serial} is done already." in shown(desk)
    assert "Sheets done: 1 of 1" in shown(desk)


def test_sheets_that_are_clear_throughout_are_taken_at_once(desk: Desk) -> None:
    first, second, third = printed(desk, 3)
    opened(desk)
    for serial in (first, second, third):
        give(desk, f"{serial}.png", photographed(desk, serial, mark=serial != first))
    assert "2 sheets are clear throughout" in shown(desk)
    say(desk, desk.photos.words, "clear")
    assert "Sheets done: 2 of 3" in shown(desk)
    assert f"Sheet {first}" in shown(desk)
    assert turnout(desk)["paper"] == 2


def test_a_photographed_sheet_waits_for_its_round(desk: Desk) -> None:
    [serial] = printed(desk, 1)
    give(desk, "one.png", photographed(desk, serial, True))
    say(desk, desk.photos.words, "take")
    assert "is not open. Open it in the room" in shown(desk)
    assert f"Sheet {serial}" in shown(desk)
    say(desk, desk.photos.words, "skip")
    assert "You left it out" in shown(desk)


def test_while_the_room_runs_its_process_prints_and_takes_sheets(desk: Desk) -> None:
    book = desk.bound.book
    session = open_session(book.plan)
    assert session is not None
    room = open_room(book.source, session.id)
    try:
        desk.look()
        desk.wait()
        assert "asks nothing yet" in shown(desk)
        found = running(note_of(book.source))
        assert found is not None
        found.do("prepare", **prepare(book.plan, session).as_json())
        found.do("begin")
        [serial] = printed(desk, 1)
        assert desk.found().runs
        opened(desk)
        assert told(desk, row(desk, serial=serial, f0="4")) == "yes, all of it"
        assert found.do("state")["state"]["turnout"]["paper"] == 1
    finally:
        room.close()


def test_a_sheet_for_words_is_printed_too(desk: Desk) -> None:
    [serial] = printed(desk, 1, "premortem")
    assert serial == spoken(serial.replace("-", ""))
    assert "it has failed" in PdfReader(io.BytesIO(pdf(desk))).pages[0].extract_text()
