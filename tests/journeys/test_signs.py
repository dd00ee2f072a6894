"""The five signs in the browser: counts from slips become bars, and lists are gone once kept."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import ServeWorkbook
from tests.journeys.guided import open_step, see_saved
from workbook import create_workbook
from workbook.store import Edit
from workbook.strategy import Objective
from workbook.strategy.position import Recalled, RecallRound

LISTS = "24 cafés; a new oven\n24 cafes\n–\nhire a baker\na new oven"


def test_slips_become_bars_and_lists_become_counts(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    book.save([Edit(Objective, "cafes", {"name": "Supply 24 cafés"})])
    server = serve_workbook(book.source)
    open_step(page, server.step("02_assess_position") + "#signs")

    page.get_by_role("button", name="Add a sitting").click()
    page.get_by_label("Asked on").fill("2026-09-01")
    priorities = page.get_by_label("Priorities shift, and nobody says why.").filter(visible=True)
    priorities.first.fill("0 1 1 2 0")
    priorities.first.blur()
    expect(page.get_by_text("That is four answers.").first).to_be_visible()
    priorities.first.fill("0 1 1 2 3")
    priorities.first.blur()
    see_saved(page)
    expect(page.get_by_text("5 of 7 say that priorities shift")).to_be_visible()
    expect(page.get_by_role("img", name="Marks: 1 gave it 2")).to_be_visible()

    page.get_by_text("Type in people’s lists …").click()
    lists = page.get_by_label("Lists", exact=True)
    lists.fill(LISTS)
    book.save([Edit(Objective, "waste", {"name": "Throw away less"})])
    page.get_by_label("People asked").fill("6")
    means = page.get_by_label("What “24 cafes” means")
    expect(means).to_have_value("cafes")
    page.get_by_label("What “hire a baker” means").select_option("Throw away less")
    found = Axe().run(page, context=".wb-chapter-signs").response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("critical", "serious")] == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.get_by_role("button", name="Keep this round, forget the lists").click()
    expect(page.get_by_text("named 30% of what they could have named")).to_be_visible()
    expect(lists).to_have_value("")
    [kept] = book.plan.all(RecallRound)
    assert (kept.people, kept.asked) == (5, 6)
    assert sum(each.named_by for each in book.plan.all(Recalled)) == 5
