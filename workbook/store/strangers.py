"""Files beside a workbook's: what a killed save left, and what SQLite would take for that.

SQLite believes what it finds: a log or a journal that was left by another file of the same name
would be written into this one. Ours keeps no log, so that a log is never its own; a journal is its
own if the page in it tells of this file, as it stands or as it stood one save before.
"""

import os
import sqlite3
import struct
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Lock
from typing import BinaryIO, NamedTuple

from workbook.errors import DatabaseRefused

__all__ = [
    "Header",
    "Identity",
    "header",
    "identity",
    "opened",
    "refuse_log",
    "refuse_strangers",
    "set_aside",
    "settle",
    "strangers",
]

Identity = tuple[int, int]
"""The device and the number of a file there: the same under another name."""

_JOURNAL = bytes.fromhex("d9d505f920a163d7")


class Header(NamedTuple):
    """What the first page of a workbook's file says of the file."""

    logs: bool  # kept with a write-ahead log, which we never do
    counter: int  # of the saves
    pages: int
    number: int  # this file's own, by which its journal is known

    @classmethod
    def of(cls, page: bytes) -> "Header":
        """Read it from the first page, or as much as there is of it."""
        counter, pages, number = struct.unpack(">24xII28xI", page[:64].ljust(64, b"\0"))
        return cls(2 in page[18:20], counter, pages, number)


class _Opened:
    """How often this process has each file open through SQLite.

    Such a file must not be opened in another way: POSIX lets go of all locks as that is closed.
    """

    def __init__(self) -> None:
        self.lock = Lock()
        self._counts: Counter[Identity] = Counter()

    def __contains__(self, file: Identity) -> bool:
        return self._counts[file] > 0

    def add(self, file: Identity, by: int) -> None:
        with self.lock:
            self._counts[file] += by


opened = _Opened()


def header(path: Path) -> Header | None:
    """Read the header of a file; None if it is empty, or this process has it open and so knows."""
    with opened.lock:
        if identity(path) in opened:
            return None
        with path.open("rb") as file:
            page = file.read(100)
    return Header.of(page) if page else None


def strangers(path: Path) -> list[Path]:
    """Return what lies beside a workbook's file and SQLite would take for a part of it."""
    log, journal = _beside(path, "-wal"), _beside(path, "-journal")
    found = [log] if _size(log) else []
    if _size(journal) and not _fits(journal, path):
        found.append(journal)
    return found


def refuse_strangers(path: Path) -> None:
    """Refuse to open a file while something lies beside it that would be mixed into it.

    Raises:
        DatabaseRefused: the sentence names it, and says how it is set aside.
    """
    found = strangers(path)
    if not found:
        return
    names = " and ".join(each.name for each in found)
    if not path.exists():
        raise DatabaseRefused(
            f"{names} was left there by an earlier file called {path.name}, and would spoil a new "
            "one. Nothing was made: move it away, or choose another name."
        )
    kept = header(path)
    why = (
        f"{path.name} was last used by another program, which may have left its newest changes "
        f"in {names}. Close it first, if it runs."
        if kept and kept.logs
        else f"{names} beside {path.name} does not belong to it, and would spoil it."
    )
    raise DatabaseRefused(
        f"{why} Nothing was opened or changed. To set it aside: workbook check {path} --set-aside"
    )


def refuse_log(path: Path) -> None:
    """Refuse to go on in an open workbook once a log lies beside it; a quick look, for each save.

    Raises:
        DatabaseRefused: the sentence names it, and says how it is set aside.
    """
    if _size(_beside(path, "-wal")):
        refuse_strangers(path)


def settle(path: Path) -> None:
    """Let a file be all there is of it again, after a save that was cut off.

    What such a save had begun is taken back; one that is going on is left alone.

    Raises:
        DatabaseRefused: something lies beside the file that is not of it. Nothing was changed.
    """
    refuse_strangers(path)
    if not _beside(path, "-journal").exists():
        return
    address = f"{path.resolve().as_uri()}?mode=rw"
    # What cannot be done is told by what comes after, or another process does it just now.
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(address, uri=True, timeout=0, isolation_level=None)) as database,
    ):
        database.execute("BEGIN IMMEDIATE")
        # A save of nothing: it takes away a journal that was not in force yet.
        [number] = database.execute("PRAGMA user_version").fetchone()
        database.execute(f"PRAGMA user_version = {number}")
        database.execute("COMMIT")


def set_aside(path: Path, *, every: bool = False) -> list[Path]:
    """Rename what does not belong to a workbook's file, and return the new names; none is lost.

    With `every`, so is what may belong to it: another file will take its place.
    """
    beside = [_beside(path, end) for end in ("-wal", "-shm", "-journal")]
    found = [each for each in beside if each.exists()] if every else strangers(path)
    return [_renamed(each) for each in found]


def _renamed(stranger: Path) -> Path:
    names = (f"{stranger.name}.set-aside-{number}" for number in range(1, 1000))
    free = next(name for name in names if not stranger.with_name(name).exists())
    return stranger.rename(stranger.with_name(free))


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def identity(path: Path) -> Identity:
    """Return what tells a file from any other that is there, whatever its name."""
    found = path.stat()
    return found.st_dev, found.st_ino


def _fits(journal: Path, path: Path) -> bool:
    """Tell whether a journal is of this file; one that a save has finished with meanwhile is."""
    while True:
        try:
            with journal.open("rb") as file:
                began = file.read(28)
                if not began or not began[0]:  # not yet in force, or no longer
                    return True
                if (now := header(path)) is None:
                    return True
                fits = began[:8] == _JOURNAL and _is_of(file, now)
            if fits or journal.read_bytes()[:28] == began:
                return fits
        except FileNotFoundError:
            return True


def _is_of(journal: BinaryIO, now: Header) -> bool:
    """Compare the first page as it was before a save with the file, where it may be written."""
    for number, page in _pages(journal):
        if number == 1:
            before = Header.of(page)
            since = (now.counter - before.counter) % 2**32
            return before.number == now.number and since in {0, 1}
    journal.seek(16)
    return struct.unpack(">I", journal.read(4)) == (now.pages,)


def _pages(journal: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield the number and the beginning of each page that a journal keeps."""
    end, at = journal.seek(0, os.SEEK_END), 0
    while at + 28 <= end:
        journal.seek(at)
        mark, count, _, _, sector, size = struct.unpack(">8sIIIII", journal.read(28))
        if mark != _JOURNAL or not sector or not size:
            return
        at += sector
        # No more than there is room for: what a damaged journal counts may go on for ever.
        for _ in range(min(count, (end - at) // (size + 8))):
            journal.seek(at)
            number = struct.unpack(">I", journal.read(4).ljust(4, b"\0"))[0]
            yield number, journal.read(100)
            at += size + 8
        at = -(-at // sector) * sector
