"""An owner's word is typed on the readings page, and the page says where the readings differ."""

from datetime import date

import pytest

from tests.steps.visit import part, save, text
from tests.widgets.said import tell, typed
from workbook import Quarter, Workbook, pages
from workbook.pack.pages.scorecard import page as printed
from workbook.steps.folded import Folded
from workbook.strategy import KPI, Claim, Objective, Reading
from workbook.widgets import Page

Q3 = Quarter.parse("2025-Q3")


@pytest.fixture
def bakery(book: Workbook) -> Workbook:
    """A monthly KPI that was read in July only."""
    objective = book.add(Objective, name="Earn more on each loaf")
    kpi = book.add(KPI, name="Margin", unit="%", target=60, objective_id=objective)
    book.add(Reading, kpi_id=kpi, start=date(2025, 7, 1), value=61)
    return book


def visit(book: Workbook, quarter: Quarter = Q3) -> tuple[Page, Folded]:
    page = pages.review(book, quarter)
    return page, part(page, Folded, lambda each: each.words.template == "review/claimed")


def test_an_owners_word_goes_from_the_page_to_the_pack_and_is_asked_anew(bakery: Workbook) -> None:
    page, found = visit(bakery)
    assert found.table is None
    tell(found.words, "said", about="unfold", value="")
    assert found.table is not None
    [row] = found.table.rows
    typed(found.table, row["id"], "status", "on track")
    typed(found.table, row["id"], "told", "The new flour pays off.")
    save(page)
    [claim] = bakery.plan.all(Claim)
    assert (claim.quarter, claim.status) == ("2025-Q3", "on track")
    said = "laimed on track, but the newest reading is 61 days old"
    assert said in text(page.open_chapter("readings"))
    assert said in str(printed(bakery.plan, Q3).to_json())

    _, next_time = visit(bakery, Q3.next)
    assert next_time.table is None


def test_a_second_word_on_the_same_kpi_is_refused(bakery: Workbook) -> None:
    [kpi] = bakery.plan.all(KPI)
    bakery.add(Claim, quarter="2025-Q3", kpi_id=kpi.id, status="watch")
    with pytest.raises(Exception, match="has a claimed status in that quarter already"):
        bakery.add(Claim, quarter="2025-Q3", kpi_id=kpi.id, status="on track")
