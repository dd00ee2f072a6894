"""The chapter “What was agreed, and wins” as a person meets it."""

from datetime import date

from tests.steps.visit import part, save, table, text
from tests.widgets.said import tell, typed
from workbook import Quarter, Workbook, pages
from workbook.pack.pages.executive import page as executive_page
from workbook.steps.review.wins import Offers
from workbook.store import Edit
from workbook.strategy import KPI, Action, Reading, Win

Q3 = Quarter.parse("2025-Q3")


def test_a_win_that_the_records_show_is_taken_up_by_one_click(started: Workbook) -> None:
    started.save([Edit(KPI, "loaves", {"target": 30}, 1)])
    started.add(Reading, kpi_id="loaves", start=date(2025, 9, 1), value=33)
    page = pages.review(started, Q3)
    offers = part(page, Offers)
    assert "Loaves: target met (33 loaves, against a target of 30 loaves)" in text(offers)
    tell(offers, "said", about="take", value="target/loaves")
    [win] = started.plan.all(Win)
    assert (win.name, win.found, win.quarter) == ("Loaves: target met", "target/loaves", "2025-Q3")
    assert [row["cells"]["name"] for row in table(page, "win").rows] == ["Loaves: target met"]
    assert "Take it up" not in text(offers)
    assert "was found in Loaves : 33 loaves" in text(offers)
    assert "Loaves: target met (33 loaves, against a target" in str(
        executive_page(started.plan, Q3)
    )


def test_a_win_that_is_gone_by_the_time_of_the_click_is_not_taken_up(started: Workbook) -> None:
    id = started.add(Action, quarter="2025-Q2", name="Call the miller", status="done")
    page = pages.review(started, Q3)
    offers = part(page, Offers)
    started.save([Edit(Action, id, {"status": "open"}, 1)])
    tell(offers, "said", about="take", value=f"action/{id}")
    assert started.plan.all(Win) == ()
    assert "Take it up" not in text(offers)


def test_a_win_in_ones_own_words_stands_beside_those_found(started: Workbook) -> None:
    page = pages.review(started, Q3)
    wins = table(page, "win")
    tell(wins, "add", id="rye")
    typed(wins, "rye", "name", "Tom baked the first rye")
    save(page)
    assert [win.found for win in started.plan.all(Win)] == [""]
