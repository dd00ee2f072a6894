"""Whether files can be locked where a workbook lies: else two may save at once, and spoil it.

On a disk of this computer they can. On some network drives a lock fails, or both who ask are told
that they have it, or the computers do not hear of each other's locks.
"""

import os
import struct
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from workbook.errors import StorageFailed

__all__ = ["deaf", "require_locks"]

_DEAF = {"nolock", "nobrl", "local_lock=all", "local_lock=posix"}


def require_locks(path: Path) -> None:
    """Refuse a workbook on a drive that cannot lock files.

    Raises:
        StorageFailed: nothing was opened or changed.
    """
    folder = path.parent
    if folder.is_dir() and not _work(folder.stat().st_dev, folder):
        raise StorageFailed(
            f"The drive with {path} cannot lock files, so that two who save at once would spoil "
            "the workbook. Nothing was opened or changed: copy it to a folder on this computer, "
            "or keep it in a PostgreSQL database."
        )


@cache
def _work(device: int, folder: Path) -> bool:
    if sys.platform != "linux":
        return True
    number = f"{os.major(device)}:{os.minor(device)}"
    with suppress(OSError):
        if deaf(Path("/proc/self/mountinfo").read_text("utf-8", "replace"), number):
            return False
    try:
        # Not on the workbook itself: POSIX lets go of all its locks as a file is closed.
        with NamedTemporaryFile(prefix=".", dir=folder) as one, Path(one.name).open("r+b") as other:
            return _locked_once(one.fileno(), other.fileno())
    except OSError:  # nothing can be made there, nor saved; that is told by what comes after
        return True


def deaf(mounts: str, number: str) -> bool:
    """Tell from Linux's list of mounts whether a device's locks stay on this computer.

    >>> deaf("31 23 0:52 / /clients rw - nfs4 office:/clients rw,nolock,vers=3", "0:52")
    True
    """
    for line in mounts.splitlines():
        known, _, kind = line.partition(" - ")
        if f" {number} " in known and _DEAF & set(kind.rpartition(" ")[2].split(",")):
            return True
    return False


def _locked_once(one: int, other: int) -> bool:
    import fcntl

    if sys.platform != "linux":
        return True
    try:
        fcntl.lockf(one, fcntl.LOCK_EX | fcntl.LOCK_NB)  # as SQLite does
    except OSError:
        return False
    # Of another owner, so that it clashes with the first although both are of this process.
    whole = struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
    try:
        fcntl.fcntl(other, fcntl.F_OFD_SETLK, whole)
    except OSError:
        return True
    return False
