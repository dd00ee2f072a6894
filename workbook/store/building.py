"""A workbook's file is built beside its place, and put there only once it is whole.

Whatever breaks the building off, a full disk or a cut of the power, nothing half made stands under
the name; and of two who build at once, one is told that there is one already.
"""

import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from workbook import files
from workbook.errors import DatabaseRefused, NotFound, WorkbookError
from workbook.store.strangers import settle
from workbook.troubles import telling

__all__ = ["building", "holding"]

_MAKING = ".making"
_LEFT = re.compile(rf"\..+\.[0-9a-f]{{16}}{re.escape(_MAKING)}(-journal)?")
_LONG_AGO = 3600.0  # seconds: no building takes as long


@contextmanager
def building(path: Path, *, replacing: bool = False, like: Path | None = None) -> Iterator[Path]:
    """Give an empty file to make a workbook in, which takes its name and place at the end.

    Who may read the file `like` may read it, or who may read the one that it replaces.

    Raises:
        NotFound: there is no such folder.
        WorkbookError: there is a file already, and it is not to be replaced. It is not touched.
        DatabaseRefused: what an earlier file left there would spoil the new one.
        StorageFailed: it could not be written.
    """
    if not path.parent.is_dir():
        raise NotFound(f"There is no folder {path.parent}. Make it first, or choose another.")
    if path.exists() and not replacing:
        raise WorkbookError(f"{path} is there already. Choose another name, or open that one.")
    settle(path)
    _sweep(path.parent)
    known = like or (path if replacing else None)
    with files.beside(path, known, end=_MAKING, replacing=replacing) as fresh:
        try:
            yield fresh
        finally:
            _journal(fresh).unlink(missing_ok=True)


@contextmanager
def holding(path: Path) -> Iterator[bool]:
    """Let nobody save in a workbook's file while it is looked at and replaced.

    Gives False where there is nothing to hold: it is gone, empty or damaged; or, on Windows, it
    cannot be replaced while anybody has it open.

    Raises:
        StorageFailed: somebody is saving and does not finish, or it may not be changed.
    """
    if sys.platform == "win32" or not path.exists() or not path.stat().st_size:
        yield False
        return
    with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as database:
        try:
            with telling(path):
                database.execute("BEGIN IMMEDIATE")
        except DatabaseRefused:
            database.close()
            yield False
        else:
            yield True


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _sweep(folder: Path) -> None:
    """Remove what buildings left that were killed; one that goes on is left alone."""
    for each in folder.iterdir():
        if _LEFT.fullmatch(each.name):
            with suppress(OSError):
                if time.time() - each.stat().st_mtime > _LONG_AGO:
                    each.unlink()
