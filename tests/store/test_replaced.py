"""A file that is removed, renamed or replaced under an open workbook: nothing is saved unseen."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from workbook import Workbook, create_workbook, open_workbook
from workbook.errors import StorageFailed
from workbook.store import Edit
from workbook.strategy.destination import Objective
from workbook.strategy.start import Business


@pytest.fixture
def open_one(tmp_path: Path) -> Iterator[Workbook]:
    """An open workbook, from which something was read and in which something was saved."""
    book = create_workbook("Rise", tmp_path / "rise.workbook")
    book.add(Objective, name="Grow")
    assert book.plan.only(Business)
    yield book
    book.store.close()


def _gone(path: Path) -> None:
    path.unlink()


def _renamed(path: Path) -> None:
    path.rename(path.with_name("renamed.workbook"))


def _by_an_older_copy(path: Path) -> None:
    fresh = path.with_name("fresh")
    shutil.copy(path, fresh)
    fresh.replace(path)


def _by_another(path: Path) -> None:
    create_workbook("Other", path.with_name("other.workbook")).store.close()
    path.with_name("other.workbook").replace(path)


def _written_over_by_another(path: Path) -> None:
    create_workbook("Other", path.with_name("other.workbook")).store.close()
    path.write_bytes(path.with_name("other.workbook").read_bytes())


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (_gone, "is not there: it was moved, renamed or removed"),
        (_renamed, "is not there: it was moved, renamed or removed"),
        (_by_an_older_copy, "Another file stands now where"),
        (_by_another, "Another file stands now where"),
        (_written_over_by_another, "Another file stands now where"),
    ],
)
def test_neither_saved_into_nor_read_as_if_it_were_the_same(
    open_one: Workbook, happens: Callable[[Path], None], said: str
) -> None:
    path = Path(open_one.source)
    happens(path)
    there = {each: each.read_bytes() for each in path.parent.iterdir()}
    for _ in range(2):
        with pytest.raises(StorageFailed, match=said):
            open_one.add(Objective, name="lost?")
        with pytest.raises(StorageFailed, match=said):
            open_one.save([Edit(Objective, "new", {"name": "lost?"})])
        with pytest.raises(StorageFailed, match=said):
            _ = open_one.plan
    assert {each: each.read_bytes() for each in path.parent.iterdir()} == there


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
def test_a_file_that_is_brought_back_goes_on(open_one: Workbook) -> None:
    path = Path(open_one.source)
    away = path.rename(path.with_name("away"))
    with pytest.raises(StorageFailed):
        open_one.add(Objective, name="not yet")
    away.rename(path)
    open_one.add(Objective, name="now")
    assert [objective.name for objective in open_one.plan.all(Objective)] == ["Grow", "now"]


_ADDS = """
import sys
from workbook import open_workbook
from workbook.strategy.destination import Objective
book = open_workbook(sys.argv[1])
for name in sys.argv[2:]:
    book.add(Objective, name=name)
book.store.close()
"""


def elsewhere(path: Path, *names: str) -> None:
    """Add objectives in another process."""
    subprocess.run([sys.executable, "-c", _ADDS, str(path), *names], check=True)


def write_over(path: Path, copy: Path) -> None:
    """Write a copy over a file that is open, as some sync programs do."""
    content = copy.read_bytes()
    with path.open("r+b") as file:
        file.write(content)
        file.truncate()
        os.fsync(file.fileno())


def test_an_older_copy_that_was_written_over_the_file_is_neither_read_nor_saved_into_unsaid(
    open_one: Workbook, tmp_path: Path
) -> None:
    path, copy = Path(open_one.source), tmp_path / "copy"
    shutil.copy(path, copy)
    open_one.add(Objective, name="gone again")
    grown = next(each for each in open_one.plan.all(Objective) if each.name == "Grow")
    write_over(path, copy)
    with pytest.raises(StorageFailed, match="open the page again"):
        open_one.save([Edit(Objective, grown.id, {"name": "Grow more"}, grown.version)])
    with pytest.raises(StorageFailed, match="open the page again"):
        _ = open_one.plan
    again = open_workbook(path)
    again.add(Objective, name="new")
    assert [objective.name for objective in again.plan.all(Objective)] == ["Grow", "new"]
    again.store.close()


@pytest.mark.parametrize("others", [["a", "b"], ["a", "b", "c"]])
def test_an_older_copy_that_grew_to_as_many_saves_again_is_noticed(
    open_one: Workbook, tmp_path: Path, others: list[str]
) -> None:
    path, copy = Path(open_one.source), tmp_path / "copy.workbook"
    shutil.copy(path, copy)
    for name in ("mine 1", "mine 2"):
        mine = open_one.add(Objective, name=name)
    known = [objective.name for objective in open_one.plan.all(Objective)]
    assert known == ["Grow", "mine 1", "mine 2"]
    elsewhere(copy, *others)
    write_over(path, copy)
    with pytest.raises(StorageFailed, match="replaced by another copy"):
        _ = open_one.plan
    with pytest.raises(StorageFailed, match="replaced by another copy"):
        open_one.save([Edit(Objective, mine, {"name": "mine again"}, 1)])
