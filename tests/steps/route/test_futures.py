"""The chapter “Futures” as a person meets it: asked in two steps, kept, and told."""

from tests.steps.visit import add, part, save, text
from tests.widgets.said import typed
from workbook import Workbook, pages
from workbook.opening import open_workbook
from workbook.steps.finding import Later
from workbook.steps.matrix import Matrix
from workbook.steps.route.futures import Bets, WarGame
from workbook.store import Edit
from workbook.strategy.route import Allowance, Response, World
from workbook.widgets import Page


def worlds(page: Page) -> Matrix:
    return part(page, Matrix, lambda each: each.noun == "world")


def test_worlds_are_asked_for_once_there_is_something_that_nobody_can_know(
    started: Workbook,
) -> None:
    page = pages.route(started)
    page.open_chapter("futures")
    later = part(page, Later, lambda each: "The worlds" in text(each))
    assert not later.shown
    add(page, "uncertainty", name="Cafés", low="they close", high="they open")
    assert later.shown
    assert [row["cells"]["ends"] for row in worlds(page).rows] == ["they close", "they open"]
    add(page, "uncertainty", name="Flour", low="dear", high="cheap")
    assert [row["cells"]["ends"] for row in worlds(page).rows] == [
        "they close; dear", "they close; cheap", "they open; dear", "they open; cheap",
    ]  # fmt: skip


def test_a_world_is_kept_in_its_corner(started: Workbook) -> None:
    page = pages.route(started)
    add(page, "uncertainty", name="Cafés", low="they close", high="they open")
    high = worlds(page).rows[1]["id"]
    typed(worlds(page), high, "name", "Bread boom")
    typed(worlds(page), high, "cash_low", "10")
    save(page)
    [kept] = open_workbook(started.source).plan.all(World)
    assert (len(kept.high_ids), kept.low_ids) == (1, [])
    assert (kept.name, kept.cash_low) == ("Bread boom", 10)


def test_the_chapter_says_what_is_still_to_give(started: Workbook) -> None:
    page = pages.route(started)
    add(page, "uncertainty", name="Cafés", low="they close", high="they open")
    assert "Give two worlds a name; then you see what survives." in text(
        page.open_chapter("futures")
    )


def test_a_move_and_its_answer_survive_a_restart(started: Workbook) -> None:
    page = pages.route(started)
    part(page, WarGame).said("unfold", "")
    move = add(page, "move", name="They deliver by five")
    add(page, "response", move_id=move, name="A discount", holds="half")
    assert "No answer holds against: “They deliver by five”" in text(part(page, WarGame))
    [kept] = open_workbook(started.source).plan.all(Response)
    assert (kept.move_id, kept.holds) == (move, "half")


def test_a_bet_above_the_allowance_is_said_at_once(started: Workbook) -> None:
    started.save([Edit(Allowance, "a", {"share": 5.0, "hours": 100.0})])
    page = pages.route(started)
    part(page, Bets).said("unfold", "")
    add(page, "bet", name="Kits", hours="20")
    assert "Bets take 20 hours, and may take 5 hours." in text(part(page, Bets))
