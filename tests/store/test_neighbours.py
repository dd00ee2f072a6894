"""What lies in the folder beside a workbook never holds a page up, and is never changed."""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.test_schema import ENDLESS, change
from workbook import Workbook, create_workbook
from workbook.errors import StorageFailed
from workbook.store import neighbours
from workbook.store.neighbours import look_round
from workbook.store.sqlite import Glance


@pytest.fixture
def ours(tmp_path: Path) -> Workbook:
    book = create_workbook("Rise", tmp_path)
    book.store.close()
    return book


def beside(book: Workbook, name: str = "other") -> Path:
    path = book.folder / f"{name}.workbook"
    create_workbook("Other", path).store.close()
    return path


def an_endless_view(path: Path) -> None:
    change(path, "ALTER TABLE business RENAME TO old", f"CREATE VIEW business AS {ENDLESS}")


def a_column_that_takes_all_memory(path: Path) -> None:
    change(path, "ALTER TABLE business ADD COLUMN more AS (hex(zeroblob(900000000)))")


def a_name_of_20_mb(path: Path) -> None:
    change(path, "UPDATE business SET name = hex(zeroblob(10000000))")


def a_name_that_is_no_text(path: Path) -> None:
    change(path, "UPDATE business SET name = x'ff00'")


def letters_that_are_none(path: Path) -> None:
    change(path, "UPDATE business SET name = CAST(x'ff' AS TEXT)")


def rubbish(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + os.urandom(20_000))


def a_log_of_its_own(path: Path) -> None:
    change(path, "PRAGMA journal_mode = WAL")


SPOILT: list[Callable[[Path], None]] = [
    an_endless_view, a_column_that_takes_all_memory, a_name_of_20_mb, a_name_that_is_no_text,
    letters_that_are_none, rubbish,
]  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_a_spoilt_neighbour_is_listed_by_its_file_in_a_moment(
    ours: Workbook, spoil: Callable[[Path], None]
) -> None:
    path = beside(ours)
    spoil(path)
    before, there = path.read_bytes(), sorted(ours.folder.iterdir())
    began = time.monotonic()
    [(found, glance)] = ours.neighbours().glances.items()
    assert (found, glance.business) == (path, "")
    assert time.monotonic() - began < 1
    assert (path.read_bytes(), sorted(ours.folder.iterdir())) == (before, there)


def test_a_neighbour_that_keeps_a_log_gets_none_by_being_looked_at(ours: Workbook) -> None:
    path = beside(ours)
    a_log_of_its_own(path)
    before, there = path.read_bytes(), sorted(ours.folder.iterdir())
    assert list(ours.neighbours().glances) == [path]
    assert (path.read_bytes(), sorted(ours.folder.iterdir())) == (before, there)


def test_a_neighbour_that_somebody_saves_in_is_not_waited_for(ours: Workbook) -> None:
    path = beside(ours)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        assert ours.neighbours().glances == {path: Glance()}
        assert time.monotonic() - began < 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="This system has no such files")
def test_what_is_no_file_is_no_neighbour(ours: Workbook) -> None:
    os.mkfifo(ours.folder / "pipe.workbook")
    (ours.folder / "folder.workbook").mkdir()
    (ours.folder / "device.workbook").symlink_to("/dev/zero")
    (ours.folder / "lost.workbook").symlink_to("nowhere")
    (ours.folder / "round.workbook").symlink_to("round.workbook")
    assert ours.neighbours().glances == {}


def test_of_hundreds_the_first_are_shown_and_the_others_counted(ours: Workbook) -> None:
    for number in range(250):
        shutil.copyfile(ours.source, ours.folder / f"copy-{number:03}.workbook")
    began = time.monotonic()
    found = ours.neighbours()
    assert time.monotonic() - began < 3
    assert len(found.glances) + found.more == 250
    assert len(found.glances) <= 200


def test_a_folder_that_does_not_answer_is_not_waited_for(
    ours: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "_PATIENCE", 0.1)
    monkeypatch.setattr(neighbours, "_workbooks", lambda folder: time.sleep(2) or iter(()))
    with pytest.raises(StorageFailed, match="does not answer"):
        look_round(ours.folder)


def test_a_folder_that_is_gone_is_named(ours: Workbook, tmp_path: Path) -> None:
    with pytest.raises(StorageFailed, match="cannot be read"):
        look_round(tmp_path / "gone")
