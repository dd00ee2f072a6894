"""The consultant's way: the same page in JupyterLab, with the same answers behind it."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.conftest import ServeWorkbook
from tests.journeys.guided import LOST, end_kernels, open_chapter, open_step, see_saved
from workbook import create_workbook, open_workbook
from workbook.strategy.destination import Objective

OBJECTIVE = "Sell 60 loaves a day to cafés by June 2027"
STEP = "01_define_destination"


def test_an_objective_typed_in_jupyterlab_is_in_the_workbook(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    source = create_workbook("Rise Bakery", tmp_path).source
    server = serve_workbook(source, facilitator=True, step=STEP)
    page.on("dialog", lambda dialog: dialog.accept())

    open_step(page, server.address)
    open_chapter(page, "Objectives")
    page.get_by_role("button", name="Add an objective").click()
    page.get_by_label("Objective, row 1").press_sequentially(OBJECTIVE)
    see_saved(page)
    assert [each.name for each in open_workbook(source).plan.all(Objective)] == [OBJECTIVE]

    end_kernels(server)
    expect(page.get_by_role("alert").filter(has_text=LOST)).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name=OBJECTIVE, exact=True)).to_be_visible()


def test_the_next_step_opens_in_jupyterlab_too(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    source = create_workbook("Rise Bakery", tmp_path).source
    server = serve_workbook(source, facilitator=True, step=STEP)
    open_step(page, server.address)
    steps = page.get_by_role("navigation", name="Steps")
    steps.get_by_role("link", name="Assess the position").click()
    expect(page).to_have_url(f"{server.origin}/doc/tree/rise-bakery/02_assess_position.ipynb")
    expect(page.get_by_role("button", name="Add a strength")).to_be_visible()
