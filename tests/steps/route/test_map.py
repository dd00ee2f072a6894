"""The chapter “Strategy map” as a person meets it: places, arrows, and the map beside them."""

from tests.steps.visit import add, html, part, row, save, state, table, text
from tests.widgets.said import typed
from workbook import Quarter, Workbook, pages
from workbook.opening import open_workbook
from workbook.pack.pages.map import page as map_page
from workbook.steps.route.map import StrategyMapDrawn
from workbook.store import Edit
from workbook.strategy import KPI, Link, Objective
from workbook.strategy.outline import steps
from workbook.widgets import Page

Q3 = Quarter.parse("2026-Q3")
AIMS = {"rounds": "Deliver by seven", "margin": "Raise the margin"}


def route(book: Workbook) -> Page:
    """Open the page with two more objectives."""
    book.save([Edit(Objective, id, {"name": name}) for id, name in AIMS.items()])
    page = pages.route(book)
    page.open_chapter("map")
    return page


def place(page: Page, **where: str) -> None:
    for id, perspective in where.items():
        typed(table(page, "objective"), id, "perspective", perspective)
    save(page)


def test_objectives_get_their_place_and_a_measure_where_they_have_none(started: Workbook) -> None:
    page = route(started)
    place(page, cafes="customer", rounds="internal process")
    typed(table(page, "objective"), "rounds", "measure", "Delivered by seven")
    typed(table(page, "objective"), "rounds", "kind", "leading")
    save(page)
    kept = {each.id: each.perspective for each in started.plan.all(Objective)}
    assert kept == {"cafes": "customer", "rounds": "internal process", "margin": "not said"}
    [kpi] = started.plan.of(KPI, "objective_id", "rounds")
    assert (kpi.name, kpi.kind) == ("Delivered by seven", "leading")


def test_a_kpi_that_is_there_is_only_shown_and_never_renamed_here(started: Workbook) -> None:
    page = route(started)
    shown = row(page, "objective", "cafes")
    assert shown["cells"]["measure"] == "Loaves"
    assert "measure" in shown["fixed"]


def test_an_arrow_survives_a_restart_and_stands_in_the_pack(started: Workbook) -> None:
    page = route(started)
    place(page, cafes="customer", rounds="internal process", margin="financial")
    add(page, "arrow", from_id="rounds", to_id="cafes", why="Who waits leaves.")
    again = open_workbook(started.source)
    [kept] = again.plan.all(Link)
    assert (kept.from_id, kept.to_id, kept.why) == ("rounds", "cafes", "Who waits leaves.")
    assert map_page(again.plan, Q3).lead == "Three objectives and one arrow: one is untested."


def test_an_arrow_that_leads_down_is_refused_beside_its_end(started: Workbook) -> None:
    page = route(started)
    place(page, cafes="customer", rounds="internal process")
    id = add(page, "arrow", from_id="cafes", to_id="rounds")
    problem = row(page, "arrow", id)["problems"]["to_id"]
    assert "arrows lead up, to what is reached later" in problem
    assert started.plan.all(Link) == ()


def test_a_place_that_would_turn_an_arrow_down_is_refused_in_its_cell(started: Workbook) -> None:
    page = route(started)
    place(page, cafes="customer", rounds="internal process")
    add(page, "arrow", from_id="rounds", to_id="cafes")
    place(page, cafes="learning and growth")
    problem = row(page, "objective", "cafes")["problems"]["perspective"]
    assert problem.startswith("The arrow from “Deliver by seven” to “Sell 60 loaves a day to cafés")


def test_the_map_is_drawn_once_somebody_looks_and_follows_from_then_on(started: Workbook) -> None:
    page = route(started)
    drawn = part(page, StrategyMapDrawn)
    assert "As soon as there is an arrow" in drawn.html
    place(page, cafes="customer", rounds="internal process")
    add(page, "arrow", from_id="rounds", to_id="cafes")
    assert "<svg" not in drawn.html
    drawn.seen()
    drawn.wait()
    assert "1 untested" in html(drawn)
    assert "No objective under financial. What has it all to earn or to save?" in text(drawn)
    place(page, margin="financial")
    drawn.wait()
    assert "Raise the margin" in html(drawn)
    assert "No objective under financial" not in text(drawn)


def test_who_draws_no_map_is_not_asked_for_one(started: Workbook) -> None:
    page = route(started)
    place(page, cafes="customer")
    [step] = [step for step in steps(started.plan, Q3) if step.name == "route"]
    assert "map" not in [chapter.name for chapter in step.used]
    assert not [sentence for sentence in step.missing if "arrow" in sentence]
    assert state(page) == "started" or state(page) == "empty"
