"""A workshop from end to end: a facilitator, a projector, six phones, and what goes wrong."""

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import PHONE, Served, ServeWorkbook
from tests.journeys.guided import end_kernels, open_step
from workbook import Workbook, create_workbook
from workbook.strategy import Block, Parked, Session, SessionOutcome
from workbook.workshop.opening import note_of
from workbook.workshop.running import Running, running

ASK = "How sure are we?"


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    """A bakery with a short day: a question about each objective, a practice vote, and a mark."""
    made = create_workbook("Rise Bakery", tmp_path)
    session = made.add(Session, name="Where we go")
    made.add(Block, session_id=session, name="Sureness", asked="practice, confidence", minutes=30)
    made.add(Block, session_id=session, name="Close", asked="rating", minutes=15)
    return made


@pytest.fixture
def phones(chromium: Browser) -> Iterator[list[BrowserContext]]:
    """Seven phones, each with what it keeps to itself."""
    made = [chromium.new_context(viewport=PHONE) for _ in range(7)]
    yield made
    for each in made:
        each.close()


def room_of(book: Workbook) -> Running:
    """Return the room that runs."""
    found = running(note_of(book.source))
    assert found is not None
    return found


def join(phone: BrowserContext, book: Workbook) -> Page:
    """Join as somebody who scans the code."""
    room = room_of(book)
    page = phone.new_page()
    page.goto(f"{room.address}/j/{room.do('state')['state']['code']}")
    page.get_by_role("button").first.click()
    page.wait_for_url("**/v/*")
    return page


def end_room(server: Served) -> None:
    """End the room's process as a crash would."""
    for process in psutil.Process(server.process.pid).children():
        if "workbook.workshop" in process.cmdline():
            process.kill()


def choose(phone: Page, value: int) -> None:
    """Answer the one thing that is asked, and send it."""
    mark(phone, value)
    phone.locator("form[method=post] button").first.click()


def mark(phone: Page, value: int) -> None:
    """Choose a value, without sending it; the question comes by itself."""
    choice = phone.locator(f"input[type=radio][value='{value}']").first
    choice.wait_for(state="attached")
    choice.check(force=True)


def stand_by(phone: Page, page: Page, answer: str) -> None:
    """Show the code of one's slip to the facilitator, who finds the answer by it."""
    phone.get_by_text("To claim this answer later").click()
    slip = phone.locator("details .code").inner_text()
    page.get_by_text("Somebody stands by their answer").click()
    page.get_by_label("Their phone shows a code").fill(slip)
    page.get_by_role("button", name="Find the answer").click()
    expect(page.locator(".wc-facts dd", has_text=answer)).to_be_visible()


def clean(page: Page, context: str) -> None:
    """Fail where axe finds something serious."""
    found = Axe().run(page, context=context).response["violations"]
    assert [b["id"] for b in found if b["impact"] in ("critical", "serious")] == []


def opened(page: Page, server: Served) -> None:
    """Open the room from its chapter."""
    open_step(page, server.step("05_workshop") + "#room")
    page.get_by_role("button", name="Open the room").click()
    expect(page.get_by_role("button", name="Next block")).to_be_visible()


def test_six_people_vote_while_phones_sleep_a_kernel_dies_and_the_page_is_reloaded(
    page: Page, serve_workbook: ServeWorkbook, book: Workbook, phones: list[BrowserContext]
) -> None:
    server = serve_workbook(book.source)
    opened(page, server)
    expect(page.get_by_text("Fewer than five are here")).to_be_visible()
    clean(page, ".wc")
    with page.context.expect_page() as shown:
        page.get_by_role("button", name="Open the projector").click()
    wall = shown.value
    expect(wall.get_by_role("heading", name="Join with your phone")).to_be_visible()

    people = [join(phone, book) for phone in phones[:5]]
    expect(wall.get_by_text("5 people are here.")).to_be_visible()
    phones[4].set_offline(True)  # it sleeps while the round is opened
    page.bring_to_front()
    page.keyboard.press("o")
    expect(page.get_by_text("0 of 5 are ready")).to_be_visible()

    choose(people[0], 5)
    expect(page.get_by_text("1 answered so far")).to_be_visible()
    page.keyboard.press("c")  # too early: it asks once more, and then lets it be
    expect(page.get_by_role("button", name="Close it with 1 of 5")).to_be_visible()
    mark(people[1], 4)
    people[1].locator("form[method=post] button").first.dblclick()  # a double tap
    choose(people[2], 5)
    people[2].go_back()
    people[2].get_by_role("link", name="Change").click()  # with the back button, and another answer
    choose(people[2], 4)
    again = phones[3].new_page()
    again.goto(people[3].url)  # in a second tab
    choose(again, 4)
    late = join(phones[5], book)
    choose(late, 5)
    expect(page.get_by_text("5 of 6 are ready")).to_be_visible()
    phones[4].set_offline(False)
    people[4].reload()
    choose(people[4], 1)
    expect(page.get_by_text("6 of 6 are ready")).to_be_visible()
    expect(wall.get_by_text("6 of 6 are ready")).to_be_visible()

    end_kernels(server)  # the room and the page that leads it go on
    page.keyboard.press("c")
    expect(page.get_by_text("Only you see this until you reveal it.")).to_be_visible()
    expect(wall.get_by_text("6 of 6 have answered.")).to_be_visible()
    page.keyboard.press("r")
    expect(wall.get_by_text("Result", exact=True)).to_be_visible()
    expect(people[0].get_by_role("img").first).to_be_visible()

    stand_by(people[4], page, "1")

    page.reload()
    expect(page.get_by_role("button", name="Hide on projector")).to_be_visible()
    counted = room_of(book).do("state")["state"]["turnout"]
    assert (counted["here"], counted["voted"]) == (6, 6)


def test_what_the_room_said_is_in_the_workbook_and_letters_are_letters_while_somebody_types(
    page: Page, serve_workbook: ServeWorkbook, book: Workbook, phones: list[BrowserContext]
) -> None:
    opened(page, serve_workbook(book.source))
    expect(page.get_by_text("On time; the day ends at")).to_be_visible()
    page.get_by_role("button", name="How sure are you that we reach it?").click()
    page.keyboard.press("o")
    for phone in phones[:5]:
        choose(join(phone, book), 4)
    expect(page.get_by_text("5 of 5 are ready")).to_be_visible()
    page.keyboard.press("p")
    page.keyboard.type("nobody counts our rolls")  # an n, an o, a c and an r, and nothing happens
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove")).to_be_visible()
    expect(page.get_by_text("5 of 5 are ready")).to_be_visible()
    page.locator("[data-letter=c]").click()
    expect(page.get_by_role("button", name="Reveal")).to_be_visible()
    page.keyboard.press("r")
    expect(page.get_by_role("button", name="Hide on projector")).to_be_visible()
    expect(page.get_by_role("button", name="Next question")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="Close")).to_be_visible()

    page.get_by_role("button", name="End the session").click()
    page.get_by_role("button", name="End it: everything is kept").click()
    page.get_by_role("button", name="Take into the workbook").click()
    expect(page.get_by_text("Taken: 1 outcome of a workshop and 1 parked item.")).to_be_visible()
    page.get_by_role("button", name="Take into the workbook").click()
    expect(page.get_by_text("Nothing is new: all of it was taken before.")).to_be_visible()
    [said] = book.plan.all(SessionOutcome)
    assert (said.voters, said.settled) == (5, "agreed")
    assert [each.name for each in book.plan.all(Parked)] == ["nobody counts our rolls"]
    [session] = book.plan.all(Session)
    assert (session.closed, session.took_part) == (True, 5)
    page.get_by_role("button", name="Close the room").click()
    expect(page.get_by_role("button", name="Close the room")).to_be_hidden()
    assert running(note_of(book.source)) is None


def test_a_room_whose_process_ended_is_opened_again_where_it_was(
    page: Page, serve_workbook: ServeWorkbook, book: Workbook, phones: list[BrowserContext]
) -> None:
    server = serve_workbook(book.source)
    opened(page, server)
    page.keyboard.press("o")
    person = join(phones[0], book)
    choose(person, 4)
    expect(page.get_by_text("1 of 1 are ready")).to_be_visible()
    port = room_of(book).port
    end_room(server)
    page.get_by_role("button", name="Open the room").click()
    expect(page.get_by_text("1 of 1 are ready")).to_be_visible()
    assert room_of(book).port == port  # the phones' links lead there still
    person.reload()
    expect(person.get_by_role("link", name="Change")).to_be_visible()
