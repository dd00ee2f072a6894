"""The whole way by somebody without a mouse: the owner's pages, and the consultant's JupyterLab."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.conftest import ServeWorkbook
from tests.journeys.guided import keep, open_step, see_chapter, see_saved
from workbook import Quarter, create_workbook, open_workbook
from workbook.strategy import SmartOverride
from workbook.strategy.destination import KPI, Destination, Objective
from workbook.strategy.destination.kpis import readings_of
from workbook.strategy.start import Person

MOST = 100  # presses of Tab before a field counts as out of reach
GOAL = "Sell 60 loaves a day to cafés"
DUE = Quarter.of(date.today()).plus(4).end
ENDED = Quarter.of(date.today()).previous

# What a screen reader says of the element that has the focus.
FOCUSED = """() => {
  const node = document.activeElement;
  const name = node.getAttribute("aria-label") ?? node.labels?.[0]?.textContent;
  return (name ?? (node === document.body ? "" : node.textContent)).trim();
}"""

OUTLINE = "() => getComputedStyle(document.activeElement).outlineStyle"


@dataclass
class Hands:
    """Somebody at the keyboard, who tells from the name of the focused element where they are."""

    page: Page

    def reach(self, name: str | re.Pattern[str], key: str = "Tab") -> None:
        """Press Tab until the element of this name has the focus, and shows it."""
        passed = []
        for _ in range(MOST):
            self.page.keyboard.press(key)
            passed.append(self.page.evaluate(FOCUSED))
            if passed[-1] == name or (isinstance(name, re.Pattern) and name.match(passed[-1])):
                assert self.page.evaluate(OUTLINE) == "solid", f"{name} does not show its focus"
                return
        raise AssertionError(f"{MOST} presses of {key} did not lead to {name}, but to {passed}")

    def press(self, name: str | re.Pattern[str], key: str = "Enter") -> None:
        """Go to a button, a link, a help text or a tick box and press it."""
        self.reach(name)
        self.page.keyboard.press(key)

    def write(self, name: str, words: str) -> None:
        """Go to a field and type; in a list of choices, that chooses what begins so."""
        self.reach(name)
        self.page.keyboard.type(words)

    def add(self, noun: str, **answers: str) -> None:
        """Add a first row and fill in these cells, which come in this order."""
        self.press(f"Add {'an' if noun[0] in 'aeiou' else 'a'} {noun}")
        expect(self.page.locator(":focus")).to_have_attribute("aria-label", re.compile("row 1"))
        (first, words), *others = answers.items()
        assert self.page.evaluate(FOCUSED) == f"{first}, row 1"
        self.page.keyboard.type(words)
        for label, words in others:
            self.write(f"{label}, row 1", words)

    def onward(self, title: str, chapter: str = "") -> None:
        """Go to the next chapter, or to the next step and its first one."""
        self.press(f"Next: {title}")
        see_chapter(self.page, chapter or title)
        if chapter:
            expect(self.page.get_by_text("Everything is saved.")).to_be_visible()


def test_the_owner_needs_no_mouse_from_the_first_person_to_the_pack(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    source = create_workbook("Rise Bakery", tmp_path).source
    open_step(page, serve_workbook(source).address)
    hands = Hands(page)

    hands.add("person", Name="Maya Osei")
    see_saved(page)
    hands.onward("Define the destination", "What success looks like")

    hands.press(re.compile("Why this matters"))
    advice = page.locator("details.ws-help").first
    expect(advice).to_have_attribute("open", "")
    expect(advice.locator("summary")).to_be_focused()
    page.keyboard.press("Space")
    expect(advice).not_to_have_attribute("open", "")

    hands.write("Vision", "By 2028 every café in the valley serves our bread.")
    hands.onward("Objectives")
    hands.add("objective", Objective=GOAL, Owner="Maya", Due=f"{DUE:%m%d%Y}")
    see_saved(page)
    hands.add("verdict of your own", Objective="Sell", Letter="R")
    hands.press("Met, row 1", "Space")
    hands.write("Reason, row 1", "Cafés pay in advance.")
    see_saved(page)
    hands.onward("KPIs")
    hands.add("KPI", KPI="Loaves a day", Objective="Sell", Unit="loaves", Target="60")
    see_saved(page)
    hands.onward("Assess the position", "Strengths and weaknesses")
    hands.onward("Map the route", "Initiatives")
    hands.onward("Review", "Readings")

    hands.write(f"Loaves a day (loaves), {ENDED.end:%B}", "22")
    see_saved(page)
    for title in ("The quarter in your words", "Next quarter", "The review pack"):
        hands.onward(title)
    hands.press("Make the review pack")
    expect(page.get_by_role("link", name="Save a copy")).to_be_visible(timeout=120_000)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=f"Open the pack of {ENDED}")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Save a copy")).to_be_focused()
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert keep(taken.value, tmp_path).read_bytes().startswith(b"%PDF")

    plan = open_workbook(source).plan
    [maya], [goal], [kpi] = plan.all(Person), plan.all(Objective), plan.all(KPI)
    [override], [reading] = plan.all(SmartOverride), readings_of(plan, kpi)
    assert maya.name == "Maya Osei"
    assert plan.only(Destination) is not None
    assert plan.only(Destination).vision == "By 2028 every café in the valley serves our bread."
    assert (goal.name, goal.owner_id, goal.due) == (GOAL, maya.id, DUE)
    assert (kpi.name, kpi.objective_id) == ("Loaves a day", goal.id)
    assert (kpi.unit, kpi.target) == ("loaves", 60)
    assert (override.objective_id, override.letter, override.met) == (goal.id, "R", True)
    assert override.reason == "Cafés pay in advance."
    assert (reading.value, reading.start.month) == (22, ENDED.end.month)


def test_the_consultant_needs_no_mouse_in_jupyterlab(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    source = create_workbook("Rise Bakery", tmp_path).source
    server = serve_workbook(source, facilitator=True, step="01_define_destination")
    open_step(page, server.address)
    hands = Hands(page)

    hands.press(re.compile("Why this matters"))
    expect(page.locator("details.ws-help").first).to_have_attribute("open", "")
    hands.write("Vision", "By 2028 every café serves our bread.")
    hands.onward("Objectives")
    hands.add("objective", Objective=GOAL)
    see_saved(page)
    plan = open_workbook(source).plan
    assert plan.only(Destination) is not None
    assert plan.only(Destination).vision == "By 2028 every café serves our bread."
    assert [goal.name for goal in plan.all(Objective)] == [GOAL]

    hands.onward("KPIs")
    hands.press("Next: Assess the position")
    expect(page.get_by_role("button", name="Add a strength")).to_be_visible()


def test_no_key_is_a_command_of_jupyterlab_and_choosing_a_quarter_keeps_the_focus(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    source = create_workbook("Rise Bakery", tmp_path).source
    server = serve_workbook(source, facilitator=True, step="04_review")
    open_step(page, server.address)
    hands = Hands(page)

    for name in ("Quarter to review", re.compile("Why this matters"), re.compile("Next: ")):
        hands.reach(name)
        page.keyboard.press("x")  # elsewhere in JupyterLab it cuts the cell, here the whole page
    hands.reach("Quarter to review", "Shift+Tab")
    for ended in (ENDED.previous, ENDED.plus(-2)):
        page.keyboard.press("ArrowDown")
        expect(page.get_by_text(f"What each KPI showed in {ended}.")).to_be_visible()
        expect(page.get_by_label("Quarter to review")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED).startswith("Readings"), "The list of chapters comes next."
    hands.press(re.compile("What was agreed, and wins"))
    see_chapter(page, "What was agreed, and wins")
    expect(page.get_by_role("heading", name="What was agreed, and wins")).to_be_focused()
    agreed = page.get_by_role("heading", name=f"What you agreed in {ENDED.plus(-3)}")
    expect(agreed).to_be_visible()
