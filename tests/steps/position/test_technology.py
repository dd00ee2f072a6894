"""The chapter “Technology” as a person meets it: typed, told, and found again in the pack."""

from tests.pack.pages.reading import row as printed
from tests.steps.visit import add, html, part, row, table, text
from tests.widgets.said import typed
from workbook import Quarter, Workbook, pages
from workbook.opening import open_workbook
from workbook.pack.pages.technology import page as technology_page
from workbook.steps.position.technology import HeatMap
from workbook.strategy.position import LEVELS, Capability

Q3 = Quarter.parse("2026-Q3")


def test_each_level_is_chosen_by_what_it_means(started: Workbook) -> None:
    rows = table(pages.position(started), "capability")
    [level] = [column for column in rows.columns if column["name"] == "level"]
    assert [label for _, label in level["options"]] == list(LEVELS.values())


def test_what_was_typed_survives_a_restart_and_stands_in_the_pack(started: Workbook) -> None:
    add(
        pages.position(started), "capability",
        name="Plan rounds", level="1", needed="3", objective_id="cafes", evidence="Paper lists.",
    )  # fmt: skip
    add(pages.position(started), "purchase", name="Newsletter", cost="29")
    again = open_workbook(started.source)
    [kept] = again.plan.all(Capability)
    assert (kept.level, kept.needed, kept.area) == ("1", "3", "customer")
    section = technology_page(again.plan, Q3)
    assert printed(section, "Plan rounds")[0].note == "Paper lists."
    assert printed(section, "Newsletter")[1] == "87"


def test_a_level_may_be_pasted_as_a_figure(started: Workbook) -> None:
    page = pages.position(started)
    id = add(page, "capability", name="Plan rounds")
    typed(table(page, "capability"), id, "level", "2")
    assert row(page, "capability", id)["problems"] == {}
    typed(table(page, "capability"), id, "level", "7")
    assert row(page, "capability", id)["problems"]["level"].startswith("“7” is not a choice here.")


def test_the_page_says_at_once_what_follows(started: Workbook) -> None:
    page = pages.position(started)
    add(page, "capability", name="Plan rounds", level="1", needed="3", objective_id="cafes")
    assert "No evidence: “Plan rounds”. Ask for each: what could you show?" in text(page.sheet)
    add(page, "purchase", name="Newsletter", cost="29")
    assert "no objective (drift): “Newsletter”, at 87 a quarter." in text(page.sheet)


def test_the_map_is_drawn_once_somebody_looks_and_follows_from_then_on(started: Workbook) -> None:
    page = pages.position(started)
    drawn = part(page, HeatMap)
    add(page, "capability", name="Plan rounds", level="1", needed="3", objective_id="cafes")
    assert "<svg" not in drawn.html
    drawn.seen()
    drawn.wait()
    assert "Plan rounds" in html(drawn)
    add(page, "capability", name="Bake by what sold", level="2", needed="3", objective_id="cafes")
    drawn.wait()
    assert "Bake by what sold" in html(drawn)
