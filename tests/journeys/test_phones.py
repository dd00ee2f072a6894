"""A phone's pages follow the room, keep what is typed, and keep nobody out."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import PHONE
from tests.workshop.server.served import Served, served
from tests.workshop.server.test_ballots import BUDGET, FILLED, NINE


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("room") / "bakery.room"
    with served(path, *NINE.values(), BUDGET) as room:
        yield room


@pytest.fixture
def pocket(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport=PHONE, has_touch=True, color_scheme="dark")
    made.set_default_timeout(20_000)
    yield made
    made.close()


@pytest.fixture
def phone(pocket: BrowserContext, room: Served) -> Page:
    """A phone that has joined by the address in the QR code."""
    page = pocket.new_page()
    page.goto(f"http://127.0.0.1:{room.port}/j/{room.do('state')['state']['code']}")
    page.get_by_role("button", name="Join").click()
    page.wait_for_selector("footer a")
    return page


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1, name=text)).to_be_visible(timeout=20_000)


def barriers(page: Page) -> list[str]:
    """Return what axe finds that keeps people out, and whether the page is wider than a phone."""
    found = [
        f"{each['id']}: {each['nodes'][0]['html']}"
        for each in Axe().run(page).response["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]
    return [*found, *(["wider than the screen"] if wide else [])]


def test_no_page_keeps_anybody_out(room: Served, phone: Page) -> None:
    """All nine ballots, an answer that was kept, a result, and the way to another device."""
    for place, question in enumerate((*NINE.values(), BUDGET)):
        phone.emulate_media(color_scheme="light" if place % 2 else "dark")
        room.opened(question.id)
        heading(phone, question.ask)
        assert barriers(phone) == [], question.id
        room.do("close")
        heading(phone, "The round is closed")
    phone.get_by_role("link", name="another device").click()
    heading(phone, "Go on with another device")
    assert barriers(phone) == []


def test_a_result_and_a_refusal_keep_nobody_out(room: Served, phone: Page) -> None:
    room.opened("estimate")
    heading(phone, "How much?")
    phone.get_by_label("Lowest").fill("many")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    assert barriers(phone) == []
    phone.get_by_label("Lowest").fill("12000")
    phone.get_by_label("Highest").fill("15500")
    phone.get_by_role("button", name="Send").click()
    heading(phone, "Your answer is in")
    assert barriers(phone) == []
    room.do("close")
    heading(phone, "The round is closed")
    room.do("reveal")
    heading(phone, "What came of it")
    assert phone.get_by_role("img").get_attribute("alt")
    assert barriers(phone) == []


def test_a_page_never_turns_under_somebody_who_types(room: Served, phone: Page) -> None:
    room.opened("writing")
    heading(phone, "What is in our way?")
    phone.get_by_role("textbox").fill("Too few ha")
    room.do("close")
    expect(phone.get_by_text("The round has closed.")).to_be_visible()
    expect(phone.get_by_role("textbox")).to_have_value("Too few ha")
    phone.get_by_role("button", name="Show it").click()
    heading(phone, "The round is closed")


def test_what_was_typed_is_there_after_a_sleep_that_lost_the_page(
    room: Served, phone: Page
) -> None:
    room.opened("scale")
    heading(phone, "How sure are you?")
    phone.locator("label", has=phone.locator("input[name='a.oven'][value='4']")).click()
    phone.locator("[name='why.oven']").fill("It is old")
    phone.reload()
    heading(phone, "How sure are you?")
    expect(phone.locator("[name='why.oven']")).to_have_value("It is old")
    assert phone.locator("[name='a.oven'][value='4']").is_checked()
    phone.get_by_role("button", name="Send").dblclick()
    heading(phone, "Your answer is in")
    expect(phone.locator("dd").first).to_have_text("4")
    assert room.do("state")["state"]["turnout"]["voted"] == 1
    phone.go_back()
    heading(phone, "Your answer is in")  # not a form from before it
    room.do("close")


def test_points_that_are_left_are_counted_while_they_are_given(room: Served, phone: Page) -> None:
    room.opened("points")
    heading(phone, "Where do your points go?")
    left = phone.get_by_role("status")
    expect(left).to_have_text("10 of 10 left")
    phone.get_by_label("A second oven").fill("7")
    expect(left).to_have_text("3 of 10 left")
    phone.get_by_label("Sell 60 loaves a day").fill("4")
    expect(left).to_have_text("1 too many")
    phone.get_by_label("Sell 60 loaves a day").fill("3")
    phone.get_by_role("button", name="Send").click()
    heading(phone, "Your answer is in")
    room.do("close")


def test_every_ballot_can_be_given_where_no_script_runs(room: Served, chromium: Browser) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{room.port}/j/{room.do('state')['state']['code']}")
    page.get_by_role("button", name="Join").click()
    own = page.url
    for kind, question in NINE.items():
        room.opened(question.id)
        page.goto(own)
        form, told = FILLED[kind]
        for name, value in form.items():
            field = page.locator(f"[name='{name}']")
            if field.first.get_attribute("type") == "radio":
                page.locator("label", has=page.locator(f"[name='{name}'][value='{value}']")).click()
            elif field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        page.get_by_role("button", name="Send").click()
        heading(page, "Your answer is in")
        assert page.locator("dd").all_inner_texts() == told
        room.do("close")
    context.close()


def test_a_phone_is_told_of_the_end_and_goes_on_when_the_room_is_opened_again(
    room: Served, phone: Page
) -> None:
    room.opened("writing")
    heading(phone, "What is in our way?")
    room.do("close")
    heading(phone, "The round is closed")
    room.do("end")
    expect(phone.get_by_text("The room has closed. Thank you")).to_be_visible()
    room.do("begin")
    room.opened("scale")
    heading(phone, "How sure are you?")
    room.do("close")
