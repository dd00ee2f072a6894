"""A save is one transaction with one journal line a change, and never overwrites unseen."""

from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from workbook import Workbook, open_workbook
from workbook.errors import Conflict, InvalidEntry, NotFound, StillUsed
from workbook.store import Edit
from workbook.strategy import KPI, Initiative, Milestone, Objective, Person, Reading
from workbook.strategy.destination.kpis import readings_of


def the(book: Workbook, id: str) -> object:
    return book.plan.find(id)


def test_what_is_saved_is_there_after_opening_again(book: Workbook) -> None:
    id = book.add(Objective, name="Sell to 24 cafés", due=date(2026, 12, 31))
    again = open_workbook(book.source).plan.find(id)
    assert isinstance(again, Objective)
    assert (again.name, again.due, again.version) == ("Sell to 24 cafés", date(2026, 12, 31), 1)


def test_a_change_leaves_one_journal_line_that_says_who_what_and_why(book: Workbook) -> None:
    book.who = "Marta"
    id = book.add(KPI, name="Gross margin", target=64)
    versions = book.save([Edit(KPI, id, {"target": 62}, 1)], reason="64 was a wish")
    line = book.plan.changes[-1]
    assert versions == {id: 2}
    assert (line.who, line.entity, line.verb, line.reason) == (
        "Marta", "kpi", "changed", "64 was a wish",
    )  # fmt: skip
    assert (line.before, line.after) == ({"target": 64.0}, {"target": 62.0})


def test_saving_the_same_values_again_writes_nothing(book: Workbook) -> None:
    id = book.add(Objective, name="Sell to 24 cafés")
    lines = len(book.plan.changes)
    assert book.save([Edit(Objective, id, {"name": " Sell to 24 cafés "}, 1)]) == {id: 1}
    assert len(book.plan.changes) == lines


def test_a_stale_save_shows_both_sides_and_overwrites_nothing(book: Workbook) -> None:
    id = book.add(Objective, name="Grow")
    book.save([Edit(Objective, id, {"name": "Grow by a fifth"}, 1)])
    with pytest.raises(Conflict) as caught:
        book.save([Edit(Objective, id, {"name": "Grow slowly"}, 1)])
    assert caught.value.mine == {"name": "Grow slowly"}
    assert caught.value.theirs == {"name": "Grow by a fifth"}
    assert caught.value.version == 2
    assert book.plan.all(Objective)[0].name == "Grow by a fifth"


def test_a_stale_save_of_the_same_words_is_told_what_else_changed(book: Workbook) -> None:
    id = book.add(Objective, name="Grow")
    book.save([Edit(Objective, id, {"name": "Grow by a fifth", "weight": 40}, 1)])
    with pytest.raises(Conflict) as caught:
        book.save([Edit(Objective, id, {"name": "Grow by a fifth"}, 1)])
    assert (caught.value.theirs, caught.value.version) == ({"name": "Grow by a fifth"}, 2)


def test_changing_what_somebody_else_removed_is_a_conflict(book: Workbook) -> None:
    id = book.add(Objective, name="Grow")
    book.save([Edit(Objective, id, None, 1)])
    with pytest.raises(Conflict) as caught:
        book.save([Edit(Objective, id, {"name": "Grow slowly"}, 1)])
    assert (caught.value.theirs, caught.value.version) == ({}, None)


def test_of_two_who_save_at_once_one_wins_and_the_other_is_told(book: Workbook) -> None:
    id = book.add(Objective, name="Grow")
    ready, outcomes = Barrier(2), []

    def save(name: str) -> None:
        mine = open_workbook(book.source)
        ready.wait()
        try:
            mine.save([Edit(Objective, id, {"name": name}, 1)])
            outcomes.append("saved")
        except Conflict:
            outcomes.append("told")

    writers = [Thread(target=save, args=(name,)) for name in ("Grow fast", "Grow slowly")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert sorted(outcomes) == ["saved", "told"]


def test_one_wrong_field_stops_the_whole_save(book: Workbook) -> None:
    person = Edit(Person, "p", {"name": "Ana"})
    wrong = Edit(Objective, "o", {"name": "", "weight": 101})
    with pytest.raises(InvalidEntry) as caught:
        book.save([person, wrong])
    assert caught.value.problems == {
        "name": "Objective is still empty.",
        "weight": "Weight has to be 100 or less.",
    }
    assert book.plan.all(Person) == ()


def test_a_reference_to_nobody_is_refused(book: Workbook) -> None:
    with pytest.raises(InvalidEntry, match="Owner names something that is no longer there"):
        book.add(Objective, name="Grow", owner_id="nobody")
    with pytest.raises(InvalidEntry, match="Serves names something"):
        book.add(Initiative, name="Van", objective_ids=["nothing"])
    assert book.plan.all(Objective) == ()


def test_records_that_refer_to_each_other_are_saved_together(book: Workbook) -> None:
    book.save(
        [
            Edit(Milestone, "m", {"name": "Van bought", "initiative_id": "i"}),
            Edit(Initiative, "i", {"name": "Second van"}),
        ]
    )
    assert book.plan.name_of("m") == "Van bought"


def test_a_person_who_still_owns_something_is_not_removed(book: Workbook) -> None:
    ana = book.add(Person, name="Ana")
    book.add(Objective, name="Grow", owner_id=ana)
    with pytest.raises(StillUsed, match="“Ana” is still used by 1 objective: “Grow”"):
        book.save([Edit(Person, ana, None, 1)])
    assert len(book.plan.all(Person)) == 1


def test_a_kpi_goes_with_its_readings_and_undo_brings_all_back(book: Workbook) -> None:
    kpi = book.add(KPI, name="Tickets")
    book.add(Reading, kpi_id=kpi, start=date(2026, 1, 1), value=3)
    book.save([Edit(KPI, kpi, None, 1)])
    assert (book.plan.all(KPI), book.plan.all(Reading)) == ((), ())
    book.store.undo(book.plan.changes[-1].save_id, "Ana")
    assert book.plan.all(KPI)[0].name == "Tickets"
    assert book.plan.all(Reading)[0].value == 3
    assert book.plan.changes[-1].reason == "Undone"


def test_a_kpi_that_is_put_back_has_its_readings_again(book: Workbook) -> None:
    kpi = book.add(KPI, name="Tickets")
    for day, value in ((1, 3.0), (2, 4.0)):
        book.add(Reading, kpi_id=kpi, start=date(2026, day, 1), value=value)
    book.save([Edit(KPI, kpi, None, 1)])
    book.save([Edit(KPI, kpi, {"name": "Tickets"})])
    assert [reading.value for reading in readings_of(book.plan, book.plan.all(KPI)[0])] == [3, 4]


def test_undo_of_a_change_is_a_new_change(book: Workbook) -> None:
    id = book.add(Objective, name="Grow")
    book.save([Edit(Objective, id, {"name": "Shrink"}, 1)])
    book.store.undo(book.plan.changes[-1].save_id, "Ana")
    assert (book.plan.all(Objective)[0].name, book.plan.all(Objective)[0].version) == ("Grow", 3)
    with pytest.raises(NotFound, match="no such save"):
        book.store.undo("unknown", "Ana")


@pytest.mark.parametrize("statement", ["DELETE FROM change", "UPDATE change SET who = 'nobody'"])
def test_the_journal_can_only_be_added_to(book: Workbook, statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="only added to"),
        book.store._writer.connect() as connection,
    ):
        connection.execute(text(statement))


def test_one_kpi_has_one_reading_a_period(book: Workbook) -> None:
    kpi = book.add(KPI, name="Tickets")
    book.add(Reading, kpi_id=kpi, start=date(2026, 1, 1), value=3)
    with pytest.raises(InvalidEntry, match="already"):
        book.add(Reading, kpi_id=kpi, start=date(2026, 1, 1), value=4)
    assert len(book.plan.all(Reading)) == 1
