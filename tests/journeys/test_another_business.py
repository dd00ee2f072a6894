"""Many businesses, one server: each has its own pages, and no answer goes astray."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import ServeWorkbook
from tests.journeys.guided import open_step, see_saved
from workbook import create_workbook, open_workbook
from workbook.strategy.start import Person

OPENER = "Open another business, or begin a new one"


def people(source: Path | str) -> list[str]:
    return [person.name for person in open_workbook(source).plan.all(Person)]


def add_person(page: Page, name: str) -> None:
    page.get_by_role("button", name="Add a person").click()
    page.get_by_label(re.compile(r"^Name, row \d$")).last.fill(name)
    see_saved(page)


@pytest.mark.parametrize("facilitator", [False, True], ids=["page", "jupyterlab"])
def test_two_businesses_are_open_at_once_and_a_third_is_begun(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path, facilitator: bool
) -> None:
    bakery, cafe = (create_workbook(name, tmp_path) for name in ("Rise Bakery", "Corner Café"))
    server = serve_workbook(bakery.source, facilitator=facilitator)
    open_step(page, server.address)
    expect(page.get_by_text("Corner Café")).to_have_count(0)

    second = page.context.new_page()
    open_step(second, server.address)
    second.get_by_text(OPENER).click()
    second.get_by_role("button", name="Open Corner Café").click()
    expect(second).to_have_url(re.compile("/corner-cafe/00_start.ipynb"))
    expect(second.locator(".wb-whose").filter(visible=True)).to_have_text("Corner Café")
    expect(second.get_by_text("Everything is saved.").filter(visible=True)).to_be_visible()
    if not facilitator:  # JupyterLab keeps the page before behind this one
        expect(page).to_have_title("People · Start · Rise Bakery")
        expect(second).to_have_title("People · Start · Corner Café")
        add_person(second, "Tom")
        add_person(page, "Maya")
        assert (people(bakery.source), people(cafe.source)) == (["Maya"], ["Tom"])

    page.get_by_text(OPENER).click()
    page.get_by_label("Name of a new business").fill("Night Market")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/night-market/00_start.ipynb"))
    expect(page.locator(".wb-whose").filter(visible=True)).to_have_text("Night Market")
    assert (tmp_path / "night-market.workbook").exists()
    assert server.complaints == ""


def test_what_is_wrong_stands_beside_what_was_typed_and_a_keyboard_is_enough(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    server = serve_workbook(create_workbook("Rise Bakery", tmp_path).source)
    open_step(page, server.address)
    page.get_by_text(OPENER).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("There is no other workbook in this folder yet.")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Name of a new business")).to_be_focused()
    page.keyboard.type("Rise Bakery")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="is there already")).to_be_visible()
    field = page.get_by_label("Name of a new business")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("critical", "serious")] == []

    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Corner Café")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/corner-cafe/00_start.ipynb"))
    expect(page.get_by_text("Everything is saved.")).to_be_visible()
