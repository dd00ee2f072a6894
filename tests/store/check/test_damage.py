"""What cannot be read is refused by its name and place; nothing is left out without a word."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.check.spoiling import spoil
from workbook import Quarter, Workbook, open_workbook
from workbook.cli import main
from workbook.errors import DatabaseRefused
from workbook.strategy import Objective
from workbook.strategy.position import Capability

Q3, UNSIGNED = Quarter.parse("2026-Q3"), Quarter.parse("2025-Q1")
REFUSED = [
    ("UPDATE kpi SET target_date = 'soon' WHERE position = 0", "“target_date”, holds “soon”"),
    ("UPDATE kpi SET name = CAST(x'ff41' AS TEXT) WHERE position = 0", "“name”, holds 2 bytes"),
    ("UPDATE capability SET judge_ids = '[' WHERE position = 0", "“judge_ids”, holds “[”"),
    ("UPDATE win SET id = x'00' WHERE position = 0", "“id”, holds 1 byte, which is no text"),
    ("UPDATE reading SET value = 'many' WHERE rowid = 7", "“value”, holds “many”, which is no num"),
    ("UPDATE reading SET start = '2026-02-31' WHERE rowid = 7", "“start”, holds “2026-02-31”"),
    ("UPDATE reading SET value = x'00' WHERE rowid = 7", "“value”, holds 1 byte"),
    ("UPDATE sign_off SET at = 'soon'", "the sign-off of 2025-Q2, “at”, holds “soon”"),
]  # fmt: skip
LINES = [
    "UPDATE change SET after = '{\"na' WHERE number = 12",
    "UPDATE change SET at = 'soon' WHERE number = 12",
    "UPDATE change SET before = x'00' WHERE number = 12",
]


@pytest.mark.parametrize(("statement", "named"), REFUSED)
def test_what_cannot_be_read_is_refused_with_its_place_and_the_ways_back(
    example: Path, statement: str, named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(example, statement)
    before = example.read_bytes()
    assert main(["status", str(example)]) == 2
    said = capsys.readouterr().err
    assert named in said
    assert said.count("\n") == 1
    assert f"workbook restore {example}" in said
    assert f"workbook check {example} --mend" in said
    assert example.read_bytes() == before


@pytest.mark.parametrize("statement", LINES)
def test_a_damaged_line_of_the_journal_is_told_and_the_rest_goes_on(
    example: Path, statement: str
) -> None:
    whole = open_workbook(example).plan
    spoil(example, statement)
    book = open_workbook(example)
    assert book.plan.records == whole.records
    [told] = book.plan.spoiled.values()
    assert "the journal is damaged in line 12." in told
    assert book.report(Q3).code != ""
    refused: list[Callable[[Workbook], object]] = [
        lambda book: book.export(example.parent / "export"),
        lambda book: book.sign_off(Q3, "Marta Lindqvist", early=True),
    ]
    for door in refused:
        with pytest.raises(DatabaseRefused, match="the journal is damaged in line 12"):
            door(book)


def test_a_reference_to_nothing_is_told_and_left_empty(example: Path) -> None:
    spoil(
        example,
        "PRAGMA foreign_keys = OFF",
        "UPDATE capability SET objective_id = 'none', judge_ids = '[\"none\"]' WHERE position = 0",
        "UPDATE reading SET kpi_id = 'none' WHERE rowid = 7",
    )
    plan = open_workbook(example).plan
    about, readings = plan.spoiled.values()
    assert "Take café orders" in about
    assert "names something that is no longer there" in about
    assert readings.startswith("1 reading belongs to a KPI that is not there")
    assert (plan.all(Capability)[0].objective_id, plan.all(Capability)[0].judge_ids) == (None, [])


def test_a_record_that_is_gone_is_told(example: Path) -> None:
    spoil(example, "DELETE FROM win WHERE position = 0", "DELETE FROM noise_bill")
    plan = open_workbook(example).plan
    told = [said.partition(" of which")[0] for said in plan.spoiled.values()]
    assert told == ["1 noise bill", "1 win"]


def test_the_pack_says_what_it_had_to_leave_out(example: Path) -> None:
    spoil(example, "UPDATE objective SET due = '9999-12-31' WHERE position = 0")
    book = open_workbook(example)
    [told] = book.plan.spoiled.values()
    assert book.plan.all(Objective)[0].due is None
    assert told in str(book.report(UNSIGNED).executive())


def test_a_fault_of_the_program_stays_one(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> None:
        raise ValueError("a fault of the program")

    monkeypatch.setattr("workbook.store.store.load", faulty)
    with pytest.raises(ValueError, match="a fault of the program"):
        assert open_workbook(example).plan
