"""The register in the browser: weighed in a fold, to be read once taken, replaced, not changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import PHONE, ServeWorkbook
from tests.journeys.guided import open_step, see_saved
from tests.journeys.test_example_pack import example
from tests.pack.paper import pages
from workbook import Quarter, Workbook
from workbook.strategy import Decision

HIRE = "Hire the second shift lead now, or wait until January?"
CLOSE = "Close the shop at 17:00 on Mondays"


@pytest.fixture
def bakery(tmp_path: Path) -> Iterator[Workbook]:
    book = example(tmp_path)
    yield book
    book.store.close()


def the(book: Workbook, title: str) -> Decision:
    return next(each for each in book.plan.all(Decision) if each.title == title)


def test_a_decision_is_weighed_looked_at_again_and_replaced(
    page: Page, serve_workbook: ServeWorkbook, bakery: Workbook, tmp_path: Path
) -> None:
    server = serve_workbook(bakery.source)
    page.set_viewport_size(PHONE)
    chapter = server.step("03_map_route") + "#decisions"

    # Its address leads into the fold.
    open_step(page, f"{chapter}/{the(bakery, HIRE).id}/effect_odds")
    card = page.locator(".wb-card:visible").first
    odds = card.get_by_label("Odds (%)")
    expect(odds).to_be_focused()
    odds.fill("73")
    expect(card.get_by_text("“Odds” can only be in steps of 5.")).to_be_visible()
    odds.fill("70")
    see_saved(page)
    page.keyboard.press("Escape")

    # What was taken is there to be read.
    page.get_by_role("button", name=CLOSE, exact=True).click()
    taken = page.get_by_role("group", name=CLOSE)
    expect(taken.get_by_label("Reason")).not_to_be_editable()
    expect(taken.get_by_label("Kind")).to_be_disabled()
    expect(taken.get_by_label("Owner")).to_be_enabled()
    barriers = Axe().run(page, context=".wb-chapter-decisions").response["violations"]
    assert [b["id"] for b in barriers if b["impact"] in ("critical", "serious")] == []
    page.keyboard.press("Escape")

    # A change is a new decision.
    page.get_by_text("Replace a decision that was taken …").click()
    standing = page.get_by_role("listitem").filter(has_text=CLOSE)
    standing.get_by_role("button", name="Replace this decision").click()
    expect(page.get_by_text("is begun in the place of")).to_be_visible()
    assert [each.title for each in bakery.plan.all(Decision) if each.replaces_id].count(CLOSE) == 1

    # What came back is answered where its evidence stands.
    asked = page.locator(".ws-answers:visible").first
    asked.get_by_label("What happened?").select_option("it did not")
    see_saved(page)
    expect(page.get_by_text("say what happened with")).to_be_hidden()

    made = bakery.render(Quarter.parse("2026-Q3"), tmp_path)
    told = " ".join(pages(made.pdf.read_bytes()))
    assert "What came of earlier decisions" in told
    assert "It did not" in told
    assert "Odds: 70%" in told
