"""Before anything that could not be taken back a copy is kept, and it can be brought back."""

import shutil
import sqlite3
import stat
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.signed import sign_off
from tests.store.later import later_program
from tests.troubled import fill, small_disk
from workbook import Quarter, Workbook, create_workbook, open_workbook
from workbook.errors import DatabaseRefused, StorageFailed, WorkbookError
from workbook.store import copies, database
from workbook.strategy import Business, Objective

Q3 = Quarter.parse("2026-Q3")


@pytest.fixture
def bakery(tmp_path: Path) -> Iterator[Workbook]:
    book = create_workbook("Rise Bakery", tmp_path)
    yield book
    book.store.close()


@pytest.fixture
def path(bakery: Workbook) -> Path:
    return Path(bakery.source)


def objectives(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as opened:
        return [name for (name,) in opened.execute("SELECT name FROM objective ORDER BY name")]


def kept(file: Path, why: str = "before x") -> copies.Copy:
    place = copies.keep(file, why)
    return next(copy for copy in copies.copies(file) if copy.path == place)


def test_a_file_that_is_brought_up_to_date_is_kept_as_it_was(
    bakery: Workbook, path: Path, tmp_path: Path
) -> None:
    bakery.add(Objective, name="Grow")
    bakery.store.close()
    with later_program(tmp_path) as new:
        for _ in range(2):  # the second time there is nothing to do
            later = open_workbook(path)
            assert later.plan.all(Business)[0].activity == "brought up"
            later.store.close()
    [copy] = copies.copies(path)
    assert copy.why == "before an update"
    for file, revision in ((path, new), (copy.path, "0001")):
        with closing(sqlite3.connect(file)) as opened:
            asked = opened.execute("SELECT version_num FROM alembic_version")
            assert asked.fetchone() == (revision,)
    assert open_workbook(copy.path).plan.all(Business)[0].activity == ""


def test_a_sign_off_leaves_the_workbook_as_it_was_before(bakery: Workbook, path: Path) -> None:
    bakery.add(Objective, name="Grow")
    sign_off(bakery, Q3)
    [copy] = copies.copies(path)
    assert copy.path.name == f"{copy.when:%Y-%m-%d %H.%M} before sign-off of 2026-Q3.workbook"
    assert datetime.now() - copy.when < timedelta(minutes=2)
    assert copies.look(copy.path) == copies.Look("Rise Bakery", lines=2, whole=True)
    assert open_workbook(copy.path).plan.signed_off == ()


def test_a_copy_is_no_workbook_of_the_folder(bakery: Workbook) -> None:
    sign_off(bakery, Q3)
    assert bakery.neighbours().glances == {}
    assert [each.name for each in bakery.folder.glob("*.workbook")] == ["rise-bakery.workbook"]


def test_a_database_on_a_server_keeps_no_copies_here(book: Workbook) -> None:
    sign_off(book, Q3)
    assert book.plan.sign_off(Q3) is not None


def test_the_ten_newest_are_kept_and_nothing_but_copies_goes(path: Path) -> None:
    folder = copies.folder_of(path)
    folder.mkdir()
    days = [datetime(2026, 1, n + 1, 9, 30) for n in range(12)]
    for day in days:
        shutil.copyfile(path, folder / f"{day:%Y-%m-%d %H.%M} before an update.workbook")
    others = ("notes.txt", "2025-01-01 note.workbook", "2025-99-01 10.00 before x.workbook")
    for name in others:
        (folder / name).write_text("mine")
    (folder / "2025-01-01 10.00 before x.workbook").mkdir()
    new = kept(path)
    assert [each.when for each in copies.copies(path)[1:]] == days[:2:-1]
    assert copies.copies(path)[0] == new
    assert {each.name for each in folder.iterdir()} >= {*others, new.path.name}


def test_a_new_copy_stays_whatever_the_clock_said_before(path: Path) -> None:
    folder = copies.folder_of(path)
    folder.mkdir()
    for n in range(10):
        shutil.copyfile(path, folder / f"2099-01-01 09.{n}0 before an update.workbook")
    new = copies.keep(path, "before x")
    assert new.exists()


def test_two_copies_of_one_minute_have_names_of_their_own(path: Path) -> None:
    made = [copies.keep(path, "before x") for _ in range(3)]
    assert len(set(made)) == 3
    assert [copy.path for copy in copies.copies(path)] == made[::-1]
    assert {copy.why for copy in copies.copies(path)} == {"before x"}


@pytest.mark.parametrize("what", ["text", "folder", "link", "dangling link"])
def test_what_has_the_name_of_a_copy_already_is_left_as_it_is(
    path: Path, tmp_path: Path, what: str
) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    copies.folder_of(path).mkdir()
    now = datetime.now()
    for minute in (now, now + timedelta(minutes=1)):
        name = copies.folder_of(path) / f"{minute:%Y-%m-%d %H.%M} before x.workbook"
        if what == "text":
            name.write_text("mine")
        elif what == "folder":
            name.mkdir()
        else:
            name.symlink_to(precious if what == "link" else tmp_path / "nowhere")
    made = copies.keep(path, "before x")
    assert made.name.endswith("before x (2).workbook")
    assert copies.look(made).whole
    assert precious.read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("what", ["text", "link"])
def test_where_the_folder_of_the_copies_cannot_be_nothing_is_signed(
    bakery: Workbook, path: Path, tmp_path: Path, what: str
) -> None:
    folder, elsewhere = copies.folder_of(path), tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder.write_text("mine") if what == "text" else folder.symlink_to(elsewhere)
    with pytest.raises(StorageFailed, match=r"No copy .* before sign-off of 2026-Q3.*Give it"):
        sign_off(bakery, Q3)
    assert bakery.plan.signed_off == ()
    assert list(elsewhere.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept otherwise there")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_a_copy_is_read_by_whom_the_workbook_is_read(path: Path, mode: int) -> None:
    path.chmod(mode)
    made = kept(path)
    assert stat.S_IMODE(made.path.stat().st_mode) == mode
    assert stat.S_IMODE(made.path.parent.stat().st_mode) & 0o077 == (mode & 0o044) * 5 // 4
    copies.bring_back(path, made)
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_what_a_broken_off_copy_has_left_goes_with_the_next(path: Path) -> None:
    made = copies.keep(path, "before x")
    left = made.with_name(".2026-11-29 14.0.abcd.unfinished")
    left.write_bytes(b"half")
    copies.keep(path, "before x")
    assert not left.exists()


def test_a_copy_takes_the_place_of_the_file_which_is_kept(bakery: Workbook, path: Path) -> None:
    made = kept(path)
    bakery.add(Objective, name="Grow")
    bakery.store.close()
    [earlier] = copies.bring_back(path, made)
    assert objectives(path) == []
    assert objectives(earlier) == ["Grow"]
    assert "before restoring" in earlier.name
    copies.bring_back(path, copies.copies(path)[0])
    assert objectives(path) == ["Grow"]


def test_the_oldest_of_ten_can_be_brought_back(bakery: Workbook, path: Path) -> None:
    copies.keep(path, "before x")
    bakery.add(Objective, name="Grow")
    for _ in range(9):
        copies.keep(path, "before y")
    oldest = copies.copies(path)[-1]
    copies.bring_back(path, oldest)
    assert objectives(path) == []
    assert not oldest.path.exists()
    assert len(copies.copies(path)) == 10


def _rubbish(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 400)


def _emptied(path: Path) -> None:
    path.write_bytes(b"")


def _torn(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    path.write_bytes(content)


@pytest.mark.parametrize("spoil", [_rubbish, _emptied, _torn])
def test_the_place_of_a_damaged_file_is_taken_and_the_file_is_kept_as_it_is(
    bakery: Workbook, path: Path, spoil: object
) -> None:
    bakery.add(Objective, name="Grow")
    made = kept(path)
    bakery.store.close()
    spoil(path)  # type: ignore[operator]
    before = path.read_bytes()
    [earlier] = copies.bring_back(path, made)
    assert objectives(path) == ["Grow"]
    assert not before or earlier.read_bytes()[100:] == before[100:]  # without the counter of saves
    assert [copies.look(copy.path).whole for copy in copies.copies(path)] == [False, True]


def test_a_file_that_is_gone_comes_back(bakery: Workbook, path: Path) -> None:
    made = kept(path)
    bakery.store.close()
    path.unlink()
    assert copies.bring_back(path, made) == []
    assert copies.look(path).whole


@pytest.mark.parametrize("file", ["sound", "damaged", "gone"])
def test_what_lies_beside_the_file_is_not_mixed_into_the_copy(
    bakery: Workbook, path: Path, file: str
) -> None:
    made = kept(path)
    _leave_a_journal_and_a_log(bakery, path)
    if file == "gone":
        path.unlink()
    elif file == "damaged":
        _rubbish(path)
    put = copies.bring_back(path, made)
    assert objectives(path) == []
    assert len(put) == {"sound": 3, "damaged": 3, "gone": 2}[file]
    assert all(place.exists() for place in put)
    assert not [each.name for each in path.parent.glob(f"{path.name}-*") if each not in put]


def _leave_a_journal_and_a_log(bakery: Workbook, path: Path) -> None:
    """Leave what another file of this name might have: a save cut off, and a log."""
    other = path.with_name("other.workbook")
    shutil.copyfile(path, other)
    with closing(sqlite3.connect(other, isolation_level=None)) as opened:
        for _ in range(3):
            opened.execute("UPDATE business SET activity = activity || 'x'")
        opened.execute("PRAGMA cache_size = 1")
        opened.execute("BEGIN")
        opened.execute("CREATE TABLE filler AS SELECT randomblob(9000) FROM objective")
        opened.execute("UPDATE business SET activity = randomblob(90000)")
        shutil.copyfile(f"{other}-journal", f"{path}-journal")
    other.unlink()
    path.with_name(f"{path.name}-wal").write_bytes(b"a log of another file")
    bakery.store.close()


@pytest.mark.parametrize("spoil", [_rubbish, _emptied, _torn])
def test_a_damaged_copy_is_refused_and_the_file_stays(path: Path, spoil: object) -> None:
    made = kept(path)
    spoil(made.path)  # type: ignore[operator]
    before = path.read_bytes()
    for bring_back in (copies.bring_back, lambda _, copy: copies.write(copy, path.parent / "to")):
        with pytest.raises(DatabaseRefused, match=r"is damaged and was not brought back"):
            bring_back(path, made)
    assert path.read_bytes() == before
    assert not (path.parent / "to").exists()


def test_a_copy_is_not_brought_back_while_somebody_saves(path: Path) -> None:
    made = kept(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        before = path.stat()
        with pytest.raises(StorageFailed, match="Somebody else is saving"):
            copies.bring_back(path, made)
    assert path.stat().st_ino == before.st_ino
    assert [copy.why for copy in copies.copies(path)] == ["before x"]


def test_a_copy_is_written_elsewhere_and_never_over_anything(path: Path, tmp_path: Path) -> None:
    made = kept(path)
    copies.write(made, tmp_path / "as-it-was.workbook")
    assert copies.look(tmp_path / "as-it-was.workbook").business == "Rise Bakery"
    with pytest.raises(WorkbookError, match="is there already"):
        copies.write(made, tmp_path / "as-it-was.workbook")


def test_a_copy_of_an_older_program_is_brought_up_as_it_is_opened(
    bakery: Workbook, path: Path, tmp_path: Path
) -> None:
    made = kept(path)
    bakery.store.close()
    with later_program(tmp_path):
        database.connect(str(path)).dispose()
        copies.bring_back(path, made)
        assert open_workbook(path).plan.all(Business)[0].activity == "brought up"
    whys = [copy.why for copy in copies.copies(path)]
    assert sorted(whys) == ["before an update", "before an update", "before restoring", "before x"]


def test_a_full_disk_lets_no_sign_off_happen_without_its_copy() -> None:
    with small_disk() as disk:
        book = create_workbook("Rise Bakery", disk)
        fill(disk, left=150)  # for a save, and for no copy
        book.add(Objective, name="Grow")
        with pytest.raises(StorageFailed, match=r"No copy .* kept before sign-off .* is full"):
            sign_off(book, Q3)
        assert book.plan.signed_off == ()
        assert [*copies.folder_of(Path(book.source)).iterdir()] == []
        book.store.close()


def test_a_full_disk_lets_no_update_happen_without_its_copy(path: Path, tmp_path: Path) -> None:
    with small_disk() as disk, later_program(tmp_path):
        old = Path(shutil.copy(path, disk))
        fill(disk, left=150)
        with pytest.raises(StorageFailed, match=r"No copy .* kept before an update.* is full"):
            open_workbook(old)
        assert old.read_bytes() == path.read_bytes()


def test_a_save_that_waited_while_a_copy_took_the_place_is_not_lost_in_silence(
    bakery: Workbook, path: Path
) -> None:
    made = kept(path)
    with ThreadPoolExecutor(1) as other:
        with closing(sqlite3.connect(path, isolation_level=None)) as saving:
            saving.execute("BEGIN IMMEDIATE")
            waiting = other.submit(bakery.add, Objective, name="Grow")
            time.sleep(0.3)  # it has looked at the file by now, and waits for the lock
            path.unlink()
            copies.bring_back(path, made)
        with pytest.raises(StorageFailed, match="Another file stands now"):
            waiting.result(20)
    assert objectives(path) == []
