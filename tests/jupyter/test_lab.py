"""The facilitator's view: the same pages in JupyterLab, running by themselves."""

from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Served
from tests.jupyter.conftest import ask


def open_notebook(page: Page, server: Served, name: str = "00_start") -> None:
    page.goto(server.url(f"/doc/tree/bakery/{name}.ipynb"))


def test_a_notebook_of_ours_runs_when_it_is_opened(page: Page, server: Served) -> None:
    open_notebook(page, server)
    page.get_by_label("Name").fill("Rosa")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Hello Rosa.")).to_be_visible()


def test_it_looks_like_a_page_without_code_grey_bars_or_pop_ups(page: Page, server: Served) -> None:
    open_notebook(page, server)
    expect(page.get_by_label("Name")).to_be_visible()
    expect(page.get_by_text("import ipywidgets").filter(visible=True)).to_have_count(0)
    bars = page.locator(".jp-InputPlaceholder, .jp-Placeholder")
    expect(bars).not_to_have_count(0)
    assert not any(bar.is_visible() for bar in bars.all())
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".Toastify__toast")).to_have_count(0)


def test_a_notebook_that_is_not_ours_does_not_run(page: Page, server: Served) -> None:
    ours = ask(server, "/api/contents/bakery/plain.ipynb")["content"]
    body = {"type": "notebook", "format": "json", "content": ours}
    ask(server, "/api/contents/bakery/visitor.ipynb", method="PUT", body=body)
    open_notebook(page, server, "visitor")
    expect(page.get_by_text("| Idle")).to_be_visible()
    expect(page.locator(".jp-InputPlaceholder").first).to_be_visible()
    expect(page.get_by_text("It ran.")).to_have_count(0)


@pytest.mark.parametrize("words", ["in a form", "in a result"])
def test_a_link_opens_the_next_step_beside_this_one(page: Page, server: Served, words: str) -> None:
    open_notebook(page, server)
    page.get_by_role("link", name=f"Next, {words}").click()
    expect(page.get_by_role("heading", name="The next step")).to_be_visible()
    expect(page).to_have_url(f"{server.origin}/doc/tree/bakery/01_next.ipynb")
    assert len(page.context.pages) == 1


def test_nobody_is_asked_to_save_a_copy(page: Page, server: Served) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    open_notebook(page, server)
    page.get_by_label("Name").fill("Rosa")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Hello Rosa.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Name")).to_be_visible()
    assert asked == []


KEYS = (
    "Escape", "x", "d", "d", "0", "0", "a", "b", "m", "Shift+M", "Control+x", "Control+s",
    "Control+Shift+C", "Control+b", "Control+Shift+Minus", "Enter", "Shift+Enter", "Delete",
)  # fmt: skip


def test_no_key_and_no_click_on_the_background_harms_the_page(page: Page, server: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    open_notebook(page, server)
    expect(page.get_by_label("Name")).to_be_visible()
    for place in ((5, 300), (640, 700), (1275, 400)):
        page.mouse.click(*place)
        for key in KEYS:
            page.keyboard.press(key)
        page.mouse.click(*place, button="right")
        page.mouse.dblclick(*place)
    windows = page.locator(".jp-Dialog, .lm-Menu, .jp-ModalCommandPalette")
    expect(windows.filter(visible=True)).to_have_count(0)
    page.get_by_label("Name").fill("Rosa")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Hello Rosa.")).to_be_visible()
    saved = [each for each in asked if "/api/contents/" in each and not each.startswith("GET")]
    assert saved == []


def test_nothing_of_the_notebook_is_on_the_projector(page: Page, server: Served) -> None:
    open_notebook(page, server)
    expect(page.get_by_label("Name")).to_be_visible()
    tools = page.locator(".jp-Toolbar, .lm-MenuBar, .jp-SideBar, .jp-Collapser, .jp-cell-toolbar")
    assert not any(tool.is_visible() for tool in tools.all())
    expect(page.get_by_text("For who opens it").filter(visible=True)).to_have_count(0)


def test_a_guided_notebook_is_never_saved_over(server: Served, notebooks: Path) -> None:
    path = "/api/contents/bakery/plain.ipynb"
    before = ask(server, path)
    assert before["writable"] is False
    body = {"type": "notebook", "format": "json", "content": before["content"]}
    for change in (
        {"method": "PUT", "body": body},
        {"method": "PATCH", "body": {"path": "bakery/other.ipynb"}},
        {"method": "DELETE"},
    ):
        with pytest.raises(HTTPError, match="stay as they are"):
            ask(server, path, **change)
    assert ask(server, path)["last_modified"] == before["last_modified"]
    copy = ask(server, "/api/contents/bakery/my-copy.ipynb", method="PUT", body=body)
    assert copy["writable"] is True


def test_who_wants_to_edit_opens_the_notebook_on_purpose(page: Page, server: Served) -> None:
    open_notebook(page, server)
    expect(page.get_by_label("Name")).to_be_visible()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open as a notebook").click()
    notebook = opened.value
    expect(notebook.get_by_text("notebook is read-only")).to_be_visible()
    expect(notebook.locator(".jp-NotebookPanel-toolbar")).to_be_visible()
    expect(notebook.get_by_label("Name")).to_have_count(0)


def test_it_follows_the_light(page: Page, server: Served) -> None:
    page.emulate_media(color_scheme="dark")
    open_notebook(page, server)
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
