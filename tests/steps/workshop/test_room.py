"""The kernel's side of a room: it finds one that runs, hands the day over, and takes its words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workbook import Workbook, create_workbook
from workbook.quarter import Quarter
from workbook.steps.binding import Binding
from workbook.steps.workshop.room import NO_BLOCKS, NO_DOOR, NO_SESSION, OTHER, Console
from workbook.strategy import Block, Parked, Session
from workbook.workshop.opening import Opened, note_of, open_room
from workbook.workshop.running import running


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    """A bakery with a short workshop."""
    made = create_workbook("Rise Bakery", tmp_path)
    session = made.add(Session, name="Where we go")
    made.add(Block, session_id=session, name="Opening", asked="practice")
    return made


@pytest.fixture
def room(book: Workbook) -> Iterator[Opened]:
    """Its room, as somebody has just opened it."""
    opened = open_room(book.source, book.plan.all(Session)[0].id)
    yield opened
    opened.close()


@pytest.fixture
def console(book: Workbook, room: Opened) -> Console:
    """The page, drawn while the room runs."""
    made = Console(bound_to(book))
    hear(made, "hello")
    return made


def bound_to(book: Workbook) -> Binding:
    """Return the forms of a page over a workbook."""
    return Binding(book, Quarter.parse("2026-Q3"))


def hear(console: Console, kind: str) -> None:
    """Let the kernel hear from the browser, and wait until it has done what was asked."""
    console._handle_custom_msg({"type": kind}, [])
    console.wait()


def state(book: Workbook) -> dict[str, Any]:
    """Return how the room stands."""
    found = running(note_of(book.source))
    assert found is not None
    return dict(found.do("state")["state"])


def test_what_a_room_lacks_is_said_before_it_is_opened(tmp_path: Path) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    assert Console(bound_to(book)).session["lacks"] == NO_SESSION
    session = book.add(Session, name="Where we go")
    assert Console(bound_to(book)).session["lacks"] == NO_BLOCKS
    book.add(Block, session_id=session, name="Opening")
    assert Console(bound_to(book)).session["lacks"] == NO_DOOR  # no server of ours shows this page


def test_a_page_that_is_drawn_finds_the_room_that_runs_and_one_that_has_ended_is_gone(
    book: Workbook, room: Opened, console: Console
) -> None:
    assert console.room["port"] == room.found().port
    room.close()
    hear(console, "hello")
    assert console.room == {}


def test_a_room_that_was_opened_is_handed_its_day_and_lets_people_in(
    book: Workbook, console: Console
) -> None:
    hear(console, "opened")
    told = state(book)
    assert (told["open"], told["wall"], told["session"]["business"]) == (
        True,
        "join",
        "Rise Bakery",
    )
    assert [block["title"] for block in told["blocks"]] == ["Opening"]


def test_what_is_saved_meanwhile_reaches_the_agenda_of_the_room(
    book: Workbook, console: Console
) -> None:
    hear(console, "opened")
    book.add(Block, session_id=book.plan.all(Session)[0].id, name="Close", asked="rating")
    console.renew(book.plan)
    console.wait()
    assert [block["title"] for block in state(book)["blocks"]] == ["Opening", "Close"]


def test_what_was_parked_is_taken_once(book: Workbook, console: Console) -> None:
    hear(console, "opened")
    running(note_of(book.source)).do("park", text="A van")  # type: ignore[union-attr]
    hear(console, "take")
    assert console.told == "Taken: 1 parked item."
    assert [each.name for each in book.plan.all(Parked)] == ["A van"]
    hear(console, "take")
    assert console.told == "Nothing is new: all of it was taken before."


def test_the_room_of_one_workshop_is_not_given_what_another_asks(
    book: Workbook, console: Console
) -> None:
    hear(console, "opened")
    next_one = book.add(Session, name="What became of it")
    book.add(Block, session_id=next_one, name="Looking back", asked="rating")
    console.renew(book.plan)
    console.wait()
    hear(console, "opened")
    assert console.told == OTHER
    told = state(book)
    assert [block["title"] for block in told["blocks"]] == ["Opening"]
    assert told["session"]["id"] == book.plan.all(Session)[0].id
