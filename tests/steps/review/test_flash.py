"""A first figure is marked on the readings page, and confirmed there once it is known."""

from datetime import date

import pytest

from tests.steps.visit import part, save, text
from tests.widgets.said import tell, typed
from workbook import Quarter, Workbook, pages
from workbook.insight.review.scorecard import Row, scorecard
from workbook.pack.pages.scorecard import page as printed
from workbook.steps.folded import Folded
from workbook.strategy import KPI, Objective, Reading
from workbook.widgets import Page

Q3 = Quarter.parse("2025-Q3")


@pytest.fixture
def bakery(book: Workbook) -> Workbook:
    """A monthly KPI with two readings of the quarter."""
    objective = book.add(Objective, name="Earn more on each loaf")
    fields = {"unit": "%", "target": 60, "objective_id": objective, "summary": "last"}
    kpi = book.add(KPI, name="Margin", **fields)
    for month, value in ((7, 61.0), (8, 62.0)):
        book.add(Reading, kpi_id=kpi, start=date(2025, month, 1), value=value)
    return book


def visit(book: Workbook) -> tuple[Page, Folded]:
    """Open the readings chapter."""
    page = pages.review(book, Q3)
    return page, part(page, Folded)


def unfold(found: Folded) -> None:
    tell(found.words, "said", about="unfold", value="")


def tick(page: Page, found: Folded, mark: bool) -> None:
    """Mark the newest reading, or take the mark away."""
    assert found.table is not None
    [row] = found.table.rows
    typed(found.table, row["id"], "provisional", mark)
    save(page)


def margin(book: Workbook) -> Row:
    return scorecard(book.plan, Q3).rows[0]


def test_nothing_is_sent_before_somebody_asks(bakery: Workbook) -> None:
    _, found = visit(bakery)
    assert found.table is None
    assert "not final yet" in text(found)
    unfold(found)
    assert found.table is not None
    assert [row["cells"]["told"] for row in found.table.rows] == ["Margin, August 2025: 62%"]
    assert "not final yet" not in text(found)


def test_a_reading_is_marked_printed_so_and_confirmed_with_a_line_in_the_journal(
    bakery: Workbook,
) -> None:
    page, found = visit(bakery)
    unfold(found)
    tick(page, found, True)
    assert margin(bakery).distance == "target met, provisional"
    assert "target met, provisional" in str(printed(bakery.plan, Q3).to_json())
    asked = "Confirm the provisional reading of “Margin”."
    assert asked not in hints(page)
    assert asked in hints(pages.review(bakery, Q3.next))

    tick(page, found, False)
    assert margin(bakery).distance == "target met"
    [reading] = (each for each in bakery.plan.all(Reading) if each.start == date(2025, 8, 1))
    told = [(line.verb, line.after.get("provisional")) for line in bakery.plan.history(reading)]
    assert told == [("added", False), ("changed", True), ("changed", False)]


def test_the_table_is_there_at_once_where_something_is_provisional(bakery: Workbook) -> None:
    page, found = visit(bakery)
    unfold(found)
    tick(page, found, True)
    _, again = visit(bakery)
    assert again.table is not None


def hints(page: Page) -> list[str]:
    return [sentence for stop in page.standing.chapters for sentence, _ in stop.better]
