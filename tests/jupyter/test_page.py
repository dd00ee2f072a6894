"""The owner's page: a notebook without its code, on every screen, without the internet."""

from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Dialog, Page, expect

from tests.conftest import PHONE, Served, ServeWorkbook
from tests.jupyter.conftest import write_notebook


def open_step(page: Page, server: Served, name: str) -> None:
    page.goto(server.step(name))


def findings(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [each["id"] for each in found if each["impact"] in ("critical", "serious")]


def test_a_person_opens_the_printed_address_and_types(page: Page, server: Served) -> None:
    page.goto(server.address)
    page.get_by_label("Name").fill("Rosa")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Hello Rosa.")).to_be_visible()


def test_the_page_says_what_it_is(page: Page, server: Served) -> None:
    page.goto(server.address)
    expect(page).to_have_title("00_start · Strategy Workbook")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("main")).to_contain_text("Start")
    expect(page.locator("meta[name=viewport]")).to_have_count(1)


def test_no_code_is_in_sight(page: Page, server: Served) -> None:
    page.goto(server.address)
    expect(page.get_by_label("Name")).to_be_visible()
    assert "import" not in page.get_by_role("main").inner_text()
    assert "ipywidgets" not in page.content()


def test_the_key_leaves_the_address_at_once(page: Page, server: Served) -> None:
    page.goto(server.address)
    expect(page).to_have_url(f"{server.origin}/voila/render/bakery/00_start.ipynb")
    page.reload()
    expect(page.get_by_label("Name")).to_be_visible()


def test_the_page_says_that_it_is_opening_until_it_has(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    wait = "import pathlib, time\nwhile not pathlib.Path({!r}).exists(): time.sleep(0.05)"
    ready = tmp_path / "ready"
    write_notebook(tmp_path / "00_start.ipynb", [wait.format(str(ready)), "print('Here it is.')"])
    server = serve_workbook("bakery.workbook", notebooks=tmp_path)
    page.goto(server.address, wait_until="commit")
    expect(page.get_by_role("status")).to_have_text("Opening your workbook…")
    ready.touch()
    expect(page.get_by_text("Here it is.")).to_be_visible()
    expect(page.get_by_role("status")).to_have_count(0)


def test_who_is_asked_whether_to_leave_and_stays_can_go_on(page: Page, server: Served) -> None:
    page.goto(server.address)
    page.get_by_label("Name").fill("Ro")
    page.keyboard.press("Tab")
    page.evaluate("() => { window.onbeforeunload = (event) => event.preventDefault() }")
    with page.expect_event("dialog") as asked:
        page.once("dialog", Dialog.dismiss)
        page.evaluate("() => { setTimeout(() => location.reload()) }")
    assert asked.value.type == "beforeunload"
    page.get_by_label("Name").fill("Rosa")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Hello Rosa.")).to_be_visible()


@pytest.mark.parametrize("words", ["in prose", "in a form", "in a result"])
def test_a_link_to_the_next_step_stays_in_the_tab(page: Page, server: Served, words: str) -> None:
    page.goto(server.address)
    page.get_by_role("link", name=f"Next, {words}").click()
    expect(page.get_by_role("heading", name="The next step")).to_be_visible()
    expect(page).to_have_url(f"{server.origin}/voila/render/bakery/01_next.ipynb")


def test_the_page_follows_the_light(page: Page, server: Served) -> None:
    page.goto(server.address)
    expect(page.get_by_label("Name")).to_be_visible()
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "true")
    expect(page.get_by_role("main")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    expect(page.get_by_role("main")).to_have_css("background-color", "rgb(21, 27, 27)")


def test_paper_is_white_whatever_the_screen_is(page: Page, server: Served) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(server.address)
    expect(page.get_by_label("Name")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "true")
    page.emulate_media(media="print")
    expect(page.get_by_role("main")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")


def test_a_phone_scrolls_down_and_never_sideways(page: Page, server: Served) -> None:
    page.set_viewport_size(PHONE)
    open_step(page, server, "long")
    last = page.get_by_text("Paragraph 11.")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_projector_shows_larger_letters(page: Page, server: Served) -> None:
    open_step(page, server, "long")
    title = page.get_by_role("heading", name="Long")
    at_the_desk = title.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    page.set_viewport_size({"width": 1920, "height": 1080})
    on_the_wall = title.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
    assert on_the_wall > 1.2 * at_the_desk


def test_all_of_a_long_page_is_printed(page: Page, server: Served) -> None:
    open_step(page, server, "long")
    expect(page.get_by_text("Paragraph 11.")).to_be_visible()
    printed = Path(server.errors.parent / "printed.pdf")
    page.pdf(path=printed)
    with pikepdf.open(printed) as pdf:
        assert len(pdf.pages) > 5


def test_a_warning_is_not_for_the_owner(page: Page, server: Served) -> None:
    open_step(page, server, "warning")
    expect(page.get_by_text("All is well.")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("for the programmer")


def test_a_page_that_breaks_keeps_what_stands_and_says_what_to_do(
    page: Page, server: Served
) -> None:
    open_step(page, server, "broken")
    expect(page.get_by_role("alert")).to_contain_text("Nothing that was saved is lost.")
    expect(page.get_by_role("alert")).to_contain_text("Open the page again")
    expect(page.get_by_text("Before.", exact=True)).to_be_visible()
    assert "ZeroDivisionError" not in page.content()
    assert "ZeroDivisionError" in server.complaints  # for whoever helps


def test_an_error_of_ours_is_shown_as_its_sentence(page: Page, server: Served) -> None:
    open_step(page, server, "refused")
    expect(page.get_by_role("alert")).to_contain_text("No <b>such</b> file.")
    assert "such" not in server.complaints


def test_a_page_that_is_not_there_leads_back(page: Page, server: Served) -> None:
    for path in (
        "/voila/render/bakery/nothing.ipynb",
        "/voila/render/other/00_start.ipynb",
        "/nothing",
    ):
        page.goto(server.url(path))
        expect(page.get_by_role("heading")).to_have_text("This page is not in the workbook")
        assert findings(page) == []
    page.get_by_role("link", name="Go to the workbook").click()
    expect(page.get_by_label("Name")).to_be_visible()


def test_without_the_key_nothing_opens_and_the_page_says_where_it_is(
    page: Page, server: Served
) -> None:
    page.goto(f"{server.origin}/voila/render/bakery/00_start.ipynb")
    expect(page.get_by_role("heading")).to_have_text("This address needs its key")
    assert findings(page) == []
    page.get_by_label("after token=").fill("guess")
    page.get_by_role("button", name="Open the workbook").click()
    expect(page.get_by_role("alert")).to_contain_text("That was not the key.")
    page.get_by_label("after token=").fill(server.token)
    page.get_by_role("button", name="Open the workbook").click()
    expect(page.get_by_label("Name")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_a_page(page: Page, server: Served, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    open_step(page, server, "broken")
    expect(page.get_by_role("alert")).to_be_visible()
    assert findings(page) == []
    open_step(page, server, "01_next")
    expect(page.get_by_role("heading")).to_be_visible()
    assert findings(page) == []
