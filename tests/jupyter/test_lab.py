"""The facilitator's view: the same pages in JupyterLab, running by themselves."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

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


def _saves_the_notebook(reply: Response) -> bool:
    # JupyterLab puts its own workspace, too.
    return reply.request.method == "PUT" and "/api/contents/" in reply.url


def test_saving_in_jupyterlab_leaves_the_installed_notebooks_as_they_are(
    page: Page, server: Served, notebooks: Path
) -> None:
    before = (notebooks / "plain.ipynb").read_bytes()
    open_notebook(page, server, "plain")
    expect(page.get_by_text("It ran.")).to_be_visible()
    with page.expect_response(_saves_the_notebook) as saved:
        page.keyboard.press("Control+s")
    assert saved.value.ok
    assert "It ran." in json.dumps(
        ask(server, "/api/contents/bakery/plain.ipynb"), ensure_ascii=False
    )
    assert (notebooks / "plain.ipynb").read_bytes() == before


def test_it_follows_the_light(page: Page, server: Served) -> None:
    page.emulate_media(color_scheme="dark")
    open_notebook(page, server)
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
