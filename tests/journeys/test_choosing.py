"""Competing initiatives compared in the browser, without a mouse, and looked at on a telephone."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import DESK, PHONE, ServeWorkbook
from tests.journeys.guided import open_step, see_saved
from tests.journeys.test_by_keyboard import Hands
from workbook import create_workbook, open_workbook
from workbook.store import Edit
from workbook.strategy import Criterion, Initiative, Score

WORK = ("Second shift lead", "Price list", "Third van")
SCORES = {"Cafés won": (90, 40, 10, 0), "Calm weeks": (80, 50, 30, 20)}  # doing nothing last


def barriers(page: Page) -> list[str]:
    """Return what axe finds in the chapter that keeps people out."""
    found = Axe().run(page, context=".wb-chapter-choosing").response["violations"]
    return [one["id"] for one in found if one["impact"] in ("critical", "serious")]


def test_what_competes_is_scored_and_weighed_without_a_mouse(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    book.save(
        [
            *(Edit(Initiative, name, {"name": name, "position": n}) for n, name in enumerate(WORK)),
            Edit(
                Criterion, "calm", {"name": "Calm weeks", "worst": "longer nights", "best": "40 h"}
            ),
        ]
    )
    open_step(page, serve_workbook(book.source).step("03_map_route") + "#choosing")
    hands = Hands(page)

    # A criterion more has a column of its own at once.
    hands.press("Add a criterion")
    page.keyboard.type("Cafés won")
    page.keyboard.press("Tab")
    page.keyboard.type("none")
    page.keyboard.press("Tab")
    page.keyboard.type("twenty")
    see_saved(page)
    page.keyboard.press("Escape")

    # Down a column, as in a spreadsheet.
    for name, column in SCORES.items():
        page.get_by_role("textbox", name=f"{name}, {WORK[0]}").focus()
        for value in column:
            page.keyboard.type(str(value))
            page.keyboard.press("Enter")
    see_saved(page)
    standing = page.locator(".ws-choosing")
    expect(standing.get_by_text("Give a swing to “Calm weeks” and “Cafés won”.")).to_be_visible()
    hands.write("Swing, Calm weeks", "40")
    page.keyboard.press("Enter")
    page.keyboard.type("100")
    page.keyboard.press("Enter")
    see_saved(page)
    said = standing.get_by_text("“Second shift lead” leads: it is first in 100% of weightings.")
    expect(said).to_be_visible()
    bars = standing.get_by_role("region", name="Points, and how sure each place is")
    expect(bars.get_by_text("Cafés won 71%")).to_be_visible()
    standing.get_by_text("Who beats whom, and what this rests on").press("Enter")
    expect(standing.get_by_role("region", name="Who beats whom")).to_be_visible()

    assert page.viewport_size == DESK
    assert barriers(page) == []
    page.set_viewport_size(PHONE)
    expect(bars).to_be_hidden()
    expect(standing.get_by_text("Second shift lead: 87 points, first in 100%")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert barriers(page) == []

    kept = open_workbook(book.source).plan.all(Score)
    assert len(kept) == len(WORK) * len(SCORES)
