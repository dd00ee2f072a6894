"""What breaks a page is taken by no door: not the page or a program, no import and no restore."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.steps.visit import read
from tests.store.test_exchange import empty
from workbook import Quarter, Workbook, create_workbook, pages
from workbook.errors import ImportRefused, InvalidEntry, WorkbookError
from workbook.forms.fields import specs
from workbook.store import Edit
from workbook.strategy import (
    ENTITIES,
    KPI,
    Initiative,
    Objective,
    Person,
    Priority,
    Reading,
    SmartOverride,
)
from workbook.strategy.entity import Entity
from workbook.strategy.rules import check

FAR = "has to lie between 1900 and 2199"
BAD: dict[str, list[tuple[Any, str]]] = {
    "date": [
        ("0001-01-01", FAR),
        ("1899-12-31", FAR),
        ("2200-01-01", FAR),
        ("9999-12-31", FAR),
        ("tomorrow", "has to be a date"),
    ],
    "number": [
        (5e-324, "too close to zero"),
        (1e-10, "too close to zero"),
        (1.1e15, "too large"),
        (1e308, "too large"),
        ("inf", "has to be a number"),
        ("nan", "has to be a number"),
    ],
    "text": [("x" * 5000, "too long")],
    "long text": [("x" * 50_000, "too long")],
    "choice": [("neither", "has to be")],
    "tick": [("perhaps", "has to be yes or no")],
    "person": [("x" * 37, "too long")],
    "reference": [("x" * 37, "too long")],
    "references": [("one", "has to be a list")],
}
BAD["money"] = [*BAD["number"], (-1, "0 or more")]


def bad_values() -> Iterator[tuple[type[Entity], str, Any, str]]:
    """Yield every field of every entity with each value that its kind cannot hold."""
    for model in ENTITIES:
        for spec in specs(model):
            for value, said in BAD[spec.kind]:
                if spec.maximum is None or said != "too large":
                    yield model, spec.name, value, said
        for name in ("position", "version"):
            for value in (-1, 2**31, 2**63, 10**30):
                yield model, name, value, "has to be"


@pytest.mark.parametrize(
    ("model", "name", "value", "said"),
    [
        pytest.param(*case, id=f"{case[0].__name__}-{case[1]}-{case[2]!s:.12}")
        for case in bad_values()
    ],
)
def test_no_entity_takes_it(model: type[Entity], name: str, value: Any, said: str) -> None:
    with pytest.raises(InvalidEntry) as refused:
        check(model, {name: value})
    problem = refused.value.problems[name]
    assert said in problem or "has to be" in problem
    assert problem.endswith(".")


@pytest.mark.parametrize("value", [-1e15, -1e-9, 0, 1e-9, 1e15])
def test_what_can_be_reckoned_with_is_taken(value: float) -> None:
    reading = check(Reading, {"kpi_id": "k", "start": "2199-12-01", "value": value})
    assert reading.value == value


@pytest.mark.parametrize("written", ["1899-Q4", "2200-Q1", "9999-Q4"])
def test_a_quarter_too_far_away_is_refused_wherever_it_is_written(written: str) -> None:
    with pytest.raises(WorkbookError, match="quarters run from 1900 to 2199"):
        Quarter.parse(written)
    with pytest.raises(InvalidEntry, match="quarters run from 1900 to 2199"):
        check(Priority, {"name": "Grow", "quarter": written})


def test_rows_beyond_what_a_database_counts_are_refused(book: Workbook) -> None:
    kpi = book.add(KPI, name="Tickets")
    with pytest.raises(InvalidEntry, match="Rows has to be between"):
        book.add(Reading, kpi_id=kpi, start=date(2026, 1, 1), value=1, rows=2**63)


def test_signs_that_nobody_sees_are_left_out_at_the_field(book: Workbook) -> None:
    id = book.add(Objective, name="\x00Grow\x1b[31m\tby\na fifth\x07", why="One\x00\r\ntwo\tthree")
    found = book.plan.find(id)
    assert isinstance(found, Objective)
    assert (found.name, found.why) == ("Grow[31m by a fifth", "One\ntwo\tthree")
    with pytest.raises(InvalidEntry, match="Objective is still empty"):
        book.add(Objective, name="\x00\x01")


def test_the_journal_keeps_no_such_signs_either(book: Workbook) -> None:
    book.who = "ana\x00\x1b"
    book.save([Edit(Person, "p", {"name": "Ana"})], reason="Because\x00 of\x07 it")
    assert (book.plan.changes[-1].who, book.plan.changes[-1].reason) == ("ana", "Because of it")


CONTRADICTIONS: list[tuple[list[Edit], str]] = [
    (
        [
            Edit(Objective, "a", {"name": "Grow", "parent_id": "b"}),
            Edit(Objective, "b", {"name": "Sell", "parent_id": "a"}),
        ],
        "is part of “Grow” already",
    ),
    (
        [
            Edit(Objective, "a", {"name": "Grow"}),
            Edit(SmartOverride, "s", {"objective_id": "a", "letter": "T", "reason": "We know."}),
            Edit(SmartOverride, "t", {"objective_id": "a", "letter": "T", "reason": "We do."}),
        ],
        "It has a verdict of yours on that letter already.",
    ),
    (
        [
            Edit(KPI, "k", {"name": "Tickets"}),
            Edit(Reading, "r", {"kpi_id": "k", "start": "2026-01-01", "value": 1}),
            Edit(Reading, "s", {"kpi_id": "k", "start": "2026-01-01", "value": 2}),
        ],
        "This KPI has a reading for that period already.",
    ),
    (
        [Edit(Initiative, "i", {"name": "Van", "objective_ids": ["nothing"]})],
        "Serves names something that is no longer there.",
    ),
    (
        [Edit(Objective, "a", {"name": "Grow", "owner_id": "nobody"})],
        "Owner names something that is no longer there.",
    ),
]


@pytest.mark.parametrize(("edits", "said"), CONTRADICTIONS)
def test_every_door_refuses_it_with_the_same_sentence(
    book: Workbook, tmp_path: Path, edits: list[Edit], said: str
) -> None:
    with pytest.raises(InvalidEntry, match=said):
        book.save(edits)
    folder = book.export(tmp_path / "out")
    for edit in edits:
        path = folder / f"{edit.entity.__tablename__}.json"
        rows = json.loads(path.read_text())
        path.write_text(json.dumps([*rows, {"id": edit.id, **(edit.fields or {})}]))
    again = empty(tmp_path / "again.workbook")
    with pytest.raises(ImportRefused, match=rf"\.json, record \d: .*{said}"):
        again.restore(folder, edited=True)
    assert again.plan.records == ()


def test_a_circle_can_be_restored_no_more_than_made(book: Workbook) -> None:
    book.save([Edit(Objective, "a", {"name": "Grow"}), Edit(Objective, "b", {"name": "Sell"})])
    book.save([Edit(Objective, "a", {"parent_id": "b"}, 1)])
    book.save([Edit(Objective, "a", {"parent_id": None}, 2)])
    emptied = book.plan.changes[-1].number
    book.save([Edit(Objective, "b", {"parent_id": "a"}, 1)])
    with pytest.raises(InvalidEntry, match="is part of"):
        book.store.restore_before(emptied, "Marta")


@pytest.mark.parametrize(
    "text", ["\ufeff", "\u200b", "\u00ad", "\u3164", "\ufe0f", "\x01", "\ufffe"]
)
def test_a_name_of_which_nothing_can_be_seen_is_still_empty(book: Workbook, text: str) -> None:
    with pytest.raises(InvalidEntry, match="is still empty"):
        book.add(Objective, name=text)
    book.add(Objective, name=f"Grow{text}", why=text)
    assert book.plan.all(Objective)[-1].why == ""


def test_what_is_wrong_already_does_not_hold_back_the_rest_of_a_record(book: Workbook) -> None:
    book.save([Edit(Objective, "a", {"name": "Grow"}), Edit(Objective, "b", {"name": "Sell"})])
    with book.store._writer.connect() as connection:
        connection.exec_driver_sql("UPDATE objective SET parent_id = id")
        connection.commit()
    assert book.save([Edit(Objective, "a", {"name": "Grow slowly"}, 1)]) == {"a": 2}


def test_a_page_opens_with_the_furthest_values_that_are_taken(tmp_path: Path) -> None:
    book = create_workbook("Rise Bakery", tmp_path)
    for n, (day, amount) in enumerate((("1900-01-01", -1e15), ("2199-12-31", 1e-9))):
        goal = book.add(Objective, name=f"Goal {n}", start=day, due=day)
        book.add(
            KPI, name=f"KPI {n}", objective_id=goal, baseline=amount, target=1e15, target_date=day
        )
        kpi = book.plan.all(KPI)[-1].id
        for frequency_day in (day, "2026-07-01", "2026-08-01"):
            book.add(Reading, kpi_id=kpi, start=frequency_day, value=amount)
        book.add(Initiative, name=f"Van {n}", objective_ids=[goal], start=day, due=day, cost=1e15)
    for page in (pages.start, pages.destination, pages.position, pages.route, pages.review):
        assert read(page(book))
    report = book.report("2026-Q3")
    report.scorecard()
    report.roadmap()
    report.behaviour()
