"""What nobody has explained is explained on the page, beside the change as it was made."""

from datetime import date
from pathlib import Path

from tests.insight.review.test_changes import bakery, change
from tests.steps.visit import part, save, table, text
from tests.widgets.said import tell, typed
from workbook import Quarter, Workbook
from workbook.steps.guided import Guided
from workbook.steps.route.churn import Churned
from workbook.strategy import Objective


def test_a_business_whose_priorities_stand_sees_nothing(started: Workbook) -> None:
    page = Guided(started, "route", Quarter.parse("2026-Q3"))
    assert text(part(page, Churned)) == ""


def test_each_change_is_explained_once_and_the_share_falls(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, Objective, "sell", {"weight": 50}, date(2026, 7, 10))
    change(book, Objective, "sell", {"weight": 60}, date(2026, 8, 10))
    page = Guided(book, "route", Quarter.parse("2026-Q3"))
    found = part(page, Churned)
    assert "2 changes of priority, 2 without a reason (100%), since the last pack." in text(found)
    tell(found.words, "said", about="unfold", value="")
    newest, oldest = table(page, "change").rows
    told = "Sell more bread, weight: from 50 to 60, on 10 August"
    assert newest["cells"]["move"].startswith(told)
    typed(table(page, "change"), oldest["id"], "reason", "The shop matters more.")
    save(page)
    assert "2 changes of priority, 1 without a reason (50%)" in text(found)
    assert len(book.plan.changes.of("sell")) == 4  # one line more: none was altered
