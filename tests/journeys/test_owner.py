"""The owner's way on the pages without code: type, lose the kernel, find it again, print it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.conftest import DESK, PHONE, Served, ServeWorkbook, serving
from tests.journeys.guided import (
    LOST,
    end_kernels,
    keep,
    make_pack,
    open_chapter,
    open_step,
    see_chapter,
    see_saved,
)
from tests.journeys.test_example_pack import example as example_at
from tests.journeys.test_example_pack import printed
from workbook import create_workbook, open_workbook
from workbook.resources import notebooks
from workbook.strategy import Person
from workbook.strategy.destination import KPI
from workbook.strategy.destination.kpis import readings_of
from workbook.strategy.outline import STEPS as STEPS_OUTLINE

STEPS = sorted(path.stem for path in notebooks().glob("*.ipynb"))
OBJECTIVE = "Sell 60 loaves a day to cafés by June 2027"


def test_an_objective_outlives_its_kernel_and_reaches_the_pack(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    book.add(Person, name="Maya Osei")
    server = serve_workbook(book.source)
    page.on("dialog", lambda dialog: dialog.accept())

    open_step(page, server.address)
    page.get_by_role("link", name="Begin: Define the destination").click()
    open_chapter(page, "Objectives")
    page.get_by_role("button", name="Add an objective").click()
    page.get_by_label("Objective, row 1").press_sequentially(OBJECTIVE)
    page.get_by_label("Owner, row 1").first.select_option("Maya Osei")
    see_saved(page)
    expect(page.get_by_text("Add a first objective.")).to_be_hidden()

    end_kernels(server)
    expect(page.get_by_role("alert").filter(has_text=LOST)).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name=OBJECTIVE, exact=True)).to_be_visible()

    open_step(page, server.step("04_review"))
    open_chapter(page, "The quarter in your words")
    page.get_by_label("Headline").fill("Two cafés said yes.")
    see_saved(page)
    open_chapter(page, "The review pack")
    pack = keep(make_pack(page), tmp_path)
    assert pack.name.startswith("rise-bakery-")
    words = " ".join(printed(pack))
    assert OBJECTIVE in words
    assert "Two cafés said yes." in words
    assert (tmp_path / "packs" / pack.name).read_bytes() == pack.read_bytes()


def test_every_step_is_one_click_from_any_other(page: Page, examples: Served) -> None:
    open_step(page, examples.address)
    steps = page.get_by_role("navigation", name="Steps")
    for title, chapter in (
        ("Review", "Readings"),
        ("Define the destination", "What success looks like"),
        ("Map the route", "Initiatives"),
        ("Assess the position", "Strengths and weaknesses"),
    ):
        steps.get_by_role("link", name=title).click()
        see_chapter(page, chapter)
        expect(steps.locator("[aria-current=step]")).to_contain_text(title)
    page.get_by_role("link", name="Back: Define the destination").click()
    see_chapter(page, "What success looks like")


def test_back_and_forward_of_the_browser_lead_through_the_chapters(
    page: Page, examples: Served
) -> None:
    open_step(page, examples.step("01_define_destination"))
    open_chapter(page, "KPIs")
    open_chapter(page, "Objectives")
    expect(page).to_have_url(re.compile("01_define_destination.ipynb#objectives$"))
    page.go_back()
    see_chapter(page, "KPIs")
    page.go_back()
    see_chapter(page, "What success looks like")
    page.go_forward()
    see_chapter(page, "KPIs")
    expect(page.get_by_role("heading", name="KPIs", level=1)).to_be_focused()


def test_an_address_opens_the_page_at_its_chapter(page: Page, examples: Served) -> None:
    open_step(page, examples.step("02_assess_position") + "#technology")
    see_chapter(page, "Technology")
    here = page.get_by_role("navigation", name="Chapters").locator("[aria-current=page]")
    expect(here).to_contain_text("Technology")


def test_the_first_thing_to_do_is_on_the_first_screen(page: Page, examples: Served) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    for step in STEPS:
        open_step(page, examples.step(step))
        # A workshop is begun by a click; everywhere else something is typed first.
        first = ".ws-agendas button" if "workshop" in step else ":is(input, textarea, select)"
        field = page.locator(f".wb-main {first}").filter(visible=True).first
        expect(field).to_be_visible()
        box = field.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 768, step


@pytest.mark.parametrize("width", [320, 390, 640, 853, 1100, 1920])
@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_cut_off_at_any_width(
    page: Page, examples: Served, step: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_step(page, examples.step(step))
    assert page.evaluate("document.documentElement.scrollWidth") == width
    saved = page.locator(".wb-savebar .wb-line").bounding_box()
    assert saved is not None
    assert saved["x"] >= 0 and saved["x"] + saved["width"] <= width


def test_the_advice_waits_until_somebody_asks(page: Page, examples: Served) -> None:
    open_step(page, examples.step("02_assess_position"))
    help = page.locator("details.ws-help").first
    expect(help.get_by_text("Good", exact=True)).to_be_hidden()
    help.locator("summary").click()
    expect(help.get_by_text("Good", exact=True)).to_be_visible()


def test_a_reading_is_typed_where_the_quarter_asks_for_it(
    page: Page, examples: Served, example: Path
) -> None:
    open_step(page, examples.step("04_review"))
    page.get_by_label(re.compile("^Orders placed ahead.*, September$")).fill("12")
    see_saved(page)
    plan = open_workbook(example).plan
    kpi = next(kpi for kpi in plan.all(KPI) if kpi.name == "Orders placed ahead")
    assert [reading.value for reading in readings_of(plan, kpi)][-1] == 12


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example business in a file."""
    return Path(example_at(tmp_path_factory.mktemp("example")).source)


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory, example: Path) -> Iterator[Served]:
    """A server of the example business."""
    with serving(tmp_path_factory.mktemp("server") / "errors.txt", example) as server:
        yield server


@pytest.fixture(scope="module")
def beginners(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server of a workbook in which nothing is written yet."""
    folder = tmp_path_factory.mktemp("empty")
    source = create_workbook("Rise Bakery", folder).source
    with serving(folder / "errors.txt", source) as server:
        yield server


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("business", ["examples", "beginners"])
def test_everybody_can_use_every_chapter(
    page: Page, request: pytest.FixtureRequest, business: str, step: str
) -> None:
    server: Served = request.getfixturevalue(business)
    open_step(page, server.step(step))
    for title in chapters(step):
        page.emulate_media(color_scheme="light", reduced_motion="reduce")  # no colour in between
        page.set_viewport_size(DESK)
        open_chapter(page, title)
        page.locator("details.ws-help").evaluate_all("all => all.forEach(each => each.open = true)")
        assert barriers(page) == [], title
        page.set_viewport_size(PHONE)
        page.emulate_media(color_scheme="dark")
        expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
        assert barriers(page) == [], title
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], title


def chapters(step: str) -> list[str]:
    """Return the titles of the chapters on the page of a notebook; of a single one, none."""
    found = next(each for each in STEPS_OUTLINE if each.notebook == f"{step}.ipynb").chapters
    return [chapter.title for chapter in found]


def barriers(page: Page) -> list[str]:
    """Return what keeps somebody from using the page."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html']}"
        for each in found
        if each["impact"] in ("critical", "serious")
    ]
