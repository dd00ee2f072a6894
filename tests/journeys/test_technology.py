"""A chapter beyond the first pack: typed in the browser, there after a restart, and printed."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.conftest import ServeWorkbook
from tests.journeys.guided import open_step, see_saved
from tests.pack.paper import pages
from workbook import Quarter, create_workbook, open_workbook
from workbook.store import Edit
from workbook.strategy import Objective, Person

STEP = "02_assess_position"
MAP = "Capabilities and their gaps"


def test_a_capability_is_judged_by_what_its_level_means_and_stands_in_the_pack(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    book.save(
        [
            Edit(Person, "jonas", {"name": "Jonas Weber"}),
            Edit(Objective, "late", {"name": "Deliver 97% by seven"}),
        ]
    )
    server = serve_workbook(book.source)
    page.on("dialog", lambda dialog: dialog.accept())

    open_step(page, server.step(STEP))
    page.get_by_role("link", name="Technology").click()
    page.get_by_role("button", name="Add a capability").click()
    card = page.locator(".wb-card:visible")
    card.get_by_label("Capability").press_sequentially("Plan the rounds")
    card.get_by_label("Serves").select_option("Deliver 97% by seven")
    card.get_by_label("Level now").select_option("1 – by hand, by one person")
    card.get_by_label("Level needed").select_option("3 – written down, and used as written")
    see_saved(page)
    expect(page.get_by_role("region", name=MAP).get_by_text("at 1, needs 3")).to_be_visible()
    server.stop()

    again = serve_workbook(book.source)
    open_step(page, again.step(STEP) + "#technology")
    expect(page.get_by_role("region", name=MAP).get_by_text("at 1, needs 3")).to_be_visible()

    made = open_workbook(book.source).render(Quarter.parse("2026-Q3"), tmp_path)
    [told] = [text for text in pages(made.pdf.read_bytes()) if "What to close first" in text]
    assert "Plan the rounds" in told
    assert "the instructions" in told
