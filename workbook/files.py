"""How a file is written: whole or not at all, and seen by nobody who may not see where it is from.

It grows beside its place under a name that nobody can foresee, so that no link laid there leads
it elsewhere, and takes its name once it is whole and on the disk.
"""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workbook.errors import DatabaseRefused, StorageFailed
from workbook.troubles import telling, trouble

__all__ = ["beside", "folder", "put"]

_OWN = 0o600
_DEVICES = Path("/dev")


def put(path: Path, content: bytes | str, like: Path | None = None) -> None:
    """Write a file in one step, in place of one of that name; a text in UTF-8, lines end in LF.

    Only you may read it, or else who may read the file `like`.

    Raises:
        StorageFailed: it could not be written; an earlier file stays as it was.
    """
    whole = content.encode("utf-8") if isinstance(content, str) else content
    with beside(path, like) as fresh, fresh.open("r+b") as file:
        file.write(whole)


@contextmanager
def beside(
    path: Path, like: Path | None = None, end: str = "", *, replacing: bool = True
) -> Iterator[Path]:
    """Make an empty file beside `path` to be filled, which takes its name and place at the end.

    Its rights are those of `put`; its own name, until then, ends with `end`. After an error it is
    gone, and an earlier file stays as it was.

    Raises:
        StorageFailed: it could not be written, or there is a file and it is not to be replaced.
    """
    with telling(path):
        _refuse_special(path)
    # Not a long name of its own: some systems take 255 bytes and no more.
    fresh = path.with_name(f".{path.name[:15]}.{secrets.token_hex(8)}{end}")
    with telling(path):
        _make(fresh, like)
        try:
            yield fresh
            _settle(fresh)
            fresh.replace(path) if replacing else _take(fresh, path)
        except (StorageFailed, DatabaseRefused) as error:
            # Who fills it knows it by its own name, and whoever reads the sentence does not.
            raise type(error)(str(error).replace(fresh.name, path.name)) from error
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
        _settle_folder(path.parent)


def folder(path: Path, like: Path | None = None) -> Path:
    """Make a folder, and those above it, unless it is there: for you, or for who may read `like`.

    Raises:
        StorageFailed: it could not be made, or a file has that name.
    """
    with telling(path):
        for each in [*reversed(path.parents), path]:
            if not each.is_dir():
                with suppress(FileExistsError):  # somebody else made it meanwhile
                    each.mkdir(mode=0o700)
                    _give(each, like, inside=True)
        if not path.is_dir():
            raise trouble("no folder", path)
    return path


def _refuse_special(path: Path) -> None:
    if path.is_dir():
        raise trouble("a folder", path)
    # Another file would take the place of the device, or of the name of this program's output.
    if path.parent == _DEVICES or (path.exists() and not path.is_file()):
        raise trouble("special", path)


def _make(fresh: Path, like: Path | None) -> None:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    os.close(os.open(fresh, flags, _OWN))
    _give(fresh, like)


def _give(fresh: Path, like: Path | None, *, inside: bool = False) -> None:
    """Let those read a file, or go into a folder, who may read the file `like`, and nobody else."""
    if like is None or sys.platform == "win32" or not like.exists():
        return
    theirs = like.stat()
    mode = theirs.st_mode & 0o666
    if fresh.stat().st_gid != theirs.st_gid:
        try:
            os.chown(fresh, -1, theirs.st_gid)
        except PermissionError:  # not one of that group: then the rights are not its either
            mode &= ~0o060
    entered = (mode & 0o444) >> 2 if inside else 0
    fresh.chmod(mode | entered | (0o700 if inside else _OWN))


def _take(fresh: Path, path: Path) -> None:
    """Give a file its name, unless there is one already, also if both come at the same moment."""
    if sys.platform == "win32":
        fresh.rename(path)
        return
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        raise
    except OSError:  # no file has two names there, as on most memory sticks
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWN))
        fresh.replace(path)


def _settle(fresh: Path) -> None:
    with fresh.open("r+b") as file:
        os.fsync(file.fileno())


def _settle_folder(path: Path) -> None:
    if sys.platform == "win32":
        return
    with suppress(OSError):  # not every file system can, and the file itself is on the disk
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
