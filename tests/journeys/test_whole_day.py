"""The agenda of one day, whole, in minutes: three phones with Chromium, and three iPhones."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page, expect
from selenium.webdriver import WebKitGTK
from selenium.webdriver.support.wait import WebDriverWait

from tests.benchmarks.large import example
from tests.conftest import PHONE, ServeWorkbook
from tests.iphones import iphone
from tests.journeys.guided import open_step
from tests.journeys.test_workshop import room_of
from workbook import Workbook
from workbook.strategy import SessionOutcome

# Fills in whatever stands on the page, as person number n would, and sends it.
FILL = """
n => {
  const ballot = document.getElementById("ballot");
  const radios = [...ballot.querySelectorAll("input[type=radio]")].filter((each) => each.value);
  for (const name of new Set(radios.map((each) => each.name))) {
    const tiles = radios.filter((each) => each.name === name);
    tiles[(n + name.length) % tiles.length].checked = true;
  }
  let place = 0;
  for (const each of ballot.querySelectorAll("input, textarea, select")) {
    if (!each.name || each.type === "radio" || each.type === "hidden") continue;
    place += 1;
    if (each.type === "checkbox") each.checked = place === 1;
    else if (each.tagName === "SELECT") each.selectedIndex = place;
    else if (each.type === "number") each.value = place === 1 ? 10 + n : 1;
    else if (each.inputMode === "decimal") each.value = 100 * place + n;
    else each.value = `What person ${n % 2} thinks of ${place}`;
  }
  ballot.querySelector("button:not([name])").click();
}
"""
ASKED = "return document.getElementById('ballot') ? document.querySelector('h1').innerText : ''"
SENT = "return !document.getElementById('ballot')"


class Person(Protocol):
    """Somebody with a phone."""

    def join(self, address: str) -> None:
        """Go in."""

    def answer(self, ask: str, number: int) -> None:
        """Wait for a question, answer it, and wait until the answer is in."""


class Android:
    """A phone with Chromium."""

    def __init__(self, chromium: Browser) -> None:
        self.context = chromium.new_context(viewport=PHONE)
        self.page = self.context.new_page()

    def join(self, address: str) -> None:
        """Go in."""
        self.page.goto(address)
        self.page.get_by_role("button").first.click()
        self.page.wait_for_url("**/v/*")

    def answer(self, ask: str, number: int) -> None:
        """Wait for a question, answer it, and wait until the answer is in."""
        expect(self.page.get_by_role("heading", name=ask, level=1)).to_be_visible()
        self.page.locator("#ballot").wait_for()
        self.page.evaluate(FILL, number)
        self.page.locator("#ballot").wait_for(state="detached")


class IPhone:
    """A phone with WebKit."""

    def __init__(self, browser: WebKitGTK) -> None:
        self.browser = browser

    def join(self, address: str) -> None:
        """Go in."""
        self.browser.get(address)
        self.browser.find_element("css selector", "main button").click()
        self._until("return location.pathname.startsWith('/v/')", True)

    def answer(self, ask: str, number: int) -> None:
        """Wait for a question, answer it, and wait until the answer is in."""
        self._until(ASKED, ask)
        self.browser.execute_script(f"({FILL.strip()})(arguments[0])", number)
        self._until(SENT, True)

    def _until(self, script: str, value: object) -> None:
        WebDriverWait(self.browser, 30).until(lambda it: it.execute_script(script) == value)


@pytest.fixture
def people(chromium: Browser) -> Iterator[Sequence[Person]]:
    """Six people, half of them with iPhones."""
    with ExitStack() as phones:
        iphones = [IPhone(phones.enter_context(iphone())) for _ in range(3)]
        androids = [Android(chromium) for _ in range(3)]
        yield [*androids, *iphones]
        for each in androids:
            each.context.close()


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    """The example bakery."""
    return example(tmp_path / "rise.workbook")


def state_of(book: Workbook) -> dict[str, Any]:
    """Return what the room's server says of itself."""
    found: dict[str, Any] = room_of(book).do("state")["state"]
    return found


def test_six_people_walk_through_the_agenda_of_one_day(
    page: Page, serve_workbook: ServeWorkbook, book: Workbook, people: Sequence[Person]
) -> None:
    server = serve_workbook(book.source)
    open_step(page, server.step("05_workshop") + "#agenda")
    page.get_by_role("button", name="Begin with this agenda").nth(1).click()
    expect(page.get_by_text("Ground rules").first).to_be_visible()
    open_step(page, server.step("05_workshop") + "#room")
    page.get_by_role("button", name="Open the room").click()
    expect(page.get_by_text("Not reached yet.")).to_be_visible()
    state = state_of(book)
    for person in people:
        person.join(f"{room_of(book).address}/j/{state['code']}")

    asked = 0
    for block in state["blocks"]:
        expect(page.get_by_role("heading", name=block["title"]).first).to_be_visible()
        for question in block["questions"]:
            if state_of(book)["question"]["id"] != question["id"]:
                page.get_by_role("button", name=question["ask"]).first.click()
            expect(page.locator("[data-letter=o]")).to_be_visible()
            page.keyboard.press("o")
            for number, person in enumerate(people):
                person.answer(question["ask"], number)
            expect(page.get_by_text("6 of 6 are ready")).to_be_visible()
            page.keyboard.press("c")
            expect(page.get_by_role("button", name="Reveal")).to_be_visible()
            page.keyboard.press("r")
            expect(page.get_by_role("button", name="Hide on projector")).to_be_visible()
            asked += 1
        page.keyboard.press("n")
    assert asked >= 12

    page.get_by_role("button", name="End the session").click()
    page.get_by_role("button", name="End it: everything is kept").click()
    page.get_by_role("button", name="Take into the workbook").click()
    expect(page.get_by_text("Taken: ")).to_be_visible()
    told = [each for each in book.plan.all(SessionOutcome) if each.voters == len(people)]
    assert len(told) > asked / 2
