"""What looking costs does not grow with the journal, and readings are read fast and exactly."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import JSON, Boolean, Date, DateTime, Float, Integer, String
from sqlalchemy.types import TypeEngine

from tests.store.test_schema import change
from workbook import Workbook, create_workbook, open_workbook
from workbook.store import Edit, guard, loading
from workbook.store.mending import _READABLE, _TEXT
from workbook.strategy import KPI, Objective, Plan, Reading
from workbook.strategy.series import Series

LINES = 3000
STEPS = 100  # of SQLite's machine, between two counts


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Workbook]:
    """A shop that imported years of days, and put one of them right."""
    book = create_workbook("Rise Bakery", tmp_path)
    book.save([Edit(Objective, "sell", {"name": "Sell"}), Edit(KPI, "k", kpi("Loaves"))])
    days = [date(2018, 1, 1) + timedelta(days=each) for each in range(LINES)]
    book.save([Edit(Reading, str(n), reading(day, n / 3)) for n, day in enumerate(days)])
    book.save([Edit(Reading, "7", {"value": 0.1 + 0.2}, 1)])
    yield book
    book.store.close()


def kpi(name: str) -> dict[str, Any]:
    return {"name": name, "objective_id": "sell", "frequency": "day"}


def reading(day: date, value: float, **more: Any) -> dict[str, Any]:
    return {"kpi_id": "k", "start": day, "value": value, **more}


def taken(database: sqlite3.Connection, look: Callable[[], object]) -> int:
    """Return how many steps of SQLite's machine a look takes, in hundreds."""
    counted = [0]

    def count() -> int:
        counted[0] += 1
        return 0

    database.set_progress_handler(count, STEPS)
    look()
    database.set_progress_handler(None, 0)
    return counted[0]


def test_what_was_put_right_is_found_without_reading_what_was_imported(book: Workbook) -> None:
    before = datetime(2000, 1, 1, tzinfo=UTC)
    plan = book.plan
    with book.store._engine.connect() as connection:
        database: Any = connection.connection.dbapi_connection
    assert taken(database, lambda: plan.changes.revised(before)) < LINES / STEPS


def test_how_long_a_journal_is_needs_no_look_at_its_lines(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_QUICK", 0)
    path = Path(book.source)
    with closing(sqlite3.connect(path)) as database:
        assert taken(database, lambda: guard.refuse_giant(database, path)) < LINES / STEPS


def columns(series: Series) -> list[Any]:
    told = series.starts, series.values, series.complete, series.rows, series.notes, series.sources
    return [column.tolist() for column in (*told, series.provisional)]


def test_readings_are_the_same_whether_they_are_alike_or_not(book: Workbook) -> None:
    def one_by_one(plan: Plan) -> Series:
        rows = ((r.start, r.value, r.complete, r.rows, r.note, r.source_id, r.provisional)
                for r in plan.readings.records("k"))  # fmt: skip
        return Series.of("day", rows)

    [loaves] = book.plan.all(KPI)
    assert columns(book.plan.series(loaves)) == columns(one_by_one(book.plan))
    for odd in ({"note": "Closed early"}, {"complete": False}, {"rows": 3}, {"provisional": True}):
        book.save([Edit(Reading, f"odd {odd}", reading(date(2017, 1, len(str(odd))), 5.0, **odd))])
        assert columns(book.plan.series(loaves)) == columns(one_by_one(book.plan))


def test_many_kpis_are_read_in_one_look(book: Workbook) -> None:
    book.save([Edit(KPI, "new", kpi("Rolls"))])
    plan = book.plan
    plan.readings.fetch(plan.all(KPI))
    book.store.close()
    Path(book.source).unlink()  # nothing is looked up any more
    assert [len(plan.series(each)) for each in plan.all(KPI)] == [LINES, 0]
    assert np.isclose(plan.series(plan.all(KPI)[0]).values[7], 0.3)


def test_a_process_that_is_started_need_not_look_through_the_readings_again(
    book: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not book.plan.spoiled
    for name, value in book.store.looked_through.items():
        monkeypatch.setenv(name, value)
    with monkeypatch.context() as patched:
        patched.setattr(loading, "lost_readings", lambda _: pytest.fail("looked again"))
        assert not open_workbook(book.source).plan.spoiled
    change(Path(book.source), "UPDATE reading SET value = 1e308 WHERE id = '7'")
    spoiled = open_workbook(book.source)
    assert "1 reading of “Loaves” cannot be used" in str(spoiled.plan.spoiled)
    assert spoiled.store.looked_through == {}


def test_what_was_looked_through_is_not_what_was_saved_since(book: Workbook) -> None:
    assert book.plan and book.store.looked_through
    book.save([Edit(Reading, "8", {"value": 5}, 1)])
    assert book.plan and book.store.looked_through == {}


VALUES = [
    None, 0, 1, 2, 20260101, 1.5, 1e300, float("inf"), "", "abc", "12", "2026-01-01", "2026-02-30",
    "2026-01-01 08:00:00", "now", "{}", "{", b"", b"2026-01-01", b"1",
]  # fmt: skip
KEPT: list[tuple[TypeEngine[Any], str, list[object]]] = [
    (String(), "VARCHAR", ["0", "1", "2", "20260101", "1.5", "1.0e+300", "Inf", "", "abc", "12",
                           "2026-01-01", "2026-02-30", "2026-01-01 08:00:00", "now", "{}", "{"]),
    (Boolean(), "BOOLEAN", [0, 1]),
    (Integer(), "INTEGER", [0, 1, 2, 20260101, 12]),
    (Float(), "FLOAT", [0.0, 1.0, 2.0, 20260101.0, 1.5, 1e300, float("inf"), 12.0]),
    (Date(), "DATE", ["2026-01-01"]),
    (DateTime(), "DATETIME", ["2026-01-01", "2026-01-01 08:00:00"]),
    (JSON(), "JSON", ["{}"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name", "kept"), KEPT, ids=[name for _, name, _ in KEPT])
def test_only_what_a_column_is_for_is_read_out_of_it(
    kind: TypeEngine[Any], name: str, kept: list[object]
) -> None:
    condition = next((said for of, said in _READABLE.items() if isinstance(kind, of)), _TEXT)
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"CREATE TABLE t (v {name})")
        database.executemany("INSERT INTO t VALUES (?)", [(value,) for value in VALUES])
        read = database.execute(f"SELECT v FROM t WHERE {condition.format('v')}").fetchall()
    assert [value for (value,) in read] == kept
