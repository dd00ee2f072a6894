"""The day of a workshop in the browser: begun by one click, shortened, and read on a phone."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import ServeWorkbook
from tests.journeys.guided import open_step, see_saved
from workbook import create_workbook
from workbook.strategy import Block


def test_a_day_is_begun_by_one_click_and_its_times_follow_what_is_typed(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    server = serve_workbook(book.source)
    open_step(page, server.step("05_workshop") + "#agenda")
    page.get_by_role("button", name=re.compile("Begin with this agenda.*Half a day")).click()
    day = page.locator(".ws-day")
    expect(day.get_by_text("12:45–13:00")).to_be_visible()

    page.get_by_role("button", name="Futures", exact=True).click()
    page.get_by_label("Minutes, row 4").fill("20")
    see_saved(page)
    expect(day.get_by_text("12:40–12:55")).to_be_visible()
    expect(page.get_by_text("There is no criterion yet.")).to_be_visible()
    assert [each.minutes for each in book.plan.all(Block) if each.name == "Futures"] == [20]

    barriers = Axe().run(page, context=".wb-chapter-agenda").response["violations"]
    assert [b["id"] for b in barriers if b["impact"] in ("critical", "serious")] == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
