"""A plan follows the journal: it is as of one save, and only what changed is read again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event

from workbook import Workbook, create_workbook, open_workbook
from workbook.errors import StorageFailed
from workbook.quarter import Quarter
from workbook.store import Edit
from workbook.strategy import KPI, Objective, Plan, Reading

Q3 = Quarter.parse("2026-Q3")


@pytest.fixture(params=["file", "postgres"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workbook]:
    """A bakery with an objective and two KPIs; one was read in July and August."""
    at = tmp_path if request.param == "file" else request.getfixturevalue("postgres")
    book = create_workbook("Rise Bakery", at)
    book.save(
        [
            Edit(Objective, "sell", {"name": "Sell more bread"}),
            Edit(KPI, "loaves", {"name": "Loaves", "objective_id": "sell"}),
            Edit(KPI, "waste", {"name": "Waste", "position": 1}),
            Edit(Reading, "july", {"kpi_id": "loaves", "start": "2026-07-01", "value": 70}),
            Edit(Reading, "august", {"kpi_id": "loaves", "start": "2026-08-01", "value": 80}),
        ]
    )
    yield book
    book.store.close()


def loaves(plan: Plan) -> list[float]:
    """Return what the KPI “Loaves” read."""
    return plan.series(plan.all(KPI)[0]).values.tolist()


def test_what_others_did_not_touch_is_the_same_record(book: Workbook) -> None:
    before = book.plan
    book.save([Edit(Objective, "sell", {"why": "The oven is paid for."}, 1)])
    after = book.plan
    assert after.all(Objective)[0].why == "The oven is paid for."
    assert before.all(Objective)[0].why == ""
    assert [a is b for a, b in zip(after.all(KPI), before.all(KPI), strict=True)] == [True, True]


def test_a_followed_plan_is_the_one_that_is_read_anew(book: Workbook) -> None:
    book.plan.history(book.plan.all(KPI)[0])
    changes = (
        [Edit(KPI, "waste", {"position": 0}, 1), Edit(KPI, "loaves", {"position": 1}, 1)],
        [Edit(Objective, "bake", {"name": "Bake less"})],
        [Edit(KPI, "waste", {"objective_id": "bake", "target": 3.5}, 2)],
        [Edit(Reading, "may", {"kpi_id": "waste", "start": "2026-05-01", "value": 4})],
        [Edit(KPI, "waste", None, 3)],
    )
    for edits in changes:
        book.save(edits)
        book.plan.all(KPI)
    book.store.undo(book.plan.changes[-1].save_id, "Ana")
    fresh = open_workbook(book.source).plan
    assert book.plan.records == fresh.records
    assert [*book.plan.changes] == [*fresh.changes]
    assert book.plan.readings.all() == fresh.readings.all()
    assert book.plan.changes.last_at == fresh.changes.last_at


def test_a_plan_shows_readings_as_they_stood_when_it_was_read(book: Workbook) -> None:
    then = book.plan
    book.save([Edit(Reading, "july", {"value": 71}, 1), Edit(Reading, "august", None, 1)])
    book.save([Edit(Reading, "may", {"kpi_id": "loaves", "start": "2026-05-01", "value": 60})])
    assert loaves(then) == [70, 80]
    assert [then.readings.in_quarter(then.all(KPI), Q3)["loaves"].values.tolist()] == [[70, 80]]
    assert str(then.readings.spans(then.all(KPI))["loaves"].first) == "2026-Q3"
    [july, august] = then.readings.records("loaves")
    assert (july.version, august.id) == (1, "august")
    assert loaves(book.plan) == [60, 71]
    assert [line.record_id for line in then.changes][-1] == "august"


def test_what_is_looked_up_late_is_what_stood_then(book: Workbook) -> None:
    then = book.plan
    book.save(
        [
            Edit(KPI, "loaves", {"frequency": "quarter"}, 1),
            Edit(Reading, "july", {"value": 71}, 1),
            Edit(Reading, "august", {"kpi_id": "waste"}, 1),
            Edit(Reading, "june", {"kpi_id": "waste", "start": "2026-06-01", "value": 1}),
        ]
    )
    book.save([Edit(Reading, "july", {"value": 72}, 2)])
    book.save([Edit(KPI, "loaves", None, 2)])
    [july, august] = then.readings.records("loaves")
    assert (july.value, august.value) == (70, 80)
    assert [reading.id for reading in then.readings.all()] == ["august", "july"]
    assert then.find("july").value == 70  # type: ignore[union-attr]
    assert then.find("june") is None
    assert then.readings.in_quarter(then.all(KPI), Q3)["loaves"].values.tolist() == [70, 80]
    assert str(then.readings.spans(then.all(KPI))["loaves"].last) == "2026-Q3"
    assert [reading.id for reading in book.plan.readings.all()] == ["august", "june"]


def test_a_plan_keeps_its_quarter_when_a_frequency_is_changed_later(book: Workbook) -> None:
    then = book.plan
    book.save([Edit(KPI, "loaves", {"frequency": "week"}, 1)])
    assert then.readings.in_quarter(then.all(KPI), Q3)["loaves"].values.tolist() == [70, 80]


def test_a_workbook_that_was_put_back_to_an_earlier_day_is_noticed(book: Workbook) -> None:
    book.save([Edit(Reading, "july", {"value": 71}, 1)])
    known = book.plan
    _put_back(book)
    for lookup in (known.readings.all, lambda: loaves(known), lambda: known.changes[-1]):
        with pytest.raises(StorageFailed, match="replaced by another copy"):
            lookup()
    with pytest.raises(StorageFailed, match="replaced by another copy"):
        _ = book.plan
    [sell, *_] = known.all(Objective)
    with pytest.raises(StorageFailed, match="replaced by another copy"):
        book.save([Edit(Objective, sell.id, {"name": "Sell cake"}, sell.version)])
    again = open_workbook(book.source)
    assert loaves(again.plan) == [70, 80]
    again.store.close()


def _put_back(book: Workbook) -> None:
    """Bring back what stood before the last save, which another one has followed since."""
    with book.store._writer.connect() as connection:
        off, on = (
            "ALTER TABLE change DISABLE TRIGGER USER",
            "ALTER TABLE change ENABLE TRIGGER USER",
        )
        if connection.dialect.name == "sqlite":
            of_guard = "FROM sqlite_master WHERE name = 'journal_no_delete'"
            on = connection.exec_driver_sql(f"SELECT sql {of_guard}").scalar_one()
            off = "DROP TRIGGER journal_no_delete"
        newest = "(SELECT max(number) FROM change)"
        earlier = "UPDATE reading SET value = 70, version = 1 WHERE id = 'july'"
        for each in (off, f"DELETE FROM change WHERE number = {newest}", earlier, on):
            connection.exec_driver_sql(each)
        connection.commit()
    other = open_workbook(book.source)
    other.add(Objective, name="Bake less")
    other.store.close()


def test_a_series_stays_until_one_of_its_readings_changes(book: Workbook) -> None:
    kpi = book.plan.all(KPI)[0]
    first = book.plan.series(kpi)
    book.save([Edit(Objective, "sell", {"why": "The oven is paid for."}, 1)])
    assert book.plan.series(kpi) is first
    book.save([Edit(Reading, "july", {"value": 71}, 1)])
    assert book.plan.series(kpi).values.tolist() == [71, 80]


def test_a_reading_of_which_the_frequency_was_changed_ends_later(book: Workbook) -> None:
    assert book.plan.series(book.plan.all(KPI)[0]).ends.tolist()[-1] == date(2026, 8, 31)
    book.save([Edit(KPI, "loaves", {"frequency": "quarter"}, 1)])
    assert book.plan.series(book.plan.all(KPI)[0]).ends.tolist()[-1] == date(2026, 10, 31)


def test_a_save_reads_only_the_records_that_it_names(book: Workbook) -> None:
    book.plan.all(KPI)
    book.save([Edit(Objective, "sell", {"why": "The oven is paid for."}, 1)])
    asked: list[str] = []
    engine = book.store._engine
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    book.plan.all(Objective)
    assert [words for words in asked if "FROM kpi" in words or "FROM reading" in words] == []
    assert len(asked) < 10


def test_readings_are_the_same_columns_in_a_file_and_on_a_server(book: Workbook) -> None:
    kpi, then = book.plan.all(KPI)[0], book.plan
    series = then.series(kpi)
    assert series.starts.tolist() == [date(2026, 7, 1), date(2026, 8, 1)]
    assert (series.complete.tolist(), series.notes.tolist()) == ([True, True], ["", ""])
    book.save([Edit(KPI, "loaves", None, 1)])
    assert (len(book.plan.all(KPI)), book.plan.readings.all()) == (1, ())
