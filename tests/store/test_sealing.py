"""The register of decisions is only added to, whichever door a change comes through."""

from datetime import date, timedelta

import pytest

from tests.signed import sign_off
from workbook import Quarter, Workbook
from workbook.errors import InvalidEntry
from workbook.store import Edit
from workbook.strategy import Decision, Option, Person, sealing

TAKEN = date(2026, 7, 16)


def tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the sitting be over, in which slips are put right."""
    monkeypatch.setattr(sealing, "SITTING", timedelta(days=-1))


def decided(book: Workbook, **fields: object) -> Decision:
    id = book.add(Decision, title="Close at five on Mondays", decided_on=TAKEN, **fields)
    return kept(book, id)


def kept(book: Workbook, id: str) -> Decision:
    found = book.plan.find(id)
    assert isinstance(found, Decision)
    return found


def change(book: Workbook, record: Decision, **fields: object) -> None:
    book.save([Edit(Decision, record.id, fields, record.version)])


def test_what_is_decided_stands_to_the_letter(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    decision = decided(book)
    tomorrow(monkeypatch)
    with pytest.raises(InvalidEntry) as caught:
        change(book, decision, title="Close at six on Mondays")
    said = caught.value.problems["title"]
    assert "was decided on 16 July 2026 and stands to the letter" in said
    assert "“Replace this decision”" in said
    assert kept(book, decision.id) == decision


@pytest.mark.parametrize("fields", [{"decided_on": None}, {"reason": "Hindsight"}])
def test_nor_is_it_taken_back_or_explained_afterwards(
    book: Workbook, monkeypatch: pytest.MonkeyPatch, fields: dict[str, object]
) -> None:
    decision = decided(book)
    tomorrow(monkeypatch)
    with pytest.raises(InvalidEntry):
        change(book, decision, **fields)


def test_a_slip_can_be_put_right_in_the_same_sitting(book: Workbook) -> None:
    decision = decided(book)
    change(book, decision, title="Close at six on Mondays")
    assert kept(book, decision.id).title == "Close at six on Mondays"


def test_an_open_one_is_changed_at_any_time(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = book.add(Decision, title="Hire now, or wait?")
    tomorrow(monkeypatch)
    change(book, kept(book, id), title="Hire now, or in January?")
    assert kept(book, id).title == "Hire now, or in January?"


def test_who_sees_to_it_and_when_it_is_looked_at_can_change(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    tom, decision = book.add(Person, name="Tom"), decided(book)
    tomorrow(monkeypatch)
    change(book, decision, owner_id=tom, review_on=date(2026, 12, 1), position=4)
    assert kept(book, decision.id).owner_id == tom


def test_it_is_neither_removed_nor_undone(book: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    id = book.add(Decision, title="Close at five on Mondays")
    change(book, kept(book, id), decided_on=TAKEN)
    taken = book.plan.changes[-1].save_id
    tomorrow(monkeypatch)
    with pytest.raises(InvalidEntry):
        book.save([Edit(Decision, id, None, 2)])
    with pytest.raises(InvalidEntry):
        book.store.undo(taken, "Marta")
    assert kept(book, id).decided_on == TAKEN


def test_its_options_stay_as_they_were_weighed(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = book.add(Decision, title="Hire now, or wait?")
    now = book.add(Option, decision_id=id, name="Hire now", cost=9500)
    change(book, kept(book, id), decided_on=TAKEN)
    tomorrow(monkeypatch)
    for refused in (
        Edit(Option, now, {"cost": 4000}, 1),
        Edit(Option, now, None, 1),
        Edit(Option, "later", {"decision_id": id, "name": "Wait"}),
    ):
        with pytest.raises(InvalidEntry, match="stay as they were weighed"):
            book.save([refused])


def test_a_decision_that_is_written_down_late_brings_its_options(book: Workbook) -> None:
    book.save(
        [
            Edit(Decision, "hire", {"title": "Hire now", "decided_on": TAKEN}),
            Edit(Option, "now", {"decision_id": "hire", "name": "Now", "chosen": True}),
        ]
    )
    assert book.plan.all(Option)[0].chosen


def test_what_a_sign_off_printed_stands_at_once(book: Workbook) -> None:
    decision = decided(book)
    sign_off(book, Quarter.parse("2026-Q3"))
    with pytest.raises(InvalidEntry):
        change(book, decision, reason="On second thoughts")


def test_a_new_decision_takes_its_place_and_both_are_kept(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = decided(book)
    tomorrow(monkeypatch)
    id = book.add(Decision, title="Close at six on Mondays", replaces_id=old.id)
    assert [each.status(book.plan) for each in (old, kept(book, id))] == ["decided", "proposed"]
    change(book, kept(book, id), decided_on=date(2026, 9, 1))
    assert [each.status(book.plan) for each in (old, kept(book, id))] == ["superseded", "decided"]


def test_a_decision_is_replaced_once_and_only_when_it_was_taken(book: Workbook) -> None:
    old = decided(book)
    open_id = book.add(Decision, title="Hire now, or wait?")
    book.add(Decision, title="Close at six", replaces_id=old.id)
    for replaced, why in (
        (old.id, "replaced by another decision already"),
        (open_id, "not decided"),
    ):
        with pytest.raises(InvalidEntry, match=why):
            book.add(Decision, title="Close at seven", replaces_id=replaced)
    with pytest.raises(InvalidEntry, match="place of itself"):
        change(book, old, replaces_id=old.id)


def test_what_somebody_owns_is_handed_over_and_what_they_decided_is_not(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    ines, tom = book.add(Person, name="Ines"), book.add(Person, name="Tom")
    owned = decided(book, owner_id=ines)
    tomorrow(monkeypatch)
    book.hand_over(ines, tom)
    assert kept(book, owned.id).owner_id == tom
    maya = book.add(Person, name="Maya")
    book.add(Decision, title="Bake for cafés first", decided_on=TAKEN, decided_by=[tom])
    with pytest.raises(InvalidEntry, match="stands to the letter"):
        book.hand_over(tom, maya)
