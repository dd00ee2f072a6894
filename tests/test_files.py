"""A file is written whole or not at all, leads nowhere else, and is no wider than what it is of."""

import os
import re
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.troubled import as_somebody, fill, open_folder, small_disk
from workbook import files
from workbook.errors import StorageFailed
from workbook.troubles import trouble

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights are others on Windows")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    files.put(tmp_path / "pack.pdf", b"%PDF")
    assert (tmp_path / "pack.pdf").read_bytes() == b"%PDF"
    assert mode(tmp_path / "pack.pdf") == 0o600


@pytest.mark.parametrize("rights", [0o600, 0o640, 0o644, 0o660, 0o400])
def test_a_file_is_seen_by_those_who_see_what_it_is_made_of(tmp_path: Path, rights: int) -> None:
    book = tmp_path / "rise.workbook"
    book.touch()
    book.chmod(rights)
    files.put(tmp_path / "pack.pdf", "Übersicht\n", like=book)
    assert mode(tmp_path / "pack.pdf") == rights | 0o600
    assert (tmp_path / "pack.pdf").read_bytes() == "Übersicht\n".encode()


def test_a_folder_is_gone_into_by_those_who_see_what_it_is_made_for(tmp_path: Path) -> None:
    book = tmp_path / "rise.workbook"
    book.touch()
    for rights, wanted in ((0o600, 0o700), (0o640, 0o750), (0o644, 0o755), (0o660, 0o770)):
        book.chmod(rights)
        made = files.folder(tmp_path / f"{rights:o}" / "packs", like=book)
        assert mode(made) == mode(made.parent) == wanted
    assert mode(files.folder(tmp_path / "own")) == 0o700


def test_a_folder_that_is_there_keeps_its_rights(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir(mode=0o755)
    files.folder(tmp_path / "packs")
    assert mode(tmp_path / "packs") == 0o755


def test_another_group_does_not_see_what_one_group_may_see() -> None:
    """Somebody who is not of the workbook's group cannot give a file to it."""
    with open_folder() as folder:
        book = folder / "rise.workbook"
        book.touch()
        book.chmod(0o640)
        if os.geteuid() == 0:
            os.chown(book, -1, 12)

        as_somebody(partial(files.put, folder / "pack.pdf", b"%PDF", like=book))
        expected = 0o600 if os.geteuid() == 0 else 0o640
        assert mode(folder / "pack.pdf") == expected


def test_a_link_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.txt"
    theirs.write_text("theirs", encoding="utf-8")
    (tmp_path / "kpi.json").symlink_to(theirs)
    files.put(tmp_path / "kpi.json", "[]")
    assert theirs.read_text("utf-8") == "theirs"
    assert not (tmp_path / "kpi.json").is_symlink()
    assert (tmp_path / "kpi.json").read_text("utf-8") == "[]"


def test_the_name_of_an_unfinished_file_is_another_each_time(tmp_path: Path) -> None:
    names = set()
    for _ in range(3):
        with files.beside(tmp_path / "pack.pdf", end=".part") as fresh:
            names.add(fresh.name)
            assert mode(fresh) == 0o600
    assert len(names) == 3
    assert all(name.endswith(".part") for name in names)
    assert [path.name for path in tmp_path.iterdir()] == ["pack.pdf"]


def test_an_earlier_file_stays_when_the_new_one_fails(tmp_path: Path) -> None:
    files.put(tmp_path / "pack.pdf", b"earlier")
    with pytest.raises(ZeroDivisionError), files.beside(tmp_path / "pack.pdf") as fresh:
        fresh.write_bytes(b"half")
        raise ZeroDivisionError
    assert (tmp_path / "pack.pdf").read_bytes() == b"earlier"
    assert [path.name for path in tmp_path.iterdir()] == ["pack.pdf"]


def test_what_goes_wrong_with_an_unfinished_file_is_told_by_the_name_it_shall_have(
    tmp_path: Path,
) -> None:
    with (
        pytest.raises(StorageFailed, match=r"pack\.pdf is full") as caught,
        files.beside(tmp_path / "pack.pdf") as fresh,
    ):
        raise trouble("full", fresh)
    assert fresh.name not in str(caught.value)


def test_a_file_on_a_full_disk_is_refused_and_nothing_half_is_left() -> None:
    with small_disk() as disk:
        files.put(disk / "pack.pdf", b"earlier")
        fill(disk)
        with pytest.raises(StorageFailed, match=r"pack\.pdf is full"):
            files.put(disk / "pack.pdf", b"." * 100_000)
        assert sorted(path.name for path in disk.iterdir()) == ["filler", "pack.pdf"]
        assert (disk / "pack.pdf").read_bytes() == b"earlier"


def test_a_place_that_is_no_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "note.txt").touch()
    os.mkfifo(tmp_path / "pipe")
    refused = {
        tmp_path: "is a folder",
        Path(): "is a folder",
        Path("/dev/null"): "not an ordinary file",
        tmp_path / "pipe": "not an ordinary file",
        tmp_path / "none" / "a.pdf": "is not there",
        tmp_path / "note.txt" / "a.pdf": "has to be",
        tmp_path / ("a" * 300): "shorter",
        tmp_path / "a\0b": "plainer",
    }
    for path, said in refused.items():
        with pytest.raises(StorageFailed, match=said):
            files.put(path, b"")
    with pytest.raises(StorageFailed, match="has to be"):
        files.folder(tmp_path / "note.txt")


def test_a_folder_that_may_only_be_read_is_refused_in_words() -> None:
    with open_folder() as folder:
        folder.chmod(0o555)
        with pytest.raises(StorageFailed, match="may not be opened or changed by you"):
            as_somebody(partial(files.put, folder / "pack.pdf", b""))
        folder.chmod(0o777)


# Folders of this run's own, which only we may look into; and what `beside` gave to be filled.
OWN = {"files.py", "shelf.py", "jupyter/place.py", "pack/render.py", "store/exchange.py"}


def test_every_file_that_stays_is_written_in_one_way() -> None:
    program = Path(files.__file__).parent
    writing = re.compile(r"\.(write_text|write_bytes|mkdir)\(|open\([^)]*[\"'][wax]b?[\"']")
    writers = {
        path.relative_to(program).as_posix()
        for path in program.rglob("*.py")
        if writing.search(path.read_text(encoding="utf-8"))
    }
    assert writers <= OWN
