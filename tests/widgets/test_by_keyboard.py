"""Everything that a page offers, done by somebody who does not use a mouse."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.widgets.seen import GOALS, SAVED, goal, saved

MOST = 70  # presses of Tab from one end of the page to the other


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab until the focus is there, as somebody does who knows no shortcut."""
    for _ in range(MOST):
        page.keyboard.press(key)
        if target.evaluate("node => node === document.activeElement"):
            return
    raise AssertionError(f"{MOST} presses of {key} did not lead to {target}")


def test_a_whole_visit_without_a_mouse(visit: Callable[..., Page], folder: Path) -> None:
    page = visit()
    bar = page.locator(".wb-savebar")
    tab_to(page, page.get_by_label("Vision", exact=True))
    page.keyboard.type("Bread for the whole valley")
    tab_to(page, page.get_by_label("Everybody has heard it"))
    page.keyboard.press("Space")
    expect(page.get_by_text(SAVED)).to_be_visible()

    tab_to(page, page.get_by_role("button", name="Add a goal"))
    page.keyboard.press("Enter")
    expect(goal(page, 4)).to_be_focused()
    for words in ("Teach two apprentices", "Tom", "team", "2"):  # goal, owner, level, target
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    expect(page.get_by_label("Due, row 4")).to_be_focused()
    page.keyboard.type("05052027")
    expect(page.get_by_label("Owner, row 4")).to_have_value("p3")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_text("Now row 3 of 4.")).to_be_attached()
    expect(page.get_by_label("Due, row 3")).to_be_focused()
    expect(bar).to_have_attribute("data-state", "saved")
    assert saved(folder)[2] == "Teach two apprentices"

    tab_to(page, page.get_by_role("button", name="Remove row 3"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(goal(page, 3)).to_be_focused()
    expect(goal(page, 3)).to_have_value("Teach two apprentices")

    tab_to(page, goal(page, 1), "Shift+Tab")
    page.keyboard.press("End")
    page.keyboard.type(", Sundays too")
    expect(bar).to_have_attribute("data-state", "unsaved")
    expect(bar).to_have_attribute("data-state", "saved")
    opener = page.get_by_role("button", name="History of row 1")
    tab_to(page, opener)
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog")
    expect(window.get_by_role("button", name="Restore this")).to_be_visible()
    page.keyboard.press("Escape")
    expect(window).to_have_count(0)
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    expect(window.get_by_role("button", name="Restore this")).to_be_visible()
    tab_to(page, window.get_by_role("button", name="Restore this"))
    page.keyboard.press("Enter")
    expect(window).to_have_count(0)
    expect(goal(page, 1)).to_have_value(GOALS["rye"]["name"])
    expect(bar).to_have_attribute("data-state", "saved")
    assert set(saved(folder)) == {"Teach two apprentices", *(g["name"] for g in GOALS.values())}

    tab_to(page, page.get_by_role("link", name="Next: Assess your position"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("02_assess_position"))
