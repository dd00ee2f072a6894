"""A workbook's file is put in its place whole, and never over another one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workbook import create_workbook, open_workbook
from workbook.cli import main
from workbook.errors import WorkbookError
from workbook.strategy.start import Business

COMMAND = [sys.executable, "-m", "workbook", "new", "Rise"]


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_of_four_who_make_the_same_workbook_at_once_one_does_and_three_are_told(
    tmp_path: Path,
) -> None:
    four = [
        subprocess.Popen(COMMAND, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    told = [each.communicate()[1].decode() for each in four]
    assert sorted(each.returncode for each in four) == [0, 2, 2, 2]
    assert all(len(each.splitlines()) == 1 for each in told if each)
    assert sum("is there already" in each for each in told) == 3
    assert names(tmp_path) == ["rise.workbook"]
    book = open_workbook(tmp_path / "rise.workbook")
    assert len(book.plan.all(Business)) == len(book.plan.changes) == 1
    book.store.close()


def test_what_stands_there_by_the_time_a_workbook_is_whole_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "rise.workbook"
    with pytest.raises(WorkbookError, match="is there already"):
        create_workbook("Rise", path, lambda _: path.write_text("somebody else's"))
    assert path.read_text() == "somebody else's"
    assert names(tmp_path) == ["rise.workbook"]


def test_a_building_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail(_: object) -> None:
        raise WorkbookError("no")

    with pytest.raises(WorkbookError, match="no"):
        create_workbook("Rise", tmp_path, fail)
    assert names(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_what_a_killed_building_left_is_swept_once_it_is_old(tmp_path: Path) -> None:
    making = (
        "import os; from workbook import create_workbook as make; "
        "make('Rise', first=lambda _: os.kill(os.getpid(), 9))"
    )
    killed = subprocess.run([sys.executable, "-c", making], cwd=tmp_path, check=False)
    assert killed.returncode == -signal.SIGKILL
    [left] = names(tmp_path)
    assert left.startswith(".rise.workbook.") and left.endswith(".making")
    other = tmp_path / ".notes.0123456789abcdef.making.txt"
    other.write_text("mine")
    create_workbook("Other", tmp_path).store.close()
    assert left in names(tmp_path), "it may still go on"
    for each in tmp_path.iterdir():
        os.utime(each, (time.time() - 7200,) * 2)
    create_workbook("Rise", tmp_path).store.close()
    assert names(tmp_path) == [other.name, "other.workbook", "rise.workbook"]


def test_a_new_workbook_is_for_its_owner_only(tmp_path: Path) -> None:
    book = create_workbook("Rise", tmp_path)
    assert Path(book.source).stat().st_mode & 0o777 == 0o600 or sys.platform == "win32"
    book.store.close()


def test_a_first_start_makes_its_workbook_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("workbook.jupyter.serve", lambda *_, **__: None)
    assert main(["start"]) == 0
    assert names(tmp_path) == ["my-business.workbook"]
