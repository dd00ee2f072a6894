"""Somebody is invited, answers at the facilitator’s computer, and what they said is taken in."""

import io
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.conftest import ServeWorkbook
from tests.journeys.guided import open_step
from tests.journeys.test_workshop import clean
from workbook import create_workbook
from workbook.strategy import Block, NotDoing, Session


def code_on(pdf: bytes) -> str:
    """Return the code that stands on the first sheet."""
    lines = PdfReader(io.BytesIO(pdf)).pages[0].extract_text().splitlines()
    return next(line for line in lines if line.count("-") == 3 and len(line) == 19)


def test_before_the_day(tmp_path: Path, serve_workbook: ServeWorkbook, page: Page) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    session = book.add(Session, name="Where we go")
    book.add(Block, session_id=session, name="Close", asked="rating")
    server = serve_workbook(book.source)
    open_step(page, server.step("05_workshop") + "#agenda")
    part = page.locator(".ws-before")
    part.get_by_label("Others, one name a line").fill("Ben")
    part.get_by_role("button", name="Make the invitations").click()
    expect(part.get_by_text("0 of 1 have answered").first).to_be_visible(timeout=60_000)
    with page.expect_download() as sheets:
        page.get_by_role("link", name="Save a copy").first.click()
    code = code_on(Path(sheets.value.path()).read_bytes())

    page.get_by_role("button", name="Let people answer on this computer").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Answer here").click()
    here = opened.value
    here.wait_for_load_state()
    clean(here, "main")
    here.get_by_label("Your own code").fill(code.lower())
    here.keyboard.press("Enter")
    here.wait_for_url("**/v/here-*")
    here.locator("fieldset", has_text="Stop").locator("input").first.fill("Wedding cakes")
    here.get_by_role("button", name="Send").click()
    expect(here.get_by_text("What you have answered")).to_be_visible()
    here.get_by_role("button", name="forget me here").click()
    here.wait_for_url("**/here")
    here.go_back()
    expect(here.get_by_label("Your own code")).to_be_visible()  # and nothing of Ben
    expect(here.get_by_text("Wedding cakes")).to_have_count(0)

    part.get_by_role("button", name="Count again").click()
    expect(part.get_by_text("1 of 1 have answered")).to_be_visible()
    part.get_by_role("button", name="Close the questions").click()
    part.get_by_role("button", name="Close them").click()
    part.get_by_role("checkbox", name="Wedding cakes").check()
    clean(page, ".ws-before")
    part.get_by_role("button", name="Take the answers").click()
    expect(part.get_by_text("Taken: 1 not-doing item")).to_be_visible()
    assert [each.name for each in book.plan.all(NotDoing)] == ["Wedding cakes"]
