"""A bakery's shelf for each test, and its page in a browser."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.forms.conftest import shelf
from tests.widgets.seen import GOALS
from tests.widgets.served import voila, write_notebook

__all__ = ["folder", "served", "shelf", "visit"]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a Voilà, and the folder that it serves."""
    folder = tmp_path_factory.mktemp("served")
    with voila(folder) as address:
        yield address, folder


@pytest.fixture
def folder(served: tuple[str, Path]) -> Path:
    """A folder with a notebook and three goals of its own."""
    folder = served[1] / uuid4().hex[:8]
    folder.mkdir()
    write_notebook(folder)
    goals = {
        id: {"id": id, "version": 1, "position": place, "level": "company", **goal}
        for place, (id, goal) in enumerate(GOALS.items())
    }
    (folder / "goals.json").write_text(json.dumps(goals))
    return folder


@pytest.fixture
def visit(
    chromium: Browser, served: tuple[str, Path], folder: Path
) -> Iterator[Callable[..., Page]]:
    """Open the page in a fresh browser window; a function, as some people have two.

    `watch` is given the page before it is loaded.
    """
    contexts = []

    def open_page(watch: Callable[[Page], object] = id, **settings: object) -> Page:
        context = chromium.new_context(locale="en-GB", **settings)  # type: ignore[arg-type]
        contexts.append(context)
        context.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda route: route.abort())
        context.add_init_script(path=Path(__file__).with_name("in_page.js"))
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        watch(page)
        page.goto(f"{served[0]}/voila/render/{folder.name}/page.ipynb")
        expect(page.get_by_text("Everything is saved.")).to_be_visible(timeout=90_000)
        return page

    yield open_page
    for context in contexts:
        context.close()
