"""A list of records under a person's hands: sorted, filtered, moved, opened, and never lost."""

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.widgets.seen import GOALS, SAVED, saved
from tests.widgets.served import write_notebook

RYE, STALL, FLOUR = (goal["name"] for goal in GOALS.values())
PROJECTOR = {"width": 1280, "height": 720}


@pytest.fixture
def listed(visit: Callable[..., Page], folder: Path) -> Callable[..., Page]:
    """Open the goals as a list."""
    write_notebook(folder, "list_page")
    return visit


def many(folder: Path, count: int) -> None:
    """Write so many goals, each other one of Jonas."""
    goals = {
        f"g{n}": {
            "id": f"g{n}",
            "version": 1,
            "position": n,
            "name": f"Goal {n + 1}",
            "level": "company",
            "owner": f"p{n % 2 + 1}",
            "due": f"2027-{12 - n:02}-28",
        }
        for n in range(count)
    }
    (folder / "goals.json").write_text(json.dumps(goals))


def line(page: Page, name: str) -> Locator:
    """Return what opens a line."""
    return page.get_by_role("button", name=name, exact=True)


def lines(page: Page) -> list[str]:
    """Return the names of the lines as they stand on the page."""
    return page.locator(".wb-opener:visible").all_inner_texts()


def barriers(page: Page) -> list[str]:
    """Return what keeps somebody from using the list."""
    found = Axe().run(page, context=".wb-list").response["violations"]
    return [each["id"] for each in found if each["impact"] in ("critical", "serious")]


def test_enter_opens_a_line_and_what_is_typed_there_is_saved_and_told_by_the_line(
    listed: Callable[..., Page], folder: Path
) -> None:
    page = listed()
    opener = line(page, STALL)
    opener.focus()
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    card = page.get_by_role("group", name=STALL)
    card.get_by_label("Owner").select_option("Tom O’Neill")
    card.get_by_label("Goal").fill("Open a third market stall")
    expect(page.get_by_text(SAVED)).to_be_visible()
    row = page.locator(".wb-entry").nth(1)
    expect(row).to_contain_text("Open a third market stall")
    expect(row).to_contain_text("Tom O’Neill")
    page.keyboard.press("Escape")
    expect(line(page, "Open a third market stall")).to_be_focused()
    expect(card).to_be_hidden()
    assert saved(folder)[1] == "Open a third market stall"


def test_adding_opens_a_new_card_and_leaving_it_empty_leaves_nothing(
    listed: Callable[..., Page], folder: Path
) -> None:
    page = listed()
    add = page.get_by_role("button", name="Add a goal")
    add.click()
    expect(page.get_by_label("Goal, row 4")).to_be_focused()
    page.keyboard.press("Escape")
    expect(add).to_be_focused()
    expect(page.locator(".wb-entry")).to_have_count(3)
    add.click()
    page.keyboard.type("Teach two apprentices")
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_label("Goal, row 4")).to_be_focused()
    assert saved(folder)[3] == "Teach two apprentices"


def test_twelve_lines_are_sorted_filtered_and_seen_at_once_on_a_projector(
    listed: Callable[..., Page], folder: Path
) -> None:
    many(folder, 12)
    page = listed(viewport=PROJECTOR)
    ends = page.locator(".wb-entry").last.bounding_box()
    assert ends and ends["y"] + ends["height"] <= PROJECTOR["height"]
    dates = page.locator(".wb-entry td:last-child > span:last-child")
    assert dates.evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)")
    page.get_by_role("columnheader", name="Due").get_by_role("button").click()
    assert lines(page)[0] == "Goal 12"
    expect(page.get_by_role("columnheader", name="Due")).to_have_attribute("aria-sort", "ascending")
    page.get_by_label("Owner", exact=True).select_option("Jonas Weber")
    expect(page.get_by_text("6 of 12 goals")).to_be_visible()
    assert lines(page) == [f"Goal {n}" for n in (12, 10, 8, 6, 4, 2)]
    line(page, "Goal 10").click()
    page.get_by_label("Owner, row 10").select_option("Amina Diallo")
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_label("Owner, row 10")).to_be_visible()  # not from under the hands
    assert barriers(page) == []
    page.get_by_role("group", name="Goal 10").get_by_role("button", name="Close").click()
    expect(page.get_by_text("5 of 12 goals")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    assert lines(page) == [f"Goal {n}" for n in range(1, 13)]


def test_lines_are_moved_by_keyboard_by_dragging_and_by_a_button(
    listed: Callable[..., Page], folder: Path
) -> None:
    page = listed()
    line(page, FLOUR).focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_text("Now 2 of 3.")).to_be_attached()
    expect(line(page, FLOUR)).to_be_focused()
    assert lines(page) == [RYE, FLOUR, STALL]
    page.locator(".wb-grip").nth(2).drag_to(
        page.locator(".wb-entry").first, target_position={"x": 20, "y": 2}
    )
    expect(page.get_by_text("Now 1 of 3.")).to_be_attached()
    assert lines(page) == [STALL, RYE, FLOUR]
    line(page, STALL).click()
    page.get_by_role("button", name="Move down").click()
    expect(page.locator(".wb-opener").first).to_have_text(RYE)
    expect(page.locator(".wb-savebar")).to_have_attribute("data-state", "saved")
    assert saved(folder) == [RYE, STALL, FLOUR]


def test_rows_of_a_spreadsheet_are_pasted_onto_a_line_and_a_missing_person_is_added(
    listed: Callable[..., Page], folder: Path
) -> None:
    page = listed()
    line(page, RYE).focus()
    page.evaluate(
        "pasteText('Owner\\tGoal\\r\\nInes Duarte\\tBuns\\r\\n\\t\\r\\nTom O’Neill\\tRolls')"
    )
    expect(page.get_by_text("Pasted: 2 goals.")).to_be_attached()
    expect(page.get_by_text("Needs another look: “Owner”.")).to_be_visible()
    line(page, "Buns").click()
    owner = page.get_by_label("Owner, row 4")
    expect(owner.locator("option:checked")).to_have_text("Ines Duarte")
    page.get_by_role("button", name="Add “Ines Duarte”").click()
    expect(owner).to_be_focused()


def test_the_address_opens_a_record_at_its_field(listed: Callable[..., Page]) -> None:
    page = listed()
    found = page.evaluate(
        """() => !document.dispatchEvent(new CustomEvent("workbook:reveal",
          { cancelable: true, detail: { record: "flour", field: "due" } }))"""
    )
    assert found
    expect(page.get_by_label("Due, row 3")).to_be_focused()


def test_removing_what_is_in_use_asks_who_takes_over(
    listed: Callable[..., Page], folder: Path
) -> None:
    (folder / "used").touch()
    page = listed()
    line(page, STALL).click()
    page.get_by_role("button", name="Remove").click()
    window = page.get_by_role("dialog", name=f"Remove “{STALL}”?")
    expect(window.get_by_role("listitem")).to_have_text("Recipe “Rye loaf”")
    expect(page.get_by_text("Undo brings it back")).to_have_count(0)
    found = Axe().run(page, context="dialog[open]").response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("critical", "serious")] == []
    window.get_by_label("Hand all of it over to").select_option(FLOUR)
    window.get_by_role("button", name="Hand over and remove").click()
    expect(window).to_have_count(0)
    expect(page.get_by_role("button", name="Add a goal")).to_be_focused()
    assert saved(folder) == [RYE, FLOUR]


def test_what_was_removed_is_brought_back_after_a_reload(
    listed: Callable[..., Page], folder: Path
) -> None:
    page = listed()
    expect(line(page, STALL)).to_be_visible()
    expect(page.get_by_text("Removed lately")).to_be_hidden()  # there is nothing to bring back
    line(page, STALL).click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    expect(page.get_by_text("Removed lately")).to_be_visible()
    expect(page.get_by_text(SAVED)).to_be_visible()
    page = listed()
    page.get_by_text("Removed lately").click()
    page.get_by_role("button", name="Restore this").click()
    expect(line(page, STALL)).to_be_visible()
    assert sorted(saved(folder)) == sorted([RYE, STALL, FLOUR])


def test_what_was_typed_when_the_kernel_died_is_never_called_saved_and_comes_back(
    listed: Callable[..., Page], folder: Path
) -> None:
    page = listed()
    line(page, STALL).click()
    os.kill(int((folder / "kernel.pid").read_text()), signal.SIGKILL)
    page.get_by_label("Goal, row 2").fill("Open a third market stall")
    bar = page.locator(".wb-savebar")
    expect(bar).to_have_attribute("data-state", "unsaved")
    for _ in range(20):  # all the while until the silence is noticed
        assert bar.get_attribute("data-state") == "unsaved"
        page.wait_for_timeout(200)
    expect(page.get_by_role("alert").filter(has_text="kept in this tab")).to_be_visible(
        timeout=10_000
    )
    page.reload()
    expect(line(page, "Open a third market stall")).to_be_visible(timeout=90_000)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert saved(folder)[1] == "Open a third market stall"


def test_on_a_phone_and_magnified_nothing_sticks_out(
    listed: Callable[..., Page], folder: Path
) -> None:
    many(folder, 7)
    page = listed(viewport={"width": 320, "height": 640})
    for width in (320, 640, 700, 860):
        page.set_viewport_size({"width": width, "height": 640})
        page.locator(".wb-opener").nth(1).click()
        expect(page.locator(".wb-card").first).to_be_visible()
        assert page.evaluate("sticksOut()") == []
        assert barriers(page) == []
        page.locator(".wb-opener").nth(1).click()
