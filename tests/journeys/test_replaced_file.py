"""The file of an open page is replaced or taken away: the page says so and keeps what was typed."""

import shutil
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ServeWorkbook
from tests.journeys.guided import open_chapter, open_step, see_saved
from workbook import create_workbook, open_workbook
from workbook.strategy.start import Business


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_file_that_is_taken_away_and_brought_back_loses_nothing(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    path = tmp_path / "rise.workbook"
    create_workbook("Rise", path).store.close()
    server = serve_workbook(path)
    open_step(page, server.address)
    open_chapter(page, "Your business")
    name = page.get_by_label("Business name", exact=True)
    expect(name).to_have_value("Rise")

    away = path.rename(tmp_path / "away")
    name.fill("Rise Bakery")
    name.press("Tab")
    bar = page.locator(".wb-savebar")
    expect(bar).to_contain_text("is not there: it was moved, renamed or removed")
    expect(name).to_have_value("Rise Bakery")
    assert not path.exists()

    away.rename(path)
    page.get_by_role("button", name="Try again").click()
    see_saved(page)
    assert business(path) == "Rise Bakery"

    copy = shutil.copy(path, tmp_path / "copy")
    Path(copy).replace(path)
    name.fill("Lost?")
    name.press("Tab")
    expect(bar).to_contain_text("Another file stands now where")
    expect(name).to_have_value("Lost?")
    assert business(path) == "Rise Bakery"


def business(path: Path) -> str:
    """Return the name of the business that a file holds."""
    book = open_workbook(path)
    found = book.plan.only(Business)
    book.store.close()
    assert found is not None
    return found.name
