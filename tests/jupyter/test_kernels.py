"""The kernels behind the pages: one for each open page, one in reserve, none left behind."""

from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Served, ServeWorkbook
from tests.jupyter.conftest import kernels, wait_for
from workbook.jupyter.kernels import PRELOAD


@pytest.fixture
def own_server(serve_workbook: ServeWorkbook, notebooks: Path) -> Served:
    """A server whose kernels only this test sees."""
    return serve_workbook("bakery.workbook", notebooks=notebooks)


def test_ten_reloads_leave_one_kernel(page: Page, own_server: Served) -> None:
    page.goto(own_server.address)
    for _ in range(10):
        expect(page.get_by_label("Name")).to_be_visible()
        page.reload()
    expect(page.get_by_label("Name")).to_be_visible()
    wait_for(lambda: len(kernels(own_server)) == 1, page)


def test_a_page_reloaded_before_it_has_opened_leaves_nothing_behind(
    page: Page, own_server: Served
) -> None:
    for _ in range(4):
        page.goto(own_server.address, wait_until="commit")
    expect(page.get_by_label("Name")).to_be_visible()
    wait_for(lambda: len(kernels(own_server)) == 1, page)
    assert own_server.complaints == ""


def test_a_closed_tab_leaves_no_kernel(page: Page, own_server: Served) -> None:
    tab = page.context.new_page()
    tab.goto(own_server.address)
    expect(tab.get_by_label("Name")).to_be_visible()
    tab.close(run_before_unload=True)
    wait_for(lambda: kernels(own_server) == [], page)


def test_the_first_page_takes_the_kernel_that_was_kept_ready(
    page: Page, own_server: Served
) -> None:
    wait_for(lambda: len(spares(own_server)) == 1, page)
    ready = spares(own_server)
    assert kernels(own_server) == []
    page.goto(own_server.address)
    expect(page.get_by_label("Name")).to_be_visible()
    assert kernels(own_server) == ready


def spares(server: Served) -> list[str]:
    """Return the ids of all kernels that were started to be kept ready."""
    processes = psutil.Process(server.process.pid).children()
    lines = [process.cmdline() for process in processes]
    return [line[line.index("-f") + 1][-41:-5] for line in lines if PRELOAD in line]
