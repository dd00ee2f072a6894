"""The strategy map in the browser: places, an arrow, and the map that follows; on a phone, too."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import ServeWorkbook
from tests.journeys.guided import open_step, see_saved
from workbook import create_workbook
from workbook.store import Edit
from workbook.strategy import Link, Objective


def test_an_arrow_is_drawn_as_what_is_known_of_it_while_somebody_types(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    aims = {"late": "Deliver 97% by seven", "cafes": "Supply 24 cafés"}
    book.save([Edit(Objective, id, {"name": name}) for id, name in aims.items()])
    server = serve_workbook(book.source)
    page.on("dialog", lambda dialog: dialog.accept())
    open_step(page, server.step("00_start") + "#business")
    kind = page.get_by_label("Kind", exact=True)
    expect(kind).to_have_value("business")
    kind.select_option("A non-profit, for a mission")
    see_saved(page)
    open_step(page, server.step("03_map_route") + "#map")

    for aim, place in {aims["late"]: "Internal process", aims["cafes"]: "Customer"}.items():
        page.get_by_label(f"Perspective, {aim}").select_option(place)
    page.get_by_role("button", name="Add an arrow").click()
    page.get_by_label("From, row 1").select_option("Deliver 97% by seven")
    page.get_by_label("To, row 1").select_option("Supply 24 cafés")
    see_saved(page)
    drawn = page.get_by_role("region", name="The strategy map")
    expect(drawn.get_by_text("1 untested")).to_be_visible()
    expect(page.get_by_text("Nobody has written the mission")).to_be_visible()
    expect(page.get_by_text("No objective under financial.")).to_be_visible()
    [kept] = book.plan.all(Link)
    assert (kept.from_id, kept.to_id) == ("late", "cafes")

    barriers = Axe().run(page, context=".wb-chapter-map").response["violations"]
    assert [b["id"] for b in barriers if b["impact"] in ("critical", "serious")] == []
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_text("1: Deliver 97% by seven → Supply 24 cafés.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
