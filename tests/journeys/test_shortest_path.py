"""An owner who has never seen the project: from an empty workbook to a pack in 24 answers."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.conftest import ServeWorkbook
from tests.journeys.guided import keep, make_pack, open_step, see_chapter, see_ready, see_saved
from tests.journeys.test_example_pack import printed
from workbook import Quarter, create_workbook

MOST = 24
DUE = Quarter.of(date.today()).plus(4).end.isoformat()


@dataclass
class Owner:
    """Somebody at the keyboard, who answers what is missing and follows the one link onward."""

    page: Page
    answers: int = 1  # the name of the business, given when the workbook was made

    def write(self, label: str, words: str) -> None:
        """Fill in a field."""
        self.page.get_by_label(label, exact=True).last.fill(words)
        self.answers += 1

    def add(self, noun: str, **answers: str) -> None:
        """Add a row and fill in these cells: label -> what to write or choose."""
        article = "an" if noun[0] in "aeiou" else "a"
        self.page.get_by_role("button", name=f"Add {article} {noun}", exact=True).click()
        row = self.page.get_by_role("table", name=noun, exact=True).get_by_role("row").last
        for label, words in answers.items():
            self._answer(row.get_by_label(f"{label}, row 1"), words)
            self.answers += 1

    def onward(self, title: str, chapter: str = "") -> None:
        """Go where the page leads: to the next chapter, or to the next step and its first one."""
        see_saved(self.page)
        if chapter:
            see_ready(self.page)
        self.page.get_by_role("link", name=f"Next: {title}").click()
        see_chapter(self.page, chapter or title)
        if chapter:
            expect(self.page.get_by_text("Everything is saved.")).to_be_visible()

    def _answer(self, cell: Locator, words: str) -> None:
        kind = cell.evaluate("each => each.tagName")
        if kind == "SELECT":
            expect(cell.locator("option", has_text=words)).to_be_attached()
            cell.select_option(label=words)
        elif kind == "SUMMARY":
            cell.click()
            cell.locator("..").get_by_label(words).check()
        else:
            cell.fill(words)


def test_an_empty_workbook_becomes_a_pack_in_at_most_24_answers(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    server = serve_workbook(book.source)
    page.on("dialog", lambda dialog: dialog.accept())
    open_step(page, server.address)

    owner = Owner(page)
    owner.add("person", Name="Maya Osei")
    owner.onward("Define the destination", "What success looks like")
    owner.write("Vision", "By 2028 every café in the valley serves our bread.")
    owner.onward("Objectives")
    goal = "Sell 60 loaves a day to cafés"
    owner.add("objective", Objective=goal, Owner="Maya Osei", Due=DUE)
    owner.onward("KPIs")
    owner.add("KPI", KPI="Loaves a day", Objective=goal, Unit="loaves", Target="60")
    owner.onward("Assess the position", "Strengths and weaknesses")
    for kind in ("strength", "weakness", "opportunity", "threat"):
        owner.add(kind, What=f"One {kind}")
    owner.onward("Map the route", "Initiatives")
    owner.add("initiative", Initiative="Second oven", Serves=goal, Owner="Maya Osei", Due=DUE)
    owner.onward("Review", "Readings")
    page.get_by_label("Loaves a day (loaves)").first.fill("22")
    owner.answers += 1
    owner.onward("The quarter in your words")
    owner.write("Headline", "Two cafés said yes.")
    owner.onward("Next quarter")
    owner.add("priority", Priority="Get the second oven baking")
    owner.add("action", Action="Sign the lease", Owner="Maya Osei", Due=DUE)
    owner.onward("The review pack")
    see_ready(page)
    assert owner.answers <= MOST

    words = " ".join(printed(keep(make_pack(page), tmp_path)))
    for said in (goal, "Second oven", "Two cafés said yes.", "Sign the lease"):
        assert said in words


def test_pressing_next_through_everything_gives_a_pack_that_says_what_is_missing(
    page: Page, serve_workbook: ServeWorkbook, tmp_path: Path
) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    open_step(page, serve_workbook(book.source).address)
    headings = page.get_by_role("heading", level=1)
    seen = [headings.inner_text()]
    while (onward := page.get_by_role("link", name="Next: ")).count():
        title = seen[-1]
        onward.click()
        # For a moment the chapter before may still stand beside the next one.
        gone = page.get_by_role("heading", level=1, name=title, exact=True)
        expect(gone).to_have_count(0)
        expect(headings).to_have_count(1)
        expect(page.locator(".wb-savebar")).to_contain_text("Everything is saved.")
        seen.append(headings.inner_text())
        here = page.get_by_role("link", name=f"Next: {seen[-1]}", exact=True)
        expect(here).to_have_count(0)  # the way on is that of the chapter before, for a moment
    assert seen == [
        "People",
        "What success looks like",
        "Objectives",
        "KPIs",
        "Strengths and weaknesses",
        "Initiatives",
        "Readings",
        "The quarter in your words",
        "Next quarter",
        "The review pack",
    ]
    words = " ".join(printed(keep(make_pack(page), tmp_path)))
    for missing in (
        "vision yet",
        "objective is written down yet",
        "initiative is written down yet",
    ):
        assert missing in words
