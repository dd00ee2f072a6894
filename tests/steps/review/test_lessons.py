"""What the readings teach, and odds, as a person meets them under “The quarter in your words”."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.steps.visit import add, every, missing, row, save, table, text
from tests.widgets.said import typed
from workbook import Quarter, Workbook, pages
from workbook.steps.review.learnt import Learnt
from workbook.store import Edit
from workbook.strategy import KPI, Initiative, Objective, Odds, Pairing, Reading
from workbook.widgets import Page

Q3 = Quarter.parse("2025-Q3")
MONDAY = date(2025, 1, 6)
NEXT_YEAR = date(date.today().year + 1, 12, 31)


@pytest.fixture
def bakery(book: Workbook) -> Workbook:
    """A KPI that rose when the van came, and one that goes with it."""
    larger = book.add(Objective, name="Keep cafés")
    smaller = book.add(Objective, name="Deliver on time", parent_id=larger)
    on_time = book.add(
        KPI, name="On time", unit="%", frequency="week", objective_id=smaller,
        target=97.0, target_date=NEXT_YEAR,
    )  # fmt: skip
    cafes = book.add(KPI, name="Orders", unit="orders", frequency="week", objective_id=larger)
    van = {"status": "in progress", "start": MONDAY + timedelta(weeks=14)}
    book.add(Initiative, name="Second van", objective_ids=[smaller], **van)
    for place in range(36):
        start = MONDAY + timedelta(weeks=place)
        value = (80.0 if place < 14 else 90.0) + place * 7 % 5
        book.add(Reading, kpi_id=on_time, start=start, value=value)
        book.add(Reading, kpi_id=cafes, start=start, value=2 * value)
    return book


def visit(book: Workbook) -> tuple[Page, Learnt]:
    """Open the chapter."""
    page = pages.review(book, Q3)
    [found] = (w for w in every([page.open_chapter("lessons")]) if isinstance(w, Learnt))
    found.children[0].seen()
    found.children[0].wait()
    return page, found


def press(found: Learnt, about: str) -> str:
    """Press a button, and return what can be read then."""
    found.children[0]._handle_custom_msg({"type": "said", "about": about, "value": ""}, [])
    found.children[0].wait()
    return text(found)


def test_it_waits_behind_three_buttons_and_asks_for_nothing(bakery: Workbook) -> None:
    page, found = visit(bakery)
    assert "Did it work?" not in text(found)
    assert len(found.children) == 1
    assert not any("odds" in sentence or "pair" in sentence for sentence in missing(page))


def test_what_worked_and_what_moves_together_is_told_once_somebody_asks(bakery: Workbook) -> None:
    said = press(visit(bakery)[1], "tell")
    assert "“Second van” and “On time”: better since, +10 points" in said
    assert "“On time” and “Orders”: moved together: rises with rises in the same week" in said
    assert "Four weeks to settle are left out" in said


def test_a_pair_that_somebody_names_is_told_of_when_it_is_saved(bakery: Workbook) -> None:
    page, found = visit(bakery)
    press(found, "tell")
    press(found, "pairs")
    orders, on_time = bakery.plan.all(KPI)[::-1]
    add(page, "pair", kpi_id=orders.id, other_id=on_time.id, reason="Orders bring vans")
    assert [pair.reason for pair in bakery.plan.all(Pairing)] == ["Orders bring vans"]
    found.children[0].wait()
    assert "“Orders” and “On time”" in text(found)


def test_a_kpi_beside_itself_is_refused_where_it_is_typed(bakery: Workbook) -> None:
    page, found = visit(bakery)
    press(found, "pairs")
    [kpi, *_] = bakery.plan.all(KPI)
    id = add(page, "pair", kpi_id=kpi.id, other_id=kpi.id)
    assert bakery.plan.all(Pairing) == ()
    refusal = row(page, "pair", id)["problems"]["other_id"]
    assert refusal == "A KPI always moves with itself. Choose another one."


def change(book: Workbook, kpi: KPI, **fields: Any) -> None:
    current = book.plan.find(kpi.id)
    assert current
    book.save([Edit(KPI, kpi.id, fields, current.version)])


def odds(page: Page, found: Learnt, kpi: KPI, chance: Any) -> None:
    press(found, "odds")
    typed(table(page, "target"), kpi.id, "chance", chance)
    save(page)


def test_odds_are_kept_with_the_target_and_the_day_on_which_they_were_given(
    bakery: Workbook,
) -> None:
    page, found = visit(bakery)
    kpi = bakery.plan.all(KPI)[0]
    odds(page, found, kpi, "70")
    [given] = bakery.plan.all(Odds)
    assert (given.chance, given.target, given.by) == (70, 97.0, NEXT_YEAR)
    assert (given.quarter, given.given_on) == ("2025-Q3", date.today())
    odds(page, found, kpi, "")
    assert bakery.plan.all(Odds) == ()


def test_odds_that_are_no_step_of_five_are_refused_where_they_are_typed(bakery: Workbook) -> None:
    page, found = visit(bakery)
    kpi = bakery.plan.all(KPI)[0]
    odds(page, found, kpi, "62")
    assert bakery.plan.all(Odds) == ()
    assert "steps of 5" in row(page, "target", kpi.id)["problems"]["chance"]


def test_a_target_is_not_asked_for_once_its_date_or_its_reading_is_there(bakery: Workbook) -> None:
    kpi = bakery.plan.all(KPI)[0]
    change(bakery, kpi, target_date=MONDAY)
    assert "How sure" not in press(visit(bakery)[1], "tell")
    change(bakery, kpi, target_date=NEXT_YEAR)
    last = NEXT_YEAR - timedelta(days=6 + (NEXT_YEAR.weekday() + 1) % 7)
    bakery.add(Reading, kpi_id=kpi.id, start=last, value=99.0)
    assert "How sure" not in press(visit(bakery)[1], "tell")


def test_odds_on_a_target_that_moved_since_say_of_which_they_are(bakery: Workbook) -> None:
    page, found = visit(bakery)
    kpi = bakery.plan.all(KPI)[0]
    odds(page, found, kpi, "70")
    change(bakery, kpi, target=98.0)
    page, found = visit(bakery)
    press(found, "odds")
    told = row(page, "target", kpi.id)["cells"]["target"]
    assert told.endswith(f"(your odds are of 97% by 31 December {NEXT_YEAR.year})")
