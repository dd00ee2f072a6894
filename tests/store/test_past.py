"""A workbook as it stood on a past day: what the journal tells since is undone, and no more."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from tests.signed import sign_off
from workbook import Workbook
from workbook.errors import NotFound, WorkbookError
from workbook.quarter import Quarter
from workbook.store import Edit, Store, database
from workbook.store.saving import Saving
from workbook.strategy import KPI, Business, Change, Objective, Plan, Reading
from workbook.strategy.past import at_day

Q2, Q3 = Quarter.parse("2026-Q2"), Quarter.parse("2026-Q3")
BEGAN = date(2026, 4, 1)


def save_on(book: Workbook, day: date, *edits: Edit, who: str = "Ana") -> None:
    """Save on a past day, as somebody did then."""
    at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
    with book.store._writing() as session:
        Saving(session, who, at=at).apply(edits)


@pytest.fixture(params=["file", "postgres"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workbook]:
    """A bakery that wrote its plan down in April, read in June, and changed much in July."""
    server = request.param == "postgres"
    at = request.getfixturevalue("postgres") if server else str(tmp_path / "rise.workbook")
    book = Workbook(at, Store(database.connect(at, create=True)))
    save_on(
        book,
        BEGAN,
        Edit(Business, "us", {"name": "Rise Bakery"}),
        Edit(Objective, "sell", {"name": "Sell more bread"}),
        Edit(Objective, "rest", {"name": "Rest on Mondays", "position": 1}),
        Edit(KPI, "loaves", {"name": "Loaves", "objective_id": "sell", "target": 80}),
    )
    may = {"kpi_id": "loaves", "start": "2026-05-01", "value": 60}
    june = {"kpi_id": "loaves", "start": "2026-06-01", "value": 61}
    save_on(book, date(2026, 6, 5), Edit(Reading, "may", may), Edit(Reading, "june", june))
    save_on(book, date(2026, 7, 2), Edit(KPI, "loaves", {"target": 90}, 1))
    save_on(book, date(2026, 7, 3), Edit(KPI, "loaves", {"target": 95, "name": "All loaves"}, 2))
    save_on(book, date(2026, 7, 4), Edit(Objective, "rest", None, 1))
    save_on(
        book,
        date(2026, 7, 4),
        Edit(Objective, "new", {"name": "Open a second shop", "position": 2}),
    )
    july = {"kpi_id": "loaves", "start": "2026-07-01", "value": 70}
    save_on(book, date(2026, 8, 5), Edit(Reading, "may", {"value": 66}, 1))
    save_on(book, date(2026, 8, 5), Edit(Reading, "june", None, 1), Edit(Reading, "july", july))
    yield book
    book.store.close()


def told(plan: Plan) -> tuple[list[str], list[Any], list[float]]:
    """Return the names of objectives, the KPI's facts, and what it read."""
    [kpi] = plan.all(KPI)
    names = [objective.name for objective in plan.all(Objective)]
    facts = [kpi.name, kpi.target, kpi.version, len(plan.history(kpi, "target"))]
    return names, facts, plan.series(kpi).values.tolist()


def test_records_and_readings_stand_as_they_did_on_the_evening_of_that_day(book: Workbook) -> None:
    then = at_day(book.plan, date(2026, 6, 30))
    assert told(then) == (["Sell more bread", "Rest on Mondays"], ["Loaves", 80, 1, 1], [60, 61])
    assert (then.today, then.as_of) == (date(2026, 6, 30), date(2026, 6, 30))
    later = at_day(book.plan, date(2026, 7, 2))
    assert told(later) == (["Sell more bread", "Rest on Mondays"], ["Loaves", 90, 2, 2], [60, 61])
    now = at_day(book.plan, book.plan.today)
    assert told(now) == (
        ["Sell more bread", "Open a second shop"],
        ["All loaves", 95, 3, 3],
        [66, 70],
    )


def test_what_is_saved_while_one_looks_back_changes_nothing(book: Workbook) -> None:
    then = at_day(book.plan, date(2026, 6, 30))
    save_on(book, date(2026, 8, 9), Edit(Reading, "may", {"value": 1}, 2))
    assert told(then)[2] == [60, 61]


def test_a_day_that_the_journal_does_not_know_is_refused_in_words(
    book: Workbook, tmp_path: Path
) -> None:
    with pytest.raises(NotFound, match="The journal begins on 1 April 2026"):
        at_day(book.plan, date(2026, 3, 31))
    with pytest.raises(WorkbookError, match="has not come yet"):
        at_day(book.plan, book.plan.today + timedelta(days=1))
    without = Store(database.connect(str(tmp_path / "without.workbook"), create=True))
    without.restore({**book.store.records(), "change": []})
    with pytest.raises(NotFound, match="an export without one"):
        at_day(without.plan(), date(2026, 6, 30))


def test_a_journal_that_does_not_lead_to_what_stands_is_refused(book: Workbook) -> None:
    with book.store._writing() as session:
        session.connection().execute(text("UPDATE kpi SET target = 12"))
    with pytest.raises(WorkbookError, match="changed the workbook outside this program"):
        at_day(Workbook(book.source, book.store).plan, date(2026, 6, 30))


def test_a_quarter_that_was_signed_by_then_is_printed_as_it_was_signed(book: Workbook) -> None:
    sign_off(book, Q2, "Ana")
    on = book.plan.sign_off(Q2)
    assert on is not None
    assert book.report(Q2, book.plan.today).code == on.code
    assert book.report(Q2, "2026-06-30").code != on.code
    assert not book.report(Q2, "2026-06-30").plan.signed_off


def test_a_day_shortly_ago_reads_only_the_end_of_the_journal(book: Workbook) -> None:
    """The lines of readings before that day are not read, however many there are."""
    days = [date(2010, 1, 1) + timedelta(days=each) for each in range(500)]
    save_on(
        book,
        date(2026, 7, 5),
        *(Edit(Reading, str(day), {"kpi_id": "loaves", "start": day, "value": 1}) for day in days),
    )
    plan = book.plan
    with counted(book) as rows:
        assert told(at_day(plan, date(2026, 8, 4)))[0] == ["Sell more bread", "Open a second shop"]
    assert rows["change"] < 20


@contextmanager
def counted(book: Workbook) -> Iterator[dict[str, int]]:
    """Count the lines of the journal that are read as objects."""
    rows = {"change": 0}

    def note(*_: object) -> None:
        rows["change"] += 1

    event.listen(Change, "load", note)
    yield rows
    event.remove(Change, "load", note)
