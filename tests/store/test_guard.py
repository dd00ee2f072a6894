"""A workbook that would fill the memory, or never end, is refused in a sentence and in seconds."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.test_schema import change
from workbook import create_workbook, open_workbook
from workbook.errors import DatabaseRefused, StorageFailed
from workbook.store import guard
from workbook.strategy.destination import Objective

LINE = (
    "INSERT INTO change SELECT i, i, '2026-01-01', '', 'kpi', 'a', 'changed', '{}', '{}', '', 1 "
    "FROM (WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + {step} FROM n LIMIT {count}) "
    "SELECT i FROM n)"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    book = create_workbook("Rise", tmp_path)
    book.add(Objective, name="Grow")
    book.store.close()
    return Path(book.source)


def test_a_journal_longer_than_any_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_QUICK", 0)
    change(path, LINE.replace("{step}", "1000").replace("{count}", "6000"))
    with pytest.raises(DatabaseRefused, match=r"5,9\d\d,\d\d\d rows in its table “change”"):
        open_workbook(path)


def test_more_text_than_a_plan_has_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_BYTES", 3_000_000)
    change(path, "UPDATE objective SET why = hex(zeroblob(12000000))")
    with pytest.raises(DatabaseRefused, match=r"more than 3 MB in its table “objective”"):
        open_workbook(path)


def test_more_records_than_a_plan_has_are_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_QUICK", 0)
    monkeypatch.setattr(guard, "_ROWS", 1)
    change(path, "INSERT INTO win SELECT 'a' || number, 0, 1, '', '', NULL, '' FROM change")
    with pytest.raises(DatabaseRefused, match="2 rows in its table “win”"):
        open_workbook(path)


def test_a_text_of_20_mb_is_left_out_and_told(path: Path) -> None:
    change(path, "UPDATE objective SET name = hex(zeroblob(10000000))")
    plan = open_workbook(path).plan
    assert plan.all(Objective) == ()
    [said] = plan.spoiled.values()
    assert "is too long" in said
    assert len(said) < 300


def spoil_journal(path: Path, json: str) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("DROP TRIGGER journal_no_update")
        changed = "UPDATE change SET after = CAST(? AS TEXT)"
        file.execute(changed, (json.encode(errors="surrogateescape"),))
        file.execute(
            "CREATE TRIGGER journal_no_update BEFORE UPDATE ON change "
            "BEGIN SELECT RAISE(ABORT, 'The journal is only added to'); END"
        )
        file.commit()


@pytest.mark.parametrize("json", ["{", "NaN", "", "[" * 100_000, "\udcff"])
def test_journal_lines_that_hold_no_json_are_told_with_their_numbers(path: Path, json: str) -> None:
    spoil_journal(path, json)
    plan = open_workbook(path).plan
    assert "the journal is damaged in lines 1 and 2" in plan.spoiled["journal"]
    assert list(plan.changes) == []


def test_a_journal_line_that_is_too_deep_is_a_sentence(path: Path) -> None:
    spoil_journal(path, '{"a":' * 1000 + "1" + "}" * 1000)
    with pytest.raises(DatabaseRefused, match="is damaged"):
        list(open_workbook(path).plan.changes)


def test_a_pdf_of_a_giant_is_a_sentence(path: Path) -> None:
    book = open_workbook(path)
    with closing(sqlite3.connect(path)) as file:
        columns = "quarter, number, at, who, code, plan, document, pdf, hashes"
        values = "'2026-Q3', 1, '2026-10-01', 'Marta', 'A', x'', x'', zeroblob(150000000), '{}'"
        file.execute(f"INSERT INTO sign_off ({columns}) VALUES ({values})")
        file.commit()
    with pytest.raises(DatabaseRefused, match="its table “sign_off” cannot be read"):
        book.store.signed_off(book.quarter("2026-Q3"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="This system has no such files")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.workbook")
    for path in (tmp_path / "pipe.workbook", Path("/dev/zero"), Path("/dev/tty")):
        with pytest.raises(StorageFailed, match="not an ordinary file"):
            open_workbook(path)
