"""Folders for what is needed for a moment, which nobody else may see, and which do not stay behind.

Each is locked by its process for as long as that lives. What a process left that was killed is
found by its lock, which the system let go, and swept by the next that makes a folder.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workbook.troubles import telling

__all__ = ["scratch", "try_lock"]

_PREFIX = "workbook-"
_LOCK = ".in-use"
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def scratch() -> Iterator[Path]:
    """Make an empty folder that only you can enter, and remove it with all in it at the end.

    Raises:
        StorageFailed: nowhere is room for temporary files, or a right to make them.
    """
    with telling("the folder for temporary files (the variable TMPDIR may name another)"):
        home = Path(tempfile.gettempdir()).resolve()
        _sweep(home)
        folder, lock = _locked(home)
    try:
        yield folder
    finally:
        os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)


def _locked(home: Path) -> tuple[Path, int]:
    """Make a folder and lock it; another, if somebody took it for a leftover in between."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=home))
        lock = os.open(folder / _LOCK, os.O_CREAT | os.O_EXCL | os.O_RDWR | _NO_LINK, 0o600)
        if try_lock(lock) and (folder / _LOCK).exists():
            return folder, lock
        os.close(lock)


def _sweep(home: Path) -> None:
    for folder in home.glob(f"{_PREFIX}*"):
        with suppress(OSError), _taken(folder):  # gone meanwhile, not ours, or somebody's
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _taken(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder that was left, so that nobody begins to use it meanwhile.

    Raises:
        OSError: it was not made by this module, or not by you, or its process lives.
    """
    if folder.is_symlink() or not folder.is_dir() or not _is_yours(folder):
        raise PermissionError
    lock = os.open(folder / _LOCK, os.O_RDWR | _NO_LINK)
    try:
        if not try_lock(lock):
            raise BlockingIOError
        if sys.platform == "win32":  # there an open file cannot be removed
            os.close(lock)
            lock = -1
        yield
    finally:
        if lock >= 0:
            os.close(lock)


def _is_yours(folder: Path) -> bool:
    return sys.platform == "win32" or folder.lstat().st_uid == os.getuid()


if sys.platform == "win32":
    import msvcrt

    def try_lock(file: int) -> bool:
        """Lock an open file for the life of this process, unless another one has it."""
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def try_lock(file: int) -> bool:
        """Lock an open file for the life of this process, unless another one has it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
