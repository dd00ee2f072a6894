"""How often priorities were moved since the last pack, and what of it nobody has explained."""

from datetime import date
from pathlib import Path

from tests.insight.review.test_changes import BEGAN, Q2, Q3, bakery, change
from tests.insight.small import figures
from tests.store.test_past import save_on
from workbook import Workbook
from workbook.insight.review.changes import changes
from workbook.insight.route.churn import Churn, churn
from workbook.pack.pages.changes import page
from workbook.store import Edit
from workbook.strategy import KPI, Decision, Initiative, Objective

AUGUST, SEPTEMBER = date(2026, 8, 10), date(2026, 9, 7)


def told(found: Churn) -> list[tuple[str, str, str, str, str]]:
    """Return each move, the newest first: whose, what, from, to, why."""
    return [(m.what.name, m.what.title, m.then, m.now, m.reason) for m in found.moves]


def of(book: Workbook) -> Churn:
    return churn(book.plan, Q3)


def test_a_move_and_its_way_back_are_two_changes_although_in_the_end_nothing_changed(
    tmp_path: Path,
) -> None:
    book = bakery(tmp_path)
    change(book, Objective, "sell", {"weight": 50}, AUGUST)
    change(book, Objective, "sell", {"weight": 60}, SEPTEMBER)
    assert not changes(book.plan, Q3).differences
    found = of(book)
    assert told(found) == [
        ("Sell more bread", "Weight", "50", "60", ""),
        ("Sell more bread", "Weight", "60", "50", ""),
    ]
    assert found.sentence == "2 changes of priority, 2 without a reason (100%)"
    assert page(book.plan, Q3).lead.startswith("In the end nothing in the plan has changed since")


def test_each_sort_counts_under_its_objective_or_initiative(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, KPI, "loaves", {"target": 70})
    change(book, Objective, "sell", {"owner_id": "ben", "weight": 50})
    change(book, Initiative, "oven", {"status": "paused"}, AUGUST)
    [sell, oven] = of(book).items
    assert (sell.item.called, sell.of_what) == ("Sell more bread", "target, weight and owner")
    assert (oven.item.called, oven.of_what) == ("Second oven", "status")
    assert (sell.count.value, sell.bare.value) == (3, 3)


def test_what_is_new_what_goes_ahead_and_what_was_empty_is_no_change(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    save_on(book, AUGUST, Edit(Initiative, "van", {"name": "A van"}))
    change(book, Initiative, "van", {"status": "in progress", "due": "2026-12-01"}, AUGUST)
    change(book, Initiative, "van", {"status": "done"}, SEPTEMBER)
    change(book, Objective, "sell", {"due": "2026-12-31"})
    assert not of(book).moves
    change(book, Initiative, "van", {"due": "2027-01-15"}, SEPTEMBER)
    assert [(m.then, m.now) for m in of(book).moves] == [("1 December 2026", "15 January 2027")]


def test_what_was_put_right_in_the_same_sitting_is_no_change(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    book.save([Edit(Objective, "sell", {"weight": 5}, 1)])
    book.save([Edit(Objective, "sell", {"weight": 60}, 2)])
    assert not churn(book.plan, Q3.plus(2)).moves


def test_a_move_is_explained_afterwards_and_the_line_stays_as_it_was(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, Objective, "sell", {"weight": 50})
    line = of(book).moves[0].newest
    book.store.explain(line.number, "Ana", "The shop matters more.")
    found = of(book)
    assert [m.reason for m in found.moves] == ["The shop matters more."]
    assert found.sentence == "1 change of priority, each with its reason"
    kept = book.plan.changes.line(line.number)
    assert kept is not None and (kept.after, kept.reason) == (line.after, "")


def test_a_decision_explains_a_pause(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, Initiative, "oven", {"status": "paused"}, AUGUST)
    why = {"initiative_id": "oven", "decided_on": str(AUGUST), "reason": "No electrician."}
    save_on(book, AUGUST, Edit(Decision, "halt", {"title": "Pause the oven", **why}))
    assert [m.reason for m in of(book).moves] == ["No electrician."]


def test_the_share_without_a_reason_is_a_figure_and_a_worry_once_it_is_most(
    tmp_path: Path,
) -> None:
    book = bakery(tmp_path)
    for n, weight in enumerate((50, 40, 55, 60, 45)):
        change(book, Objective, "sell", {"weight": weight}, date(2026, 8, 1 + n))
    book.store.explain(of(book).moves[0].newest.number, "Ana", "The new shop.")
    found = of(book)
    assert figures(found)["churn.unexplained-share"] == 80
    said = "Priorities shift unexplained: 5 changes of priority, 4 without a reason (80%)."
    assert found.concerns == (said,)


def test_a_first_quarter_has_no_churn(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, Objective, "sell", {"weight": 50}, BEGAN)
    assert (churn(book.plan, Q2).moves, churn(book.plan, Q2).figures) == ((), ())


def test_the_page_prints_the_share_and_where_it_moved(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, Initiative, "oven", {"status": "paused"}, AUGUST)
    printed = str(page(book.plan, Q3).to_json())
    assert "1 change of priority, 1 without a reason (100%)" in printed
