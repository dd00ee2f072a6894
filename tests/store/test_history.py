"""What stood before any change comes back as a new change; the journal itself never changes."""

import pytest

from workbook import Workbook
from workbook.errors import InvalidEntry, NotFound
from workbook.store import Edit
from workbook.strategy import Objective, Person


@pytest.fixture
def cafes(book: Workbook) -> str:
    """An objective whose name and then date were changed."""
    id = book.add(Objective, name="Sell to cafés", due="2026-03-31")
    book.save([Edit(Objective, id, {"due": "2026-04-30"}, 1)], "The van came late")
    book.save([Edit(Objective, id, {"name": "Sell to 24 cafés"}, 2)])
    return id


def the(book: Workbook, id: str) -> Objective:
    found = book.plan.find(id)
    assert isinstance(found, Objective)
    return found


def test_only_the_fields_of_that_change_are_put_back(book: Workbook, cafes: str) -> None:
    date_moved = book.plan.changes[-2]
    assert book.store.restore_before(date_moved.number, "Marta") == {cafes: 4}
    assert str(the(book, cafes).due) == "2026-03-31"
    assert the(book, cafes).name == "Sell to 24 cafés"


def test_a_restore_is_a_new_line_and_touches_no_old_one(book: Workbook, cafes: str) -> None:
    before = [line.model_dump() for line in book.plan.changes]
    book.store.restore_before(book.plan.changes[-2].number, "Marta")
    *old, new = book.plan.changes
    assert [line.model_dump() for line in old] == before
    assert (new.who, new.verb, new.reason) == ("Marta", "changed", "Restored")
    assert (new.before, new.after) == ({"due": "2026-04-30"}, {"due": "2026-03-31"})


def test_a_reason_can_be_given_afterwards_and_given_again(book: Workbook, cafes: str) -> None:
    before = [line.model_dump() for line in book.plan.changes]
    named = book.plan.changes[-1]
    book.store.explain(named.number, "Marta", "Ten more asked")
    book.store.explain(named.number, "Jonas", "Ten more asked for bread")
    *old, first, second = book.plan.changes
    assert [line.model_dump() for line in old] == before
    assert (first.explains, first.who, second.who) == (True, "Marta", "Jonas")
    told = book.plan.history(the(book, cafes))
    assert [line.reason for line in told] == ["", "The van came late", "Ten more asked for bread"]
    assert [line.number for line in told] == [line["number"] for line in before[-3:]]
    assert told[-1].who == named.who


def test_only_a_change_of_what_is_still_there_can_be_explained(book: Workbook, cafes: str) -> None:
    added, *_, changed = book.plan.history(the(book, cafes))
    for number in (99, added.number):
        with pytest.raises(NotFound, match="no such change"):
            book.store.explain(number, "Marta", "Because")
    book.save([Edit(Objective, cafes, None, the(book, cafes).version)])
    with pytest.raises(NotFound, match="no longer there"):
        book.store.explain(changed.number, "Marta", "Because")


def test_a_restore_can_be_restored(book: Workbook, cafes: str) -> None:
    book.store.restore_before(book.plan.changes[-2].number, "Marta")
    book.store.restore_before(book.plan.changes[-1].number, "Marta")
    assert str(the(book, cafes).due) == "2026-04-30"


def test_a_removed_record_comes_back_whole(book: Workbook, cafes: str) -> None:
    book.save([Edit(Objective, cafes, None, 3)])
    book.store.restore_before(book.plan.changes[-1].number, "Marta")
    assert the(book, cafes).name == "Sell to 24 cafés"
    assert str(the(book, cafes).due) == "2026-04-30"


def test_what_stands_like_that_already_writes_nothing(book: Workbook, cafes: str) -> None:
    number = book.plan.changes[-1].number
    book.store.restore_before(number, "Marta")
    lines = len(book.plan.changes)
    assert book.store.restore_before(number, "Marta") == {cafes: 4}
    assert len(book.plan.changes) == lines


def test_nothing_stood_before_a_record_was_added(book: Workbook, cafes: str) -> None:
    added = next(line for line in book.plan.changes if line.record_id == cafes)
    with pytest.raises(NotFound, match="Nothing stood there before"):
        book.store.restore_before(added.number, "Marta")


def test_a_change_of_a_removed_record_waits_for_the_record(book: Workbook, cafes: str) -> None:
    changed = book.plan.changes[-1]
    book.save([Edit(Objective, cafes, None, 3)])
    with pytest.raises(NotFound, match="removed meanwhile"):
        book.store.restore_before(changed.number, "Marta")


def test_an_owner_who_left_cannot_be_restored(book: Workbook, cafes: str) -> None:
    tom = book.add(Person, name="Tom")
    book.save([Edit(Objective, cafes, {"owner_id": tom}, 3)])
    book.save([Edit(Objective, cafes, {"owner_id": None}, 4)])
    book.save([Edit(Person, tom, None, 1)])
    owner_taken_away = book.plan.changes[-2]
    lines = len(book.plan.changes)
    with pytest.raises(InvalidEntry, match="Owner names something that is no longer there"):
        book.store.restore_before(owner_taken_away.number, "Marta")
    assert len(book.plan.changes) == lines


def test_a_line_that_the_journal_does_not_have_is_refused(book: Workbook, cafes: str) -> None:
    with pytest.raises(NotFound, match="no such change"):
        book.store.restore_before(999, "Marta")
