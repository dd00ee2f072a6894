"""A room without phones: sheets are printed, two typed without a mouse, two photographed."""

import re
from pathlib import Path

import cv2
import numpy as np
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.conftest import ServeWorkbook
from tests.journeys.guided import keep, open_step, see_chapter
from tests.workshop.paper import photographs as simulated
from workbook import Workbook, create_workbook
from workbook.store import Edit
from workbook.strategy import Block, Business, Session
from workbook.strategy.workshop.agenda import open_session
from workbook.workshop.day.preparing import prepare
from workbook.workshop.paper.codes import Room
from workbook.workshop.paper.sending import PaperRoom, paper_room
from workbook.workshop.paper.serials import read_serial
from workbook.workshop.paper.sheets import layout

SESSION = "4b1c9f20-0000-4000-8000-000000000000"
BLOCK = {"session_id": SESSION, "name": "Ground rules", "asked": "practice"}
SERIAL = re.compile(r"Sheet (\w{4}-\w{4})")


def room_of(book: Workbook) -> PaperRoom:
    session = open_session(book.plan)
    assert session is not None
    return paper_room(book.source, prepare(book.plan, session))


def photographs(book: Workbook, serials: list[str], folder: Path) -> list[Path]:
    """Fill two sheets in, the first one clearly, and photograph them."""
    question, dice = room_of(book).asked()[0].question, np.random.default_rng(3)
    places = {place.value: place for place in layout(question).places}
    business = book.plan.only(Business)
    assert business is not None
    room = Room(business.id, SESSION, business.name)
    pages = simulated.drawn(question, [read_serial(each) for each in serials], room)
    files = []
    for page, marks, serial in zip(pages, ("3", "25"), serials, strict=True):
        for value in marks:
            simulated.cross(page, places[value], simulated.PENS[0], dice)
        files.append(folder / f"{serial}.jpg")
        cv2.imwrite(str(files[-1]), simulated.photograph(page, simulated.Light(turned=6), dice))
    return files


def test_sheets_are_printed_typed_photographed_and_counted(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    book = create_workbook("Corner Café", tmp_path)
    book.save([Edit(Session, SESSION, {"name": "Next year"}), Edit(Block, "rules", BLOCK)])
    server = serve_workbook(Path(book.source))
    open_step(page, f"{server.step('05_workshop')}#paper")
    see_chapter(page, "On paper")

    page.get_by_label("Sheets").fill("4")
    page.get_by_role("button", name="Make the sheets").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Save a copy").click()
    pdf = PdfReader(keep(taken.value, tmp_path))
    serials = [SERIAL.findall(" ".join(each.extract_text().split()))[0] for each in pdf.pages]
    assert len({*serials}) == 4

    room = room_of(book)
    room.do("show", question="practice")
    room.do("open")
    page.get_by_role("button", name="Look again").click()
    page.get_by_role("button", name="Add a sheet").click()
    for row, (serial, digit) in enumerate(zip(serials[:2], "42", strict=True), 1):
        page.keyboard.type(serial.lower())
        page.keyboard.press("Tab")
        page.keyboard.type(digit)
        page.keyboard.press("Enter")
        expect(page.get_by_label(f"Sheet, row {row + 1}")).to_be_focused()
    expect(page.get_by_label("In the room, row 2")).to_have_value("yes, all of it")

    page.get_by_label("Choose files").set_input_files(photographs(book, serials[2:], tmp_path))
    expect(page.get_by_role("heading", name=f"Sheet {serials[2]}")).to_be_visible()
    page.get_by_role("button", name="Take this sheet").click()
    expect(page.get_by_role("heading", name=f"Sheet {serials[3]}")).to_be_visible()
    page.get_by_label("More than one is crossed").fill("5")
    page.get_by_role("button", name="Take this sheet").click()
    expect(page.get_by_text("Sheets done: 2 of 2.")).to_be_visible()
    assert room.do("state")["state"]["turnout"]["paper"] == 4
    assert not Axe().run(page).response["violations"]
