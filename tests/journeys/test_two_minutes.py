"""From a file to a first pack, by somebody who has never seen the workbook: clicks and time."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import monotonic

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import PHONE, ServeWorkbook
from tests.journeys.guided import keep, open_chapter, open_step
from tests.pack.paper import pages
from workbook import create_workbook, open_workbook
from workbook.strategy import KPI

CALM = (50, 52, 49, 51, 50, 48, 51, 50, 52, 49, 50, 51, 50, 52, 49, 51, 50, 70, 50)


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    weeks = (date(2026, 1, 5) + timedelta(weeks=week) for week in range(len(CALM)))
    lines = [f"{week},{value}" for week, value in zip(weeks, CALM, strict=True)]
    file = tmp_path / "sales.csv"
    file.write_text("\n".join(["Date,Sales", *lines]), encoding="utf-8")
    return file


def test_from_a_file_to_a_first_pack_in_two_minutes_and_five_clicks(
    page: Page,
    serve_workbook: ServeWorkbook,
    tmp_path: Path,
    sales: Path,
    record_property: Callable[[str, object], None],
) -> None:
    book = create_workbook("Corner Café", tmp_path)
    server = serve_workbook(Path(book.source))
    began = monotonic()
    open_step(page, server.address)
    open_chapter(page, "Start from a file")
    page.get_by_label("Choose a file").set_input_files(sales)
    expect(page.get_by_text("2 about signals, 4 about noise")).to_be_visible()
    expect(page.get_by_role("img", name="Process-behaviour chart of Sales")).to_be_visible()
    page.get_by_role("button", name="Make KPIs of it").click()
    page.get_by_role("button", name="Make the review pack").click()
    copy = page.get_by_role("link", name="Save a copy")
    expect(copy).to_be_visible(timeout=100_000)
    with page.expect_download() as taken:
        copy.click()
    took = monotonic() - began
    record_property("summary", f"From a file to a first pack: 5 clicks, {took:.0f} s")
    assert took < 120
    printed = " ".join(pages(keep(taken.value, tmp_path).read_bytes()))
    assert "One of one KPI gave a signal" in printed
    assert open_workbook(book.source).plan.all(KPI)[0].name == "Sales"


def test_on_a_phone_the_percentage_moves_and_nothing_stands_out_to_the_side(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path, sales: Path
) -> None:
    book = create_workbook("Corner Café", tmp_path)
    page.set_viewport_size(PHONE)
    address = serve_workbook(Path(book.source)).address
    open_step(page, f"{address}#first_look")
    page.get_by_label("Choose a file").set_input_files(sales)
    percent = page.get_by_label("Explain above (%)")
    percent.fill("10")
    percent.press("Tab")
    expect(page.get_by_text("asks twice: all of it about signals.")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    assert Axe().run(page).response["violations"] == []


def test_an_empty_file_after_another_one_is_named_and_what_stood_there_is_gone(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path, sales: Path
) -> None:
    book = create_workbook("Corner Café", tmp_path)
    open_step(page, f"{serve_workbook(Path(book.source)).address}#first_look")
    page.get_by_label("Choose a file").set_input_files(sales)
    expect(page.get_by_text("2 about signals, 4 about noise")).to_be_visible()
    empty = tmp_path / "week 32.csv"
    empty.touch()
    page.get_by_label("Choose a file").set_input_files(empty)
    expect(page.get_by_text("week 32.csv is empty, so there is nothing to")).to_be_visible()
    expect(page.get_by_text("2 about signals, 4 about noise")).to_have_count(0)
    expect(page.get_by_role("progressbar")).to_have_count(0)
