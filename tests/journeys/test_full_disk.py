"""The disk fills up while somebody types: the page says so, keeps what is typed, and saves it."""

import os
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.conftest import ServeWorkbook
from tests.journeys.guided import open_chapter, open_step, see_saved
from tests.troubled import fill, small_disk
from workbook import create_workbook, open_workbook
from workbook.strategy import Business

ACTIVITY = "Bread for cafés and for the street it stands in. " * 20


def test_a_full_disk_is_said_in_the_bar_and_saved_once_there_is_room(
    page: Page, serve_workbook: ServeWorkbook
) -> None:
    with small_disk() as disk:
        create_workbook("Rise Bakery", disk / "rise.workbook").store.close()
        open_step(page, serve_workbook(disk / "rise.workbook").address)
        open_chapter(page, "Your business")
        filler = fill(disk)
        field = page.get_by_label("What you do").filter(visible=True)
        field.fill(ACTIVITY)
        field.press("Tab")
        bar = page.get_by_role("region", name="Saving")
        expect(bar).to_contain_text(re.compile(r"rise\.workbook is full\. Nothing was saved"))
        expect(field).to_have_value(ACTIVITY)
        if shots := os.environ.get("SHOTS"):
            page.screenshot(path=Path(shots) / "full-disk.png")

        filler.unlink()
        bar.get_by_role("button", name="Try again").click()
        see_saved(page)
        again = open_workbook(disk / "rise.workbook")
        assert [business.activity for business in again.plan.all(Business)] == [ACTIVITY.strip()]
        again.store.close()
