"""Limits typed in the browser, what fits told at once, and the bars that follow their dates."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import PHONE, ServeWorkbook
from tests.journeys.guided import open_step, see_saved
from workbook import create_workbook, open_workbook
from workbook.store import Edit
from workbook.strategy import Initiative, NotDoing, Objective


def barriers(page: Page, chapter: str) -> list[str]:
    """Return what axe finds in a chapter that keeps people out."""
    found = Axe().run(page, context=f".wb-chapter-{chapter}").response["violations"]
    return [one["id"] for one in found if one["impact"] in ("critical", "serious")]


def test_what_fits_is_told_while_limits_are_typed_and_what_falls_out_is_left_by_one_press(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    calm, cafes = {"objective_ids": ["calm"]}, {"objective_ids": ["cafes"]}
    book.save(
        [
            Edit(Objective, "cafes", {"name": "Win cafés", "weight": 70}),
            Edit(Objective, "calm", {"name": "Calm nights", "weight": 30, "position": 1}),
            Edit(
                Initiative, "van", {"name": "Second van", "hours": 60, "due": "2026-12-31"} | cafes
            ),
            Edit(Initiative, "class", {"name": "Class", "hours": 60, "position": 1} | calm),
        ]
    )
    route = serve_workbook(book.source).step("03_map_route")
    open_step(page, f"{route}#choosing")
    page.get_by_role("textbox", name="Working hours").fill("100")
    see_saved(page)
    fits = page.locator(".ws-affordable")
    expect(fits.get_by_text("1 of 2 fit together, worth 70.0 points.")).to_be_visible()
    fits.get_by_role("button", name="To the not-doing list").click()
    expect(fits.get_by_text("“Class” is on the not-doing list.")).to_be_visible()
    assert [each.name for each in open_workbook(book.source).plan.all(NotDoing)] == ["Class"]
    page.set_viewport_size(PHONE)
    assert barriers(page, "choosing") == []

    open_step(page, f"{route}#roadmap")
    later = page.locator(".wb-chapter-roadmap").get_by_role("listitem").filter(has_text="Later:")
    expect(later.filter(has_text="Second van")).to_be_visible()
    assert barriers(page, "roadmap") == []
