"""Copies of a workbook's file, kept beside it before anything that could not be taken back.

They are workbooks themselves, in a folder whose name is the file's with `.copies` at its end, and
each says in its own name when and why it was made.
"""

import os
import re
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from workbook import files
from workbook.errors import DatabaseRefused, StorageFailed
from workbook.store import guard, sqlite
from workbook.store.address import SUFFIX
from workbook.store.building import building, holding
from workbook.store.strangers import set_aside
from workbook.troubles import telling
from workbook.wording import say_date

__all__ = ["BEFORE_RESTORING", "BEFORE_UPDATE", "KEPT", "Copy", "Look", "bring_back"]
__all__ += ["copies", "folder_of", "keep", "keep_before", "look", "write"]

KEPT = 10
"""How many copies of each workbook are kept; the oldest go."""

BEFORE_UPDATE = "before an update"
BEFORE_RESTORING = "before restoring"

_NAME = re.compile(rf"(\d{{4}}-\d\d-\d\d \d\d\.\d\d) (.+?)(?: \(\d+\))?{re.escape(SUFFIX)}")
_WHEN = "%Y-%m-%d %H.%M"
_UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class Copy:
    """One copy: where it is, when it was made by this computer's clock, and before what."""

    path: Path
    when: datetime
    why: str
    size: int
    written: int  # nanoseconds: which of one minute is the newer one

    @property
    def told(self) -> str:
        """When and why, in words."""
        return f"{say_date(self.when.date())}, {self.when:%H:%M}, {self.why}"

    @property
    def megabytes(self) -> str:
        """Its size in words."""
        return f"{max(self.size, 100_000) / 1e6:,.1f} MB"


class Look(NamedTuple):
    """What is in a copy, and whether all of it can be read."""

    business: str = ""
    lines: int = 0
    whole: bool = False


def folder_of(workbook: Path) -> Path:
    """Return where the copies of a workbook's file are kept.

    >>> str(folder_of(Path("rise-bakery.workbook")))
    'rise-bakery.workbook.copies'
    """
    return workbook.with_name(f"{workbook.name}.copies")


def copies(workbook: Path) -> list[Copy]:
    """Return the copies of a workbook's file, newest first; what else lies there is none."""
    folder = folder_of(workbook)
    if folder.is_symlink() or not folder.is_dir():
        return []
    with telling(folder), os.scandir(folder) as entries:
        found = [copy for entry in entries if (copy := _copy(entry))]
    return sorted(found, key=lambda copy: (copy.when, copy.written), reverse=True)


def _copy(entry: "os.DirEntry[str]") -> Copy | None:
    named = _NAME.fullmatch(entry.name)
    if named is None or not entry.is_file(follow_symlinks=False):
        return None
    try:
        when = datetime.strptime(named[1], _WHEN)
        found = entry.stat(follow_symlinks=False)
    except (ValueError, FileNotFoundError):  # no day of any month; or just swept away
        return None
    return Copy(Path(entry.path), when, named[2], found.st_size, found.st_mtime_ns)


def look(copy: Path) -> Look:
    """Look into a copy; nothing is changed, and one that cannot be read is not whole."""
    try:
        with guard.looking(copy) as database:
            whole = guard.is_ours(database) and _is_sound(database)
            if not whole:
                return Look()
            names = database.execute("SELECT name FROM business").fetchone() or [""]
            [lines] = database.execute("SELECT max(number) FROM change").fetchone()
    except sqlite3.Error:
        return Look()
    return Look(names[0], lines or 0, whole)


def _is_sound(database: sqlite3.Connection) -> bool:
    return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))


def keep_before(connection: Connection, why: str) -> None:
    """Copy the file that a connection has begun to save in; a database on a server has none.

    Raises:
        StorageFailed: as `keep`.
    """
    if connection.dialect.name == "sqlite":
        main, *_ = connection.exec_driver_sql("PRAGMA database_list")
        keep(Path(main.file), why)


def keep(workbook: Path, why: str) -> Path:
    """Copy a workbook's file as it stands; whoever calls holds its lock, so that nobody saves.

    Raises:
        StorageFailed: it could not be copied, and so what it was to be kept from must not be done.
    """
    try:
        place = _place(workbook, why)
        with files.beside(place, workbook, _UNFINISHED, replacing=False) as fresh:
            sqlite.copy(workbook, fresh)
    except StorageFailed as error:
        raise StorageFailed(
            f"No copy of {workbook.name} could be kept {why}, and so nothing was done. {error}"
        ) from error
    _sweep(workbook, place)
    return place


def _place(workbook: Path, why: str) -> Path:
    """Return a free name in the folder of the copies, which is made if it is not there."""
    folder = folder_of(workbook)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise StorageFailed(
            f"{folder} has to be a folder, for the copies, and is a file or a link. Give it "
            "another name, then try again."
        )
    files.folder(folder, like=workbook)
    now = datetime.now().astimezone()
    names = (f"{now:{_WHEN}} {why}{f' ({n})' if n > 1 else ''}{SUFFIX}" for n in range(1, 1000))
    return next(place for name in names if not os.path.lexists(place := folder / name))


def _sweep(workbook: Path, new: Path) -> None:
    """Remove the oldest copies, and what a copy that was broken off has left."""
    with suppress(OSError, StorageFailed):  # one too many does no harm, and the new one is there
        others = (copy.path for copy in copies(workbook) if copy.path != new)
        for old in islice(others, KEPT - 1, None):
            old.unlink()
        for left in folder_of(workbook).glob(f".*{_UNFINISHED}*"):
            left.unlink()


def write(copy: Copy, to: Path) -> None:
    """Write a copy as a file elsewhere, where there is none yet.

    Raises:
        DatabaseRefused: the copy is damaged.
        WorkbookError: there is something of that name, or it could not be written.
    """
    _require_whole(copy)
    with building(to, like=copy.path) as fresh:
        sqlite.copy(copy.path, fresh)


def bring_back(workbook: Path, copy: Copy) -> list[Path]:
    """Put a copy in the place of a workbook's file, which is kept as a copy itself.

    The file may be damaged or gone. Returns where what stood there is now: the file, if it was
    there, and what lay beside it and would have been taken for a part of the copy.

    Raises:
        DatabaseRefused: the copy is damaged; nothing was changed.
        StorageFailed: it could not be done; what stood there stands there still.
    """
    _require_whole(copy)
    with telling(workbook):
        aside = set_aside(workbook)
        there = workbook.exists()
        like = workbook if there else copy.path
        with holding(workbook) as held, building(workbook, replacing=there, like=like) as fresh:
            sqlite.copy(copy.path, fresh)  # first: it may be the oldest, which the next lets go
            kept = [_keep_present(workbook)] if there else []
            if not held:  # nothing tells what belongs to what
                aside += set_aside(workbook, every=True)
    return [*kept, *aside]


def _require_whole(copy: Copy) -> None:
    if not look(copy.path).whole:
        raise DatabaseRefused(
            f"The copy {copy.path.name} is damaged and was not brought back. Take another one."
        )


def _keep_present(workbook: Path) -> Path:
    with suppress(DatabaseRefused):
        return keep(workbook, BEFORE_RESTORING)
    place = _place(workbook, BEFORE_RESTORING)  # damaged: as it is, byte for byte
    files.put(place, workbook.read_bytes(), like=workbook)
    return place
