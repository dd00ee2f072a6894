"""What changed since the last pack is asked about in the review, one field a change."""

from pathlib import Path

from tests.insight.review.test_changes import JULY, Q3, bakery, change
from tests.steps.visit import forms, save
from tests.store.test_past import save_on
from tests.widgets.said import typed
from workbook import Workbook, pages
from workbook.insight.review.changes import changes
from workbook.steps.explaining import Reasons
from workbook.store import Edit
from workbook.strategy import KPI, NotDoing, Objective
from workbook.widgets import Page


def asked(page: Page) -> list[Reasons]:
    """Return the parts of the review that ask why."""
    return list(forms(page, lambda form: isinstance(form, Reasons)))


def test_each_change_of_one_save_is_explained_in_one_field(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, KPI, "loaves", {"target": 70})
    change(book, Objective, "sell", {"weight": 50, "owner_id": "ben"})
    change(book, NotDoing, "app", None)
    page = pages.review(book, Q3)
    [reasons] = asked(page)
    assert [row["cells"]["move"] for row in reasons.rows] == [
        "Sell more bread, owner: from Ana Ruiz to Ben Cole; Sell more bread, weight: from 60 to "
        "50, on 6 July 2026 by Ana",
        "Loaves, target: from 80 to 70, on 6 July 2026 by Ana",
    ]
    typed(reasons, reasons.rows[1]["id"], "reason", "The oven is old.")
    save(page)
    assert why(book)["Loaves"] == "The oven is old."
    assert reasons.rows[1]["cells"]["reason"] == "The oven is old."


def test_nothing_is_asked_where_nothing_changed(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    save_on(book, JULY, Edit(Objective, "new", {"name": "Bake at night", "position": 1}))
    assert not asked(pages.review(book, Q3))


def why(book: Workbook) -> dict[str, str]:
    """Return the reason of each change, by the name of its record."""
    return {each.what.name: each.reason for each in changes(book.plan, Q3).differences}
