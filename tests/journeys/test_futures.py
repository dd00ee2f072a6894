"""Futures and risks in the browser: a world gets a name, the usual challenges come by one press."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import ServeWorkbook
from tests.journeys.guided import open_chapter, open_step, see_saved
from workbook import create_workbook
from workbook.strategy.route import Risk, World
from workbook.strategy.route.risks import USUAL


def clean(page: Page, chapter: str) -> bool:
    """Tell whether axe finds nothing serious, and whether the chapter fits on a phone."""
    found = Axe().run(page, context=f".wb-chapter-{chapter}").response["violations"]
    assert [b["id"] for b in found if b["impact"] in ("critical", "serious")] == []
    page.set_viewport_size({"width": 390, "height": 844})
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return wide <= 390


def test_what_may_come_is_named_and_what_could_go_wrong_is_taken_up(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    server = serve_workbook(book.source)
    page.on("dialog", lambda dialog: dialog.accept())
    open_step(page, server.step("03_map_route") + "#futures")
    page.get_by_role("button", name="Add an uncertainty").click()
    page.get_by_label("What nobody can know, row 1").fill("How many cafés open")
    page.get_by_label("It may go this way, row 1").fill("they close")
    page.get_by_label("Or that way, row 1").fill("one in every street")
    see_saved(page)
    page.get_by_label("Name of this world, they close").fill("Quiet street")
    see_saved(page)
    expect(page.get_by_text("Give two worlds a name; then you see what survives.")).to_be_visible()
    assert clean(page, "futures")

    open_chapter(page, "Risks")
    page.get_by_text("Begin with the challenges that most firms meet …").click()
    page.get_by_role("button", name="Put them in the list").click()
    expect(page.get_by_role("button", name=USUAL["growth"][0])).to_be_visible()
    page.get_by_role("button", name=USUAL["growth"][0]).click()
    page.get_by_label("How likely").last.select_option(index=4)
    page.get_by_label("How bad").last.select_option(index=4)
    see_saved(page)
    expect(page.get_by_role("img", name="Map of one risk")).to_be_visible()
    assert clean(page, "risks")
    assert [world.name for world in book.plan.all(World)] == ["Quiet street"]
    assert len(book.plan.all(Risk)) == len(USUAL)
