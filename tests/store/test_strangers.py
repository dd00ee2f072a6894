"""What lies beside a workbook's file and is not of it is named, and never written into it."""

import shutil
import sqlite3
import struct
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from workbook import Workbook, create_workbook, open_workbook
from workbook.errors import DatabaseRefused
from workbook.store import sqlite
from workbook.strategy.destination import Objective
from workbook.strategy.start import Business


def a_workbook(folder: Path, name: str = "Rise", objectives: int = 3) -> Path:
    book = create_workbook(name, folder / f"{name}.workbook")
    for number in range(objectives):
        book.add(Objective, name=f"{name} {number}")
    book.store.close()
    return Path(book.source)


def objectives(path: Path) -> list[str]:
    book = open_workbook(path)
    names = [objective.name for objective in book.plan.all(Objective)]
    book.store.close()
    return names


def beside(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()} - {path.name}


_SAVES_AND_IS_KILLED = """
import os, sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute(f"PRAGMA cache_size = {sys.argv[2]}")
database.execute("BEGIN IMMEDIATE")
for number in range(int(sys.argv[3])):
    database.execute("UPDATE business SET name = ?", (f"half saved {number}",))
    database.execute("UPDATE objective SET why = ?", (f"{number}" * 40_000,))
# As it comes to be written: SQLite writes the pages of the file once it has to make room.
if sys.argv[4] == "spilled":
    database.execute("PRAGMA user_version = 77")
    database.execute("PRAGMA cache_spill = 1")
    database.execute("CREATE TABLE t AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
        "SELECT i + 1 FROM n WHERE i < 4000) SELECT i, hex(zeroblob(500)) FROM n")
os.kill(os.getpid(), 9)
"""


def kill_a_save(path: Path, *, cache: int = 10, size: int = 1, spilled: bool = True) -> Path:
    """Kill a process in the middle of a save, and return the journal that it leaves."""
    how = [str(path), str(cache), str(size), "spilled" if spilled else ""]
    subprocess.run([sys.executable, "-c", _SAVES_AND_IS_KILLED, *how], check=False)
    journal = path.with_name(f"{path.name}-journal")
    assert journal.exists()
    return journal


@pytest.mark.parametrize("spilled", [True, False])
def test_a_save_that_was_killed_is_taken_back_and_leaves_no_file(
    tmp_path: Path, spilled: bool
) -> None:
    path = a_workbook(tmp_path)
    kill_a_save(path, spilled=spilled, size=3)
    assert sqlite.strangers(path) == []
    assert objectives(path) == ["Rise 0", "Rise 1", "Rise 2"]
    assert beside(path) == set()


def test_a_journal_of_another_business_is_named_and_not_written_into_this_one(
    tmp_path: Path,
) -> None:
    (tmp_path / "other").mkdir()
    other = a_workbook(tmp_path / "other")
    path = a_workbook(tmp_path)  # as many saves, the same tables, the same size
    shutil.move(kill_a_save(other), tmp_path / "Rise.workbook-journal")
    before = path.read_bytes()
    with pytest.raises(DatabaseRefused, match=r"Rise.workbook-journal .*--set-aside"):
        open_workbook(path)
    assert path.read_bytes() == before
    assert beside(path) == {"other", "Rise.workbook-journal"}


@pytest.mark.parametrize("size", [1, 1024, 0x7FFFFFFF])
@pytest.mark.parametrize("count", [1, 0x7FFFFFFF, 0xFFFFFFFF])
def test_a_journal_of_nonsense_is_named_at_once(tmp_path: Path, count: int, size: int) -> None:
    path = a_workbook(tmp_path)
    head = bytes.fromhex("d9d505f920a163d7") + struct.pack(">IIIII", count, 0, 7, 512, size)
    path.with_name("Rise.workbook-journal").write_bytes(head + bytes(range(1, 256)) * 40)
    with pytest.raises(DatabaseRefused, match=r"Rise.workbook-journal .*--set-aside"):
        open_workbook(path)


def test_a_journal_of_a_later_state_is_not_written_into_an_older_copy(tmp_path: Path) -> None:
    path = a_workbook(tmp_path)
    older = path.read_bytes()
    book = open_workbook(path)
    for number in range(3):
        book.add(Objective, name=f"later {number}")
    book.store.close()
    kill_a_save(path)
    path.write_bytes(older)
    assert [each.name for each in sqlite.strangers(path)] == ["Rise.workbook-journal"]
    assert [each.name for each in sqlite.set_aside(path)] == ["Rise.workbook-journal.set-aside-1"]
    assert objectives(path) == ["Rise 0", "Rise 1", "Rise 2"]
    assert path.with_name("Rise.workbook-journal.set-aside-1").stat().st_size > 0


def logged(path: Path, save: str = "UPDATE objective SET name = 'in the log'") -> bytes:
    """Save with a write-ahead log, as other programs do, and return the log."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute(save)
        other.commit()
        return path.with_name(f"{path.name}-wal").read_bytes()


def test_a_log_beside_a_file_that_keeps_none_is_named_and_not_written_into_it(
    tmp_path: Path,
) -> None:
    path, copy = a_workbook(tmp_path), tmp_path / "copy.workbook"
    shutil.copy(path, copy)
    log = path.with_name("Rise.workbook-wal")
    log.write_bytes(logged(copy))
    copy.unlink()
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(DatabaseRefused, match=r"Rise.workbook-wal .*--set-aside"):
            open_workbook(path)
        assert sqlite.glance(path) == sqlite.Glance()
        assert path.read_bytes() == before
        assert beside(path) == {"Rise.workbook-wal"}
    sqlite.set_aside(path)
    assert objectives(path) == ["Rise 0", "Rise 1", "Rise 2"]
    assert beside(path) == {"Rise.workbook-wal.set-aside-1"}


def test_a_log_that_turns_up_beside_an_open_workbook_is_not_written_into_it(
    tmp_path: Path,
) -> None:
    path, copy = a_workbook(tmp_path), tmp_path / "copy.workbook"
    shutil.copy(path, copy)
    book = open_workbook(path)
    assert book.plan.only(Business)
    path.with_name("Rise.workbook-wal").write_bytes(logged(copy))
    before = path.read_bytes()
    with pytest.raises(DatabaseRefused, match=r"Rise\.workbook-wal"):
        book.add(Objective, name="new")
    with pytest.raises(DatabaseRefused, match=r"Rise\.workbook-wal"):
        _ = book.plan
    assert path.read_bytes() == before
    sqlite.set_aside(path)
    book.add(Objective, name="new")
    book.store.close()
    assert objectives(path)[-1] == "new"


def test_what_another_program_saved_with_a_log_is_there_once_it_is_closed(tmp_path: Path) -> None:
    path = a_workbook(tmp_path)
    logged(path)
    assert path.read_bytes()[18:20] == b"\2\2"
    assert beside(path) == set()
    assert sqlite.glance(path).business == "Rise"
    assert beside(path) == set()
    assert objectives(path) == ["in the log"] * 3
    assert path.read_bytes()[18:20] == b"\1\1"
    assert beside(path) == set()


def test_what_another_program_keeps_in_its_log_is_neither_lost_nor_guessed(tmp_path: Path) -> None:
    path = a_workbook(tmp_path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE objective SET name = 'in the log'")
        other.commit()
        with pytest.raises(DatabaseRefused, match=r"another program.*Rise.workbook-wal.*Close it"):
            open_workbook(path)
    assert objectives(path) == ["in the log"] * 3  # closed there, it is in the file


def test_a_new_workbook_does_not_take_in_what_an_earlier_one_of_its_name_left(
    tmp_path: Path,
) -> None:
    path = a_workbook(tmp_path)
    log = logged(path)
    path.unlink()
    path.with_name("Rise.workbook-wal").write_bytes(log)
    with pytest.raises(DatabaseRefused, match=r"Rise\.workbook-wal"):
        create_workbook("Rise", path)
    assert beside(path) == {"Rise.workbook-wal"}
    assert not path.exists()


def test_a_look_at_the_side_files_lets_go_of_no_lock(book: Workbook) -> None:
    if "://" in book.source:
        pytest.skip("there is no file")
    path = Path(book.source)
    ask = f"import sqlite3; sqlite3.connect({str(path)!r}, timeout=0).execute('BEGIN IMMEDIATE')"
    with book.store._writer.connect() as saving:
        saving.exec_driver_sql("UPDATE business SET name = 'being saved'")
        assert sqlite.strangers(path) == []
        sqlite.glance(path)
        other = subprocess.run(
            [sys.executable, "-c", ask], check=False, capture_output=True, text=True
        )
    assert "database is locked" in other.stderr
