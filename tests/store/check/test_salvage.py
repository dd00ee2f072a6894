"""A mended copy holds what can be saved, says what cannot, and is a sound workbook."""

from pathlib import Path

import pytest

from tests.store.check.spoiling import spoil
from tests.store.check.test_examining import DAMAGE
from workbook import Quarter, create_workbook, open_workbook
from workbook.cli import main
from workbook.errors import DatabaseRefused
from workbook.store.check import examine
from workbook.store.check.salvage import Mended, mend
from workbook.strategy import KPI, Objective, Reading

Q3 = Quarter.parse("2026-Q3")


def mended(path: Path) -> Mended:
    before = path.read_bytes()
    made = mend(str(path), path.with_name("mended.workbook"), path)
    assert path.read_bytes() == before
    assert examine(str(made.path)).found == []
    nothing = ["Nothing had to be left out or changed."]
    assert made.listed.read_text(encoding="utf-8").splitlines() == (made.told or nothing)
    book = open_workbook(made.path)
    assert book.plan.spoiled == {}
    assert book.report(Q3.previous).executive().title
    book.store.close()
    return made


@pytest.mark.parametrize("statement", [statement for statement, _ in DAMAGE])
def test_the_mended_copy_is_sound_and_says_what_became_of_the_damage(
    example: Path, statement: str
) -> None:
    spoil(example, "PRAGMA foreign_keys = OFF", statement)
    assert mended(example).told


def test_a_table_that_was_dropped_comes_back_from_the_journal(example: Path) -> None:
    whole = open_workbook(example).plan
    readings = len(whole.all(Reading))
    spoil(example, "PRAGMA foreign_keys = OFF", "DROP TABLE objective", "DROP TABLE reading")
    made = mended(example)
    plan = open_workbook(made.path).plan
    assert plan.records == whole.records
    assert len(plan.all(Reading)) == readings
    assert "The table of objectives was missing." in made.told


def test_a_lost_journal_is_written_anew_from_what_stands(example: Path) -> None:
    whole = open_workbook(example).plan
    spoil(example, "DELETE FROM change")
    plan = open_workbook(mended(example).path).plan
    assert plan.records == whole.records
    assert {line.verb for line in plan.changes} == {"added"}
    assert {line.who for line in plan.changes} == {"workbook check --mend"}


def test_what_a_row_lost_is_taken_from_the_journal(example: Path) -> None:
    due = open_workbook(example).plan.all(Objective)[0].due
    spoil(example, "UPDATE objective SET due = 'soon' WHERE position = 0")
    made = mended(example)
    assert open_workbook(made.path).plan.all(Objective)[0].due == due
    [told] = made.told
    assert told.endswith("Due held “soon”, which is no date: it was taken from the journal.")


@pytest.mark.parametrize("fill", [bytes(4096), b"\xff" * 4096])
def test_what_lies_round_a_torn_page_is_saved(example: Path, fill: bytes) -> None:
    content = bytearray(example.read_bytes())
    middle = len(content) // 8192 * 4096
    content[middle : middle + 4096] = fill
    example.write_bytes(content)
    whole = len(open_workbook(mended(example).path).plan.all(KPI))
    assert whole == 7


def test_a_sound_workbook_is_mended_into_its_like(example: Path) -> None:
    made = mended(example)
    assert made.told == []
    ours, theirs = (open_workbook(path) for path in (example, made.path))
    assert ours.store.records() == theirs.store.records()


def test_where_nothing_is_left_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.workbook"
    path.write_bytes(b"no database at all" * 500)
    with pytest.raises(DatabaseRefused, match="Nothing is left to save"):
        mend(str(path), tmp_path / "b.workbook")
    assert list(tmp_path.iterdir()) == [path]


def test_the_command_writes_beside_and_never_over_anything(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(example, "UPDATE kpi SET target = 'many' WHERE position = 0")
    for _ in range(2):
        assert main(["check", str(example), "--mend"]) == 0
    said = capsys.readouterr().out
    assert "Left out or changed" in said
    names = {path.name for path in example.parent.iterdir()}
    assert {"rise-bakery.mended.workbook", "rise-bakery.mended-2.workbook"} < names
    assert {"rise-bakery.mended.txt", "rise-bakery.mended-2.txt"} < names


def test_a_database_on_a_server_is_saved_in_a_file(postgres: str, tmp_path: Path) -> None:
    book = create_workbook("Rise", postgres)
    book.add(Objective, name="Grow")
    book.store.close()
    made = mend(postgres, tmp_path / "mended.workbook")
    assert [each.name for each in open_workbook(made.path).plan.all(Objective)] == ["Grow"]
