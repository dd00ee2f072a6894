"""Plans that are read while others save: each shows one moment, whenever it looks something up."""

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.reliability.tally import NotHere, Tally
from tests.store.postgres import somewhere
from workbook import Workbook, create_workbook, open_workbook
from workbook.quarter import Quarter
from workbook.store import Edit
from workbook.store.lookups import StoredJournal
from workbook.strategy import KPI, Objective, Plan, Reading

PROMISE = "A plan that is read while others save never holds half of a save."
PLANS = 200  # of a file, and as many of a database
FIRST = date(2026, 7, 6)
Q3 = Quarter.parse("2026-Q3")


def run(effort: float) -> Tally:
    """Read plans of a file and of a database while each save changes what belongs together."""
    if "fork" not in multiprocessing.get_all_start_methods():
        raise NotHere("Processes that fork, as on Linux.")
    failures: list[str] = []
    facts = {}
    plans = max(round(PLANS * effort), 30)
    with TemporaryDirectory() as folder:
        made = create_workbook("Rise Bakery", Path(folder) / "rise.workbook")
        facts["saves in the file meanwhile"] = f"{_look(made, plans, failures):,}"
    with somewhere() as server:
        made = create_workbook("Rise Bakery", server.url)
        facts["saves in the database meanwhile"] = f"{_look(made, plans, failures):,}"
    return Tally(2 * plans, "plans read during saves", PROMISE, failures, facts)


def _look(book: Workbook, plans: int, failures: list[str]) -> int:
    book.save(list(_beginning()))
    before = _lines(book)
    book.store.close()
    with _saving(book.source):
        reader = open_workbook(book.source)
        for turn in range(plans):
            # Every other one follows the plan before, as a page does.
            plan = reader.plan if turn % 2 else reader.store.plan()
            failures += [f"{book.source}, plan {turn}: {torn}" for torn in _torn(plan)]
        return (_lines(reader) - before) // len(list(_beginning()))


def _lines(book: Workbook) -> int:
    with book.store._engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT max(number) FROM change").scalar_one())


def _beginning() -> Iterator[Edit]:
    for one in ("a", "b"):
        yield Edit(Objective, one, {"name": "0"})
        yield Edit(KPI, f"kpi-{one}", {"name": "0", "frequency": "week", "target": 0.0})
        yield Edit(Reading, f"read-{one}", _reading(one, 0))


def _reading(one: str, number: int) -> dict[str, Any]:
    return {"kpi_id": f"kpi-{one}", "start": FIRST.isoformat(), "value": float(number)}


@contextmanager
def _saving(source: str) -> Iterator[None]:
    there = multiprocessing.get_context("fork")
    enough = there.Event()
    writer = there.Process(target=_save, args=(source, enough))
    writer.start()
    try:
        yield
    finally:
        enough.set()
        writer.join()


def _save(source: str, enough: Any) -> None:
    book, number = open_workbook(source), 0
    while not enough.is_set():
        number += 1
        frequency = "week" if number % 2 else "day"
        edits = []
        for one in ("a", "b"):
            kpi = {"name": str(number), "target": float(number), "frequency": frequency}
            edits += [
                Edit(Objective, one, {"name": str(number)}, number),
                Edit(KPI, f"kpi-{one}", kpi, number),
                Edit(Reading, f"read-{one}", {"value": float(number)}, number),
            ]
        book.save(edits)
        time.sleep(0.01)


def _torn(plan: Plan) -> Iterator[str]:
    numbers = {float(each.name) for each in plan.all(Objective)}
    numbers |= {each.target for each in plan.all(KPI) if each.target is not None}
    time.sleep(0.01)  # what is looked up late is of the same moment
    numbers |= {float(value) for kpi in plan.all(KPI) for value in plan.series(kpi).values}
    found = plan.readings.in_quarter(plan.all(KPI), Q3).values()
    if [len(series) for series in found] != [1, 1]:
        yield "a reading of the quarter is missing"
    numbers |= {float(value) for series in found for value in series.values}
    numbers |= {reading.value for reading in plan.all(Reading)}
    assert isinstance(plan.changes, StoredJournal)
    last = plan.changes.line(plan.changes.last.number)
    numbers |= {last.after["value"] if last else -1.0}
    if len(numbers) > 1:
        yield f"it holds what the saves {sorted(numbers)} left"
