"""A workbook is examined whole, and what is wrong is named with its place; nothing is changed."""

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.store.check.spoiling import spoil
from workbook import Workbook, create_workbook
from workbook.cli import main
from workbook.errors import NotFound
from workbook.resources import templates
from workbook.store import Edit
from workbook.store.check import examine
from workbook.strategy import KPI, Objective, Reading

DAMAGE = [
    ("DROP TABLE win", "win: This table is missing."),
    ("ALTER TABLE win DROP COLUMN name", "win: It lacks name."),
    ("UPDATE change SET after = '{\"na' WHERE number = 12", "Line 12: “after” holds “{\"na”"),
    ("UPDATE change SET at = 'soon' WHERE number = 12", "Line 12: “at” holds “soon”, which is no"),
    ("UPDATE change SET entity = 'wish' WHERE number = 12", "kind of record that there is not"),
    ("UPDATE change SET verb = 'lost' WHERE number = 12", "It says “lost”"),
    ("DELETE FROM change", "It is empty: who changed what, and when, is not known."),
    ("DELETE FROM change WHERE number = 12", "Line 12 is missing."),
    ("DELETE FROM change WHERE number BETWEEN 12 AND 14", "Line 12 to 14 is missing."),
    ("UPDATE kpi SET target_date = 'soon' WHERE position = 0", "Target date holds “soon”, which"),
    ("UPDATE kpi SET target = 'many' WHERE position = 0", "Target holds “many”, which is"),
    ("UPDATE kpi SET target = x'00ff' WHERE position = 0", "Target holds 2 bytes, which is no num"),
    ("UPDATE kpi SET name = CAST(x'ff41' AS TEXT) WHERE position = 0", "KPI holds 2 bytes, which"),
    ("UPDATE kpi SET name = x'41' WHERE position = 0", "KPI holds 1 byte, which is no text"),
    ("UPDATE kpi SET name = '' WHERE position = 0", "KPI is still empty."),
    ("UPDATE kpi SET target = 1e300 WHERE position = 0", "Target is too large"),
    ("UPDATE kpi SET position = 4611686018427387904 WHERE position = 0", "Place in the list has"),
    ("UPDATE kpi SET owner_id = 'nobody' WHERE position = 0", "Owner names what is not there"),
    ("UPDATE capability SET judge_ids = '[\"x\"]' WHERE position = 0", "is not there: x"),
    ("UPDATE capability SET judge_ids = '[' WHERE position = 0", "which is no JSON"),
    ("UPDATE objective SET parent_id = id WHERE position = 0", "itself"),
    ("UPDATE reading SET value = value + 1 WHERE start = '2026-07-01'", "The journal says"),
    ("UPDATE reading SET start = '2026-02-31' WHERE start = '2026-02-01'", "which is no date"),
    ("UPDATE reading SET complete = 7 WHERE start = '2026-07-01'", "neither yes nor no"),
    ("UPDATE reading SET kpi_id = 'none' WHERE rowid = 7", "KPI names what is not there"),
    ("DELETE FROM reading WHERE start = '2026-07-01'", "The journal has it, and its row is gone."),
    ("DELETE FROM win WHERE position = 0", "The journal has it, and its row is gone."),
    ("UPDATE objective SET name = 'Another' WHERE position = 0", "the record holds Another"),
    ("INSERT INTO theme VALUES ('new', 9, 1, 'Other', '')", "without a line"),
    ("UPDATE sign_off SET plan = x''", "The plan of 2026-Q3 is not what Marta signed off"),
    ("UPDATE sign_off SET document = plan", "The pages of the pack of 2026-Q3"),
    ("UPDATE sign_off SET pdf = x'25'", "The printed pack of 2026-Q3"),
    ("UPDATE sign_off SET hashes = 'none'", "“hashes” holds “none”, which is no JSON"),
    ("UPDATE sign_off SET at = 'soon'", "“at” holds “soon”, which is no time"),
    ("DELETE FROM sign_off WHERE number = 1", "Sign-off 1 of 2026-Q3: The journal has it"),
]  # fmt: skip


def test_what_there_is_once_is_counted_as_one(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(example, "DELETE FROM sign_off WHERE number = 2 OR quarter < '2026-Q3'")
    assert main(["check", str(example)]) == 2
    said = capsys.readouterr().out
    assert re.search(r"journal lines, 1 sign-off and \d+ other records", said)


def test_a_sound_workbook_is_well_and_left_as_it_is(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = example.read_bytes(), example.stat().st_mtime_ns, sorted(example.parent.iterdir())
    assert main(["check", str(example)]) == 0
    said = capsys.readouterr().out
    about = json.loads((templates() / "example" / "workbook.json").read_text("utf-8"))
    held = {name: each["records"] for name, each in about["files"].items()}
    lines, readings = held.pop("change.json"), held.pop("reading.json")
    lines, signed = lines + 2, held.pop("sign_off.json") + 2  # its newest quarter's two
    others = sum(held.values())
    told = f"{readings} readings, {lines} journal lines, {signed} sign-offs and {others} other"
    assert told in said
    assert "All is well with it." in said
    after = example.read_bytes(), example.stat().st_mtime_ns, sorted(example.parent.iterdir())
    assert after == before


@pytest.mark.parametrize(("statement", "named"), DAMAGE)
def test_what_is_damaged_is_named_with_its_place(example: Path, statement: str, named: str) -> None:
    spoil(example, statement)
    before = example.read_bytes()
    assert any(named in str(found) for found in examine(str(example)).found)
    assert example.read_bytes() == before


def test_the_command_says_what_to_do(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(example, "UPDATE reading SET value = value + 1")
    assert main(["check", str(example)]) == 2
    said = capsys.readouterr().out
    assert "  - and 279 more" in said
    assert f"workbook check {example} --mend" in said
    assert f"workbook restore {example}" in said
    assert main(["check", str(example), "--json"]) == 2
    assert '"sound": false' in capsys.readouterr().out


def test_a_torn_page_is_named_and_what_can_be_read_is_examined(example: Path) -> None:
    content = bytearray(example.read_bytes())
    middle = len(content) // 8192 * 4096
    content[middle : middle + 4096] = bytes(4096)
    example.write_bytes(content)
    account = examine(str(example))
    assert list(account.of("file"))
    assert "the journal against the records" in account.left_out
    assert account.counts["readings"] > 100


def test_what_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "a.workbook").write_bytes(b"no database at all" * 500)
    [found] = examine(str(tmp_path / "a.workbook")).found
    assert "no SQLite file" in str(found)
    with pytest.raises(NotFound):
        examine(str(tmp_path / "none.workbook"))


def test_what_was_changed_removed_undone_and_explained_follows_from_the_journal(
    book: Workbook,
) -> None:
    grow = book.add(Objective, name="Grow", due="2026-12-31")
    kpi = book.add(KPI, name="Tickets", objective_id=grow)
    for month in (7, 8):
        book.add(Reading, kpi_id=kpi, start=f"2026-0{month}-01", value=month)
    book.save([Edit(Objective, grow, {"name": "Grow well"}, 1)])
    book.store.explain(book.plan.changes[-1].number, "Ana", "It sounds better")
    book.save([Edit(KPI, kpi, None, 1)])
    removed = next(line.number for line in book.plan.changes.of(kpi) if line.verb == "removed")
    book.store.restore_before(removed, "Ana")
    assert examine(book.source).found == []
    assert examine(book.source).counts["readings"] == 2


def test_a_database_on_a_server_is_examined_alike(postgres: str) -> None:
    book = create_workbook("Rise", postgres)
    grow = book.add(Objective, name="Grow")
    with book.store._writer.connect() as connection:
        connection.execute(text("UPDATE objective SET name = 'Shrink'"))
        connection.commit()
    [found] = examine(postgres).found
    assert str(found) == (
        "objective “Shrink”, Objective: The journal says Grow, the record holds Shrink."
    )
    assert grow
    book.store.close()


def test_what_lies_beside_and_is_not_of_it_is_named_and_set_aside(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stranger = example.with_name(f"{example.name}-wal")
    stranger.write_bytes(b"left by another" * 100)
    assert main(["check", str(example)]) == 2
    assert f"{stranger.name}: It is not of this workbook" in capsys.readouterr().out
    assert main(["check", str(example), "--set-aside"]) == 0
    said = capsys.readouterr().out
    assert f"Set aside: {stranger}.set-aside-1" in said
    assert "All is well with it." in said
    assert not stranger.exists()
