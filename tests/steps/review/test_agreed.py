"""The chapter “What was agreed, and wins” as a person meets it."""

from datetime import date

import pytest

from tests.steps.visit import part, save, table, text
from tests.widgets.said import tell, typed
from workbook import Quarter, Workbook, pages
from workbook.errors import WorkbookError
from workbook.pack.pages.executive import page as executive_page
from workbook.pack.pages.register import page as register_page
from workbook.steps.finding import Later
from workbook.steps.review.signing import Signing
from workbook.steps.review.wins import Offers
from workbook.steps.reviewing import Reviewing
from workbook.store import Edit
from workbook.strategy import KPI, Action, Reading, Win
from workbook.strategy.review import FollowUp

Q3 = Quarter.parse("2025-Q3")


def test_a_win_that_the_records_show_is_taken_up_by_one_click(started: Workbook) -> None:
    started.save([Edit(KPI, "loaves", {"target": 30}, 1)])
    started.add(Reading, kpi_id="loaves", start=date(2025, 9, 1), value=33)
    page = pages.review(started, Q3)
    offers = part(page, Offers)
    assert "Loaves: target met 33 loaves, against a target of 30 loaves" in text(offers)
    tell(offers, "said", about="take", value="target/loaves")
    [win] = started.plan.all(Win)
    assert (win.name, win.found, win.quarter) == ("Loaves: target met", "target/loaves", "2025-Q3")
    assert [row["cells"]["name"] for row in table(page, "win").rows] == ["Loaves: target met"]
    assert "Your records show these" not in text(offers)
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
    assert "Your records show these" not in text(offers)


def test_a_win_in_ones_own_words_stands_beside_those_found(started: Workbook) -> None:
    page = pages.review(started, Q3)
    wins = table(page, "win")
    tell(wins, "add", id="rye")
    typed(wins, "rye", "name", "Tom baked the first rye")
    save(page)
    assert [win.found for win in started.plan.all(Win)] == [""]


def late(book: Workbook) -> str:
    """Agree on an action whose date passes, and return its id."""
    return book.add(
        Action, quarter="2025-Q2", name="Fix the till", owner_id="tom", due=date(2025, 8, 1)
    )


def decide(page: Reviewing, id: str, **answers: str) -> None:
    for name, value in answers.items():
        typed(table(page, "item"), id, name, value)
    save(page)


def test_nothing_is_asked_where_everything_is_finished(started: Workbook) -> None:
    page = pages.review(started, Q3)
    assert table(page, "item").rows == []
    assert not part(page, Later, lambda later: "What is not finished" in text(later)).shown


def test_a_new_date_and_owner_are_written_into_the_action(started: Workbook) -> None:
    id, page = late(started), pages.review(started, Q3)
    decide(page, id, verdict="modify", due="2025-12-01", owner_id="maya")
    assert started.plan.find(id).due == date(2025, 8, 1)  # not without a reason
    decide(page, id, reason="The shop was shut.")
    action = started.plan.all(Action)[0]
    assert (action.due, action.owner_id, action.status) == (date(2025, 12, 1), "maya", "open")
    assert [row["id"] for row in table(page, "item").rows] == [id]


def test_what_is_abandoned_is_dropped_with_the_reason_and_taken_up_again(started: Workbook) -> None:
    id, page = late(started), pages.review(started, Q3)
    decide(page, id, verdict="abandon", reason="The new till does it.")
    action = started.plan.all(Action)[0]
    assert (action.status, action.result) == ("dropped", "The new till does it.")
    decide(page, id, verdict="keep")
    action = started.plan.all(Action)[0]
    assert (action.status, action.result, action.due) == ("open", "", date(2025, 8, 1))


def test_no_quarter_is_signed_off_before_each_is_decided(started: Workbook) -> None:
    id, page = late(started), pages.review(started, Q3)
    with pytest.raises(WorkbookError, match="Not finished, and not decided: “Fix the till”"):
        started.sign_off(Q3, "Maya")
    signing = part(page, Signing)
    signing.button.click()
    assert "Not signed off yet. Not finished, and not decided: “Fix the till”" in text(signing)
    decide(page, id, verdict="keep", reason="Still needed.")
    signing.button.click()
    assert "Whoever signs says" in text(signing)


def test_the_register_prints_what_was_decided_by_name(started: Workbook) -> None:
    id = late(started)
    assert "not decided yet: “Fix the till”" in str(register_page(started.plan, Q3))
    for quarter in ("2025-Q3", "2025-Q4"):
        said = {"quarter": quarter, "item_id": id, "verdict": "keep", "reason": "Still needed."}
        started.save([Edit(FollowUp, quarter, said)])
    printed = str(register_page(started.plan, Q3.next))
    assert "Fix the till" in printed
    assert "kept for the second time, nothing moved" in printed
