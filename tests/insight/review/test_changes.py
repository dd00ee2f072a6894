"""What changed since the last pack: net of what was put back, what nobody explained first."""

from datetime import date
from pathlib import Path
from typing import Any

from tests.insight.small import figures, line, make, plan
from tests.signed import sign_off
from tests.store.test_past import save_on
from workbook import Quarter, Workbook
from workbook.insight.review.changed_fields import Kind
from workbook.insight.review.changes import Changes, Move, changes
from workbook.store import Edit, Store, database
from workbook.strategy import KPI, Decision, Initiative, NotDoing, Objective, Person, Plan
from workbook.strategy.start import Business

Q2, Q3 = Quarter.parse("2026-Q2"), Quarter.parse("2026-Q3")
BEGAN, JULY = date(2026, 4, 1), date(2026, 7, 6)


def bakery(folder: Path) -> Workbook:
    """A bakery that wrote its plan down in April."""
    at = str(folder / "rise.workbook")
    book = Workbook(at, Store(database.connect(at, create=True)))
    save_on(
        book,
        BEGAN,
        Edit(Business, "us", {"name": "Rise Bakery"}),
        Edit(Person, "ana", {"name": "Ana Ruiz"}),
        Edit(Person, "ben", {"name": "Ben Cole", "position": 1}),
        Edit(Objective, "sell", {"name": "Sell more bread", "owner_id": "ana", "weight": 60}),
        Edit(KPI, "loaves", {"name": "Loaves", "objective_id": "sell", "target": 80}),
        Edit(KPI, "waste", {"name": "Waste", "direction": "lower is better", "target": 3}),
        Edit(Initiative, "oven", {"name": "Second oven", "status": "in progress"}),
        Edit(NotDoing, "app", {"name": "Sell by an app"}),
        Edit(Decision, "start", {"title": "Start the oven", "decided_on": "2026-04-01"}),
        Edit(Decision, "open", {"title": "A shop?", "position": 1}),
    )
    return book


def change(book: Workbook, entity: Any, id: str, fields: Any, day: date = JULY) -> None:
    """Change a record as it stands, on a day."""
    record = book.plan.find(id)
    assert record is not None
    save_on(book, day, Edit(entity, id, fields, record.version))


def told(found: Changes) -> list[tuple[str, str, Any, Any]]:
    """Return each difference as its kind, what it is about, and the values then and now."""
    whats = (each.what for each in found.differences)
    return [(each.kind.value, each.name, each.before, each.after) for each in whats]


def test_each_kind_of_change_is_told_in_the_order_in_which_a_board_asks(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, Objective, "sell", {"why": "", "name": "Sell more good bread", "weight": 50})
    change(book, Objective, "sell", {"owner_id": "ben", "due": "2026-12-31"})
    change(book, KPI, "loaves", {"target": 70, "frequency": "week"})
    change(book, NotDoing, "app", None)
    stop = {"title": "Stop the oven", "decided_on": "2026-07-10", "replaces_id": "start"}
    save_on(book, JULY, Edit(Decision, "stop", {**stop, "reason": "No flour", "position": 2}))
    change(book, Decision, "open", {"title": "A second shop?"})
    save_on(book, JULY, Edit(Initiative, "van", {"name": "A van", "position": 1}))
    change(book, Initiative, "oven", {"status": "paused"})
    assert told(changes(book.plan, Q3)) == [
        ("Decisions reversed", "Sell by an app", "there", "removed"),
        ("Decisions reversed", "Start the oven", "Start the oven", "Stop the oven"),
        ("Targets moved", "Loaves", 80, 70),
        ("Owners", "Sell more good bread", "Ana Ruiz", "Ben Cole"),
        ("Weights", "Sell more good bread", 60, 50),
        ("How KPIs are read", "Loaves", "month", "week"),
        ("Wording", "Sell more good bread", "Sell more bread", "Sell more good bread"),
        ("Added, removed or stopped", "Second oven", "in progress", "paused"),
        ("Added, removed or stopped", "A van", None, "added"),
    ]


def test_a_target_is_easier_or_harder_by_the_direction_of_its_kpi(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, KPI, "loaves", {"target": 70})
    change(book, KPI, "waste", {"target": 2})
    found = changes(book.plan, Q3)
    moves = {each.what.name: each.move for each in found.differences}
    assert moves == {"Loaves": Move.EASIER, "Waste": Move.HARDER}
    assert found.concerns == ("The target of “Loaves” was made easier without a reason.",)
    assert figures(found) == {
        "changes.all": 2,
        "changes.explained": 0,
        "changes.easier": 1,
        "changes.harder": 1,
        "changes.new": 0,
        "changes.target.loaves.then": 80,
        "changes.target.loaves.now": 70,
        "changes.target.waste.then": 3,
        "changes.target.waste.now": 2,
    }


def test_what_was_put_right_before_any_pack_is_no_change(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, KPI, "loaves", {"target": 800})
    change(book, KPI, "loaves", {"target": 80})
    change(book, KPI, "waste", {"baseline": 5})
    save_on(book, JULY, Edit(NotDoing, "slip", {"name": "A slip", "position": 1}))
    change(book, NotDoing, "slip", None)
    assert changes(book.plan, Q3).differences == ()


def test_a_reason_given_afterwards_explains_and_the_unexplained_stand_first(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, KPI, "loaves", {"target": 70})
    change(book, KPI, "waste", {"target": 2})
    waste = changes(book.plan, Q3).differences[0]
    assert waste.what.name == "Waste"
    book.store.explain(waste.newest.number, "Ana", "The new mixer came.")
    found = changes(book.plan, Q3)
    assert [each.what.name for each in found.differences] == ["Loaves", "Waste"]
    assert found.differences[1].reason == "The new mixer came."
    assert [each.what.name for each in found.unexplained] == ["Loaves"]


def test_a_decision_about_stopped_work_is_its_reason(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, Initiative, "oven", {"status": "stopped"})
    fields = {"title": "Stop it", "reason": "It leaks.", "initiative_id": "oven"}
    decided = {**fields, "decided_on": JULY, "kind": "stop", "position": 2}
    save_on(book, JULY, Edit(Decision, "stop", decided))
    [found] = changes(book.plan, Q3).differences
    assert (found.what.kind, found.reason) == (Kind.THERE, "It leaks.")


def test_a_business_in_its_first_quarter_has_nothing_to_compare_with(tmp_path: Path) -> None:
    assert not changes(bakery(tmp_path).plan, Q2).begun
    assert not changes(Plan(), Q2).begun


def test_a_signed_quarter_is_compared_with_the_sign_off_before_it(tmp_path: Path) -> None:
    book = bakery(tmp_path)
    change(book, KPI, "loaves", {"target": 70})
    sign_off(book, Q2, "Ana")
    assert changes(book.plan, Q3).differences == ()
    found = changes(book.plan, Q3)
    assert found.signed is not None and found.signed.quarter == "2026-Q2"
    book.save([Edit(KPI, "waste", {"target": 4}, 1)])
    sign_off(book, Q3, "Ana")
    book.save([Edit(KPI, "waste", {"target": 5}, 2)])
    signed = book.plan_for(Q3)
    assert told(changes(signed, Q3)) == [("Targets moved", "Waste", 3, 4)]
    assert told(changes(book.plan, Q3)) == [("Targets moved", "Waste", 3, 5)]


def test_a_journal_that_does_not_lead_to_what_stands_does_not_stop_the_pack() -> None:
    kpi = make(KPI, name="Loaves", target=80)
    first = line(1, kpi, BEGAN, {}, {"target": 70})
    odd = line(2, kpi, JULY, {"target": 70}, {"target": 75})
    found = changes(plan(kpi, changes=(first, odd)), Q3)
    assert "changed the workbook outside this program" in found.unknown
