"""A person opens the history of a row or a form, and puts something back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.widgets.seen import SAVED, goal, saved


def serious(page: Page) -> list[str]:
    """Return what axe finds that keeps people out."""
    found = Axe().run(page, context=".wb-page").response["violations"]
    return [one["id"] for one in found if one["impact"] in ("critical", "serious")]


@pytest.mark.parametrize(
    ("size", "scheme"), [((1280, 900), "light"), ((390, 844), "light"), ((390, 844), "dark")]
)
def test_what_stood_before_comes_back(
    visit: Callable[..., Page], folder: Path, tmp_path: Path, size: tuple[int, int], scheme: str
) -> None:
    page = visit(viewport={"width": size[0], "height": size[1]})
    if scheme == "dark":
        page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    old = goal(page, 1).input_value()
    goal(page, 1).fill("Sell 90 loaves of rye a day, on every day that is not a Sunday")
    expect(page.get_by_text(SAVED)).to_be_visible()
    opener = page.get_by_role("button", name="History of row 1")
    opener.click()
    window = page.get_by_role("dialog", name="History of “Sell 90 loaves")
    expect(window).to_contain_text("12 March 2026, 14:05, Jonas Weber")
    expect(window).to_contain_text(f"name {old} → Sell 90 loaves of rye a day")
    expect(window).to_contain_text("“The van came late.”")
    page.screenshot(path=tmp_path / f"history-{size[0]}-{scheme}.png")
    assert serious(page) == []
    assert page.evaluate("sticksOut()") == []

    window.get_by_role("button", name="Restore this").click()
    expect(window).to_have_count(0)
    expect(opener).to_be_focused()
    expect(goal(page, 1)).to_have_value(old)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert saved(folder)[0] == old
    lines = json.loads((folder / "goals.journal").read_text())
    assert [line["after"]["name"] for line in lines][-1] == old


def test_the_history_of_a_form_opens_closes_and_restores(
    visit: Callable[..., Page], folder: Path, tmp_path: Path
) -> None:
    page = visit()
    vision = page.get_by_label("Vision", exact=True)
    opener = page.get_by_role("button", name="History of “Vision”")
    window = page.get_by_role("dialog", name="History of “Vision”")
    opener.click()
    expect(window).to_contain_text("Nothing has been saved here yet.")
    page.keyboard.press("Escape")
    expect(window).to_have_count(0)
    expect(opener).to_be_focused()
    for text in ("Bread for the valley", "Cake for the valley"):
        vision.fill(text)
        expect(page.locator(".wb-savebar")).to_have_attribute("data-state", "unsaved")
        expect(page.locator(".wb-savebar")).to_have_attribute("data-state", "saved")
    opener.click()
    expect(window.get_by_role("listitem")).to_have_count(2)
    page.screenshot(path=tmp_path / "history-form.png")
    window.get_by_role("button", name="Restore this").click()
    expect(vision).to_have_value("Bread for the valley")
    expect(page.get_by_text("Restored.")).to_be_visible()
    stored = json.loads((folder / "vision.json").read_text())
    assert stored["vision"]["vision"] == "Bread for the valley"
