"""The guided pages under a person's hands: the keyboard, a screen reader, a phone, two tabs."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.conftest import DESK, PATIENCE, PHONE
from tests.widgets.served import voila
from workbook import Workbook, create_workbook, open_workbook, steps
from workbook.store import Edit
from workbook.strategy import KPI, Department, Objective, Person

SAVED = re.compile(r"Saved \d\d:\d\d")
Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a Voilà, and the folder that it serves."""
    folder = tmp_path_factory.mktemp("served")
    with voila(folder) as address:
        yield address, folder


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    """A bakery with two objectives, one below the other, and a KPI."""
    book = create_workbook("Rise Bakery", tmp_path)
    book.who = "Tom"  # not who is at the page: a target of theirs would only be put right
    book.save(
        [
            Edit(Objective, "cafes", {"name": "Sell 60 loaves a day to cafés"}),
            Edit(Objective, "early", {"name": "Load by four", "parent_id": "cafes", "position": 1}),
            Edit(KPI, "loaves", {"name": "Loaves", "objective_id": "cafes", "target": 50}),
            Edit(KPI, "cafes-won", {"name": "Cafés won", "position": 1}),
        ]
    )
    return book


@pytest.fixture
def visit(chromium: Browser, served: tuple[str, Path], book: Workbook) -> Iterator[Visit]:
    """Open a step of the bakery in a window of its own: `visit("destination(book)", "kpis")`."""
    contexts = []

    def open_page(call: str, chapter: str = "", **settings: object) -> Page:
        notebook = f"{uuid4().hex[:8]}.ipynb"
        opened = f"from workbook import *\nbook = open_workbook({book.source!r})"
        source = f"{opened}\nfrom workbook import pages\npages.{call}"
        cell = nbformat.v4.new_code_cell(source)
        spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
        content = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": spec})
        nbformat.write(content, served[1] / notebook)
        context = chromium.new_context(**{"viewport": DESK, **settings})  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda route: route.abort())
        context.add_init_script(path=Path(__file__).parent.parent / "widgets" / "in_page.js")
        page = context.new_page()
        page.goto(f"{served[0]}/voila/render/{notebook}#{chapter}")
        expect(page.get_by_text("Everything is saved.")).to_be_visible(timeout=90_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


def serious(page: Page) -> list[str]:
    """Return what axe finds that keeps people out."""
    found = Axe().run(page, context=".wb-page").response["violations"]
    return [one["id"] for one in found if one["impact"] in ("critical", "serious")]


def test_a_save_leaves_the_focus_where_it_is(visit: Visit, book: Workbook) -> None:
    page = visit("destination(book)", "objectives/early/name")
    tree = page.get_by_role("region", name="The objectives as a tree")
    expect(tree).to_be_visible()
    page.get_by_role("textbox", name="Objective, row 2").fill("Load by half past three")
    tree.focus()
    page.evaluate("window.stood = [document.activeElement, scrollY]")
    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_role("article", name="SMART: Load by half past three")).to_be_visible()
    expect(tree.get_by_text("Load by half past three")).to_have_count(1)
    assert page.evaluate("[document.activeElement === stood[0], scrollY === stood[1]]") == [
        True,
        True,
    ]


def test_a_link_keeps_the_focus_while_the_words_around_it_change(
    visit: Visit, book: Workbook
) -> None:
    page = visit("start(book)", "business")
    path = page.get_by_role("region", name="Your way through")
    link = path.get_by_role("link", name="Assess the position", exact=True)
    link.focus()
    book.add(Person, name="Maya")
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.get_by_role("link", name="Go on: Define the destination")).to_be_visible()
    expect(link).to_be_focused()


def test_the_list_of_chapters_takes_the_keyboard_to_a_chapter(visit: Visit) -> None:
    page = visit("destination(book)", "vision")
    chapters = page.get_by_role("navigation", name="Chapters")
    chapters.get_by_role("link", name="KPIs").focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name="KPIs", exact=True)
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport()
    expect(chapters.locator("[aria-current=page]")).to_contain_text("KPIs")
    page.keyboard.press("Tab")
    expect(page.locator(".wb-sheet:not(.wb-away) summary").first).to_be_focused()
    assert serious(page) == []


def test_on_a_phone_the_chapters_open_over_the_page_and_push_nothing_down(visit: Visit) -> None:
    page = visit("destination(book)", "vision", viewport=PHONE)
    heading = page.get_by_role("heading", level=1).filter(visible=True)
    before = heading.bounding_box()
    menu = page.get_by_role("button", name="Chapters: What success looks like")
    menu.click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    link = page.get_by_role("navigation", name="Chapters").get_by_role("link", name="KPIs")
    expect(link).to_be_visible()
    assert heading.bounding_box() == before
    assert serious(page) == []
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(menu).to_be_focused()


def test_what_is_missing_leads_to_its_chapter(visit: Visit) -> None:
    page = visit("destination(book)", "objectives")
    missing = page.get_by_role("region", name="Still to give")
    missing.get_by_role("link", name=re.compile("an owner")).click()
    expect(page).to_have_url(re.compile("#objectives/cafes/owner_id$"))
    expect(page.get_by_label("Owner, row 1")).to_be_focused()


def test_a_table_can_be_skipped(visit: Visit) -> None:
    page = visit("destination(book)", "kpis")
    section = page.locator(".ws-section").filter(has=page.get_by_role("button", name="Add a KPI"))
    skip = section.get_by_role("link", name="Skip this table").first
    expect(skip).to_have_css("width", "1px")
    skip.focus()
    assert skip.bounding_box()["height"] > 24  # type: ignore[index]
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Add a KPI")).to_be_focused()


def test_an_empty_table_has_nothing_to_skip(visit: Visit) -> None:
    page = visit("start(book)")
    expect(page.get_by_role("button", name="Add a person")).to_be_visible()
    expect(page.get_by_role("link", name="Skip this table")).to_have_count(0)


def test_each_reading_is_named_by_its_kpi_and_its_month(visit: Visit) -> None:
    page = visit("review(book, Quarter.parse('2025-Q3'))", "readings")
    for name in ("Loaves", "Cafés won"):
        expect(page.get_by_label(f"{name}, July", exact=True)).to_be_visible()
    assert serious(page) == []


def test_the_letters_of_smart_are_spelled_out(visit: Visit) -> None:
    page = visit("destination(book)", "objectives")
    page.get_by_role("button", name="Add a verdict of your own").click()
    letters = page.get_by_label("Letter, row 1").locator("option").all_inner_texts()
    assert letters == [
        "S – specific",
        "M – measurable",
        "A – achievable",
        "R – relevant",
        "T – time-bound",
    ]


def test_a_target_comes_first_and_its_reason_after(visit: Visit, book: Workbook) -> None:
    page = visit("destination(book)", "kpis/loaves/target")
    expect(page.get_by_label("Target, row 1")).to_be_focused()
    page.get_by_label("Target, row 1").fill("60")
    expect(page.get_by_text(SAVED)).to_be_visible()
    page.get_by_label(re.compile("^Why, ")).fill("The second oven came.")
    expect(page.locator(".wb-savebar").get_by_text("Unsaved changes")).to_be_visible()
    expect(page.locator(".wb-savebar").get_by_text(SAVED)).to_be_visible()
    plan = open_workbook(book.source).plan
    assert plan.history(plan.all(KPI)[0], "target")[-1].reason == "The second oven came."
    assert serious(page) == []


def test_a_department_from_another_tab_can_be_chosen_at_once(visit: Visit, book: Workbook) -> None:
    page = visit("destination(book)", "objectives/cafes/department_id")
    choice = page.get_by_label("Department, row 1")
    expect(choice.get_by_role("option", name="Oven")).to_have_count(0)
    book.add(Department, name="Oven")
    page.evaluate("dispatchEvent(new Event('focus'))")
    choice.select_option("Oven")
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert open_workbook(book.source).plan.all(Objective)[0].department_id is not None


def test_on_a_phone_the_tree_is_a_list(visit: Visit) -> None:
    page = visit("destination(book)", "objectives", viewport=PHONE)
    outline = page.get_by_role("region", name="The objectives as a list")
    expect(outline.get_by_role("listitem").get_by_role("listitem")).to_contain_text("Load by four")
    expect(page.get_by_role("region", name="The objectives as a tree")).to_be_hidden()
    assert page.evaluate("sticksOut()") == []
    assert serious(page) == []


@pytest.mark.parametrize("at", ["objectives/cafes/name", "vision/vision"])
def test_escape_closes_the_history_and_gives_the_focus_back(visit: Visit, at: str) -> None:
    page = visit("destination(book)", at)
    if at.endswith("/name"):  # the address leads to the field, and that takes a moment
        expect(page.locator("input:focus, textarea:focus")).to_have_value(re.compile("."))
    opener = page.get_by_role("button", name=re.compile("^History")).filter(visible=True).first
    opener.focus()
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog")
    expect(window.get_by_text("Looking…")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(window).to_have_count(0)
    expect(opener).to_be_focused()


STAGES = (
    "<ul><li>one</li><li>two</li></ul>",
    "<ul><li>nought</li><li>one</li><li>two <a href='#x'>more</a></li></ul>",
    "<ul><li class='late'>one</li><li>two <a href='#y'>more</a></li></ul><details>why</details>",
    "<details><summary>why</summary>so</details><svg viewBox='0 0 1 1'><path d='M0 0'/></svg>",
    "text <b>and</b> text",
    "",
    "<h2>again</h2>",
)

# What stands there after each stage, and what should.
DRAWN = """async ([source, stages]) => {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const { default: words } = await import(url);
  const heard = {};
  const state = { shown: { version: 0, lines: [] } };
  const model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; heard[`change:${name}`]?.(); },
    on: (event, act) => (heard[event] = act),
    off: () => {},
    send: () => {},
  };
  const el = document.body.appendChild(document.createElement("div"));
  words.initialize({ model });
  words.render({ model, el });
  return stages.map((html, i) => {
    const change = { type: "patch", version: i + 1, at: 0, gone: i ? 1 : 0, lines: [html] };
    heard["msg:custom"](change);
    const fresh = document.createElement("div");
    fresh.innerHTML = html;
    return [el.innerHTML, fresh.innerHTML];
  });
}"""


def test_what_is_patched_is_what_was_written(page: Page) -> None:
    page.goto("data:text/html,<title>Words</title>")
    source = (Path(steps.__file__).parent / "words.js").read_text("utf-8")
    for drawn, written in page.evaluate(DRAWN, [source, STAGES]):
        assert drawn == written
