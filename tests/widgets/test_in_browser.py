"""What a person at the keyboard meets, in Chromium and the stock Voilà."""

import json
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import DESK, PHONE
from tests.forms.shelf import Shelf
from tests.widgets.seen import GOALS, SAVED, goal, saved


def paste(page: Page, text: str) -> None:
    page.evaluate("text => pasteText(text)", text)


def test_typing_is_saved_without_leaving_the_field_and_is_there_again(
    visit: Callable[..., Page], folder: Path
) -> None:
    page = visit()
    page.get_by_label("Vision", exact=True).press_sequentially("Bread for the whole valley")
    expect(page.get_by_role("status").filter(has_text=SAVED)).to_be_visible()
    page.get_by_label("Target, row 2").press_sequentially("1200")
    page.get_by_label("Owner, row 3").select_option("Jonas Weber")
    page.get_by_label("By when").fill("2030-06-30")
    page.get_by_label("Due, row 1").fill("2026-12-31")
    expect(page.get_by_text("What is missing")).to_be_hidden()
    expect(page.get_by_label("Target, row 2")).to_have_value("1,200")

    again = visit()
    expect(again.get_by_label("Vision", exact=True)).to_have_value("Bread for the whole valley")
    expect(again.get_by_label("By when")).to_have_value("2030-06-30")
    expect(again.get_by_label("Target, row 2")).to_have_value("1,200")
    expect(again.get_by_label("Owner, row 3")).to_have_value("p2")
    expect(again.get_by_label("Due, row 1")).to_have_value("2026-12-31")


def test_a_reload_right_after_typing_loses_nothing(visit: Callable[..., Page]) -> None:
    page = visit()
    goal(page, 1).fill("Sell 150 loaves of rye a day")
    page.reload()
    expect(goal(page, 1)).to_have_value("Sell 150 loaves of rye a day", timeout=90_000)


def test_adding_puts_the_cursor_into_the_new_row_and_keeps_a_half_filled_one(
    visit: Callable[..., Page], folder: Path
) -> None:
    page = visit()
    page.get_by_role("button", name="Add a goal").click()
    expect(goal(page, 4)).to_be_focused()
    page.get_by_label("Target, row 4").press_sequentially("5")
    expect(page.locator(".wb-savebar")).to_contain_text("Not saved yet: give it a name.")
    goal(page, 4).focus()
    page.keyboard.type("Teach two apprentices")
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(goal(page, 4)).to_be_focused()
    assert saved(folder)[-1] == "Teach two apprentices"


def test_enter_goes_down_and_adds_a_row_at_the_end(visit: Callable[..., Page]) -> None:
    page = visit()
    goal(page, 2).focus()
    page.keyboard.press("Enter")
    expect(goal(page, 3)).to_be_focused()
    page.keyboard.press("Enter")
    expect(goal(page, 4)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Goal, row 5")).to_have_count(0)
    page.keyboard.press("Shift+Enter")
    expect(goal(page, 3)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Owner, row 3")).to_be_focused()


def test_a_date_is_typed_by_keyboard_and_a_half_one_changes_nothing(
    visit: Callable[..., Page], folder: Path
) -> None:
    page = visit()
    page.get_by_label("Due, row 1").focus()
    page.keyboard.type("05052026")  # the same day whether days or months come first
    page.get_by_label("Due, row 2").focus()
    page.keyboard.press("Backspace")
    goal(page, 2).focus()
    expect(page.get_by_text("This date is not complete")).to_be_visible()
    expect(page.locator(".wb-savebar")).to_contain_text("“Due” needs another look")
    goals = json.loads((folder / "goals.json").read_text())
    assert (goals["rye"]["due"], goals["stall"]["due"]) == ("2026-05-05", "2026-09-30")


def test_a_block_from_a_spreadsheet_fills_cells_and_adds_rows(
    visit: Callable[..., Page], folder: Path
) -> None:
    page = visit()
    goal(page, 3).focus()
    paste(page, 'Buns\tTom O’Neill\tteam\t1,500\t1 March 2026\r\n"Rolls,\nsoft"\tNobody\t\t12\r\n')
    expect(goal(page, 3)).to_have_value("Buns")
    expect(page.get_by_label("Owner, row 3")).to_have_value("p3")
    expect(page.get_by_label("Due, row 3")).to_have_value("2026-03-01")
    expect(goal(page, 4)).to_have_value("Rolls, soft")
    owner = page.get_by_label("Owner, row 4")
    expect(owner).to_have_attribute("aria-invalid", "true")
    expect(owner).to_have_accessible_description(re.compile("“Nobody” is not among the people"))
    expect(page.locator(".wb-savebar")).to_contain_text("“Owner” needs another look")
    assert saved(folder)[2:] == ["Buns", "Rolls, soft"]
    owner.select_option("Amina Diallo")
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(owner).not_to_have_attribute("aria-invalid", "true")


def test_what_is_pasted_into_a_new_row_stays_in_sight(
    visit: Callable[..., Page], folder: Path
) -> None:
    page = visit()
    page.get_by_role("button", name="Add a goal").click()
    expect(goal(page, 4)).to_be_focused()
    paste(page, "Buns\tTom O’Neill\r\nRolls\tJonas Weber\r\n")
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.keyboard.press("Tab")
    expect(goal(page, 4)).to_have_value("Buns")
    expect(goal(page, 5)).to_have_value("Rolls")
    assert saved(folder)[3:] == ["Buns", "Rolls"]


def test_a_removed_row_comes_back_with_undo(visit: Callable[..., Page], folder: Path) -> None:
    page = visit()
    page.get_by_role("button", name="Remove row 2").click()
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(page.get_by_text("Removed “Open a second market stall”.")).to_be_visible()
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert len(saved(folder)) == 2
    page.keyboard.press("Enter")
    expect(goal(page, 2)).to_be_focused()
    expect(undo).to_be_hidden()
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert saved(folder) == [goal["name"] for goal in GOALS.values()]


def test_rows_are_moved_by_keyboard_and_keep_the_focus(
    visit: Callable[..., Page], folder: Path
) -> None:
    page = visit()
    goal(page, 3).focus()
    page.keyboard.type("!")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    expect(goal(page, 1)).to_have_value(re.compile("local flour!|!Bake"))
    expect(goal(page, 1)).to_be_focused()
    expect(page.get_by_text("Now row 1 of 3.")).to_be_attached()
    page.get_by_role("button", name="Move row 2 down").click()
    expect(goal(page, 3)).to_have_value(GOALS["rye"]["name"])
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert saved(folder)[1:] == [GOALS["stall"]["name"], GOALS["rye"]["name"]]


def test_several_references_are_ticked_by_keyboard(
    visit: Callable[..., Page], folder: Path
) -> None:
    page = visit()
    needs = page.get_by_label("Needs, row 1")
    needs.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(needs).to_have_text("Open a second market stall")
    page.keyboard.press("Escape")
    expect(needs).to_be_focused()
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert json.loads((folder / "goals.json").read_text())["rye"]["needs"] == ["stall"]


def test_a_conflict_is_shown_field_by_field_and_settled(
    visit: Callable[..., Page], folder: Path
) -> None:
    page = visit()
    goal(page, 1).focus()
    Shelf(folder / "goals.json").put("rye", name="Sell 90 loaves of rye a day")
    goal(page, 1).fill("Sell 200 loaves of rye a day")
    contest = page.locator(".wb-contest")
    expect(contest).to_contain_text("Sell 90 loaves")
    expect(contest).to_contain_text("Sell 200 loaves")
    for size in DESK, PHONE:
        page.set_viewport_size(size)
        sentence, sides = (page.locator(at).bounding_box() for at in (".wb-line", ".wb-contest"))
        assert sentence and sides
        assert sentence["y"] + sentence["height"] <= sides["y"], "the sentence hides the choice"
        assert sentence["width"] > 200, "the sentence is squeezed"
    page.get_by_role("button", name="Keep mine: Goal").click()
    expect(contest).to_have_count(0)
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert saved(folder)[0] == "Sell 200 loaves of rye a day"


def test_what_a_colleague_saved_comes_in_but_not_into_the_cell_in_hand(
    visit: Callable[..., Page], folder: Path
) -> None:
    page = visit()
    goal(page, 1).focus()
    shelf = Shelf(folder / "goals.json")
    shelf.put("rye", name="Sell 90 loaves of rye a day")
    shelf.put("stall", name="Open a third market stall")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(goal(page, 2)).to_have_value("Open a third market stall")
    expect(goal(page, 1)).to_have_value(GOALS["rye"]["name"])
    goal(page, 2).focus()
    expect(goal(page, 1)).to_have_value("Sell 90 loaves of rye a day")


def test_a_dead_kernel_is_noticed_within_ten_seconds_and_typing_stays(
    visit: Callable[..., Page], folder: Path
) -> None:
    page = visit()
    goal(page, 1).press_sequentially(" or more")
    expect(page.get_by_text(SAVED)).to_be_visible()
    os.kill(int((folder / "kernel.pid").read_text()), signal.SIGKILL)
    goal(page, 2).fill("Typed into the void")
    alert = page.get_by_role("alert").filter(has_text="Connection lost")
    expect(alert).to_contain_text("changes are NOT being saved", timeout=10_000)
    expect(goal(page, 2)).to_have_value("Typed into the void")
    assert "or more" in saved(folder)[0]


@pytest.mark.parametrize(
    ("width", "height", "scheme"),
    [(1280, 900, "light"), (390, 844, "light"), (1280, 900, "dark")],
)
def test_the_page_is_accessible_and_fits_at_every_size(
    visit: Callable[..., Page], tmp_path: Path, width: int, height: int, scheme: str
) -> None:
    page = visit(viewport={"width": width, "height": height})
    if scheme == "dark":
        page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    page.get_by_label("Needs, row 1").click()
    page.get_by_label("Target, row 1").fill("lots")
    expect(page.get_by_text("“lots” is not a number")).to_be_visible()
    page.screenshot(path=tmp_path / f"{width}-{scheme}.png")
    serious = {"critical", "serious"}
    found = Axe().run(page, context=".wb-page").response["violations"]
    assert [violation["id"] for violation in found if violation["impact"] in serious] == []
    assert page.evaluate("sticksOut()") == []


def test_at_no_width_a_button_lies_over_a_field_or_sticks_out(visit: Callable[..., Page]) -> None:
    page = visit()
    for width in (320, 480, 640, 760, 860, 1000):
        page.set_viewport_size({"width": width, "height": 700})
        layout = "cards" if width < 1000 else re.compile("cards|table")
        expect(page.locator(".wb-table")).to_have_attribute("data-layout", layout)
        assert page.evaluate("[covers(), sticksOut()]") == [[], []], width
