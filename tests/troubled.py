"""Places where trouble is real: a disk with no room left, and somebody who is not root."""

import ctypes
import multiprocessing
import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

import pytest

from tests.reliability.tally import NotHere

__all__ = ["as_somebody", "fill", "mounted_disk", "open_folder", "small_disk"]

_T = TypeVar("_T")


@contextmanager
def small_disk() -> Iterator[Path]:
    """A small disk, or no test where there cannot be one; `CI` has to have it."""
    try:
        with mounted_disk() as disk:
            yield disk
    except NotHere as error:
        assert os.environ.get("CI") != "true", str(error)
        pytest.skip(str(error))


@contextmanager
def mounted_disk(kilobytes: int = 4096) -> Iterator[Path]:
    """A disk of its own with so much room, which everybody may write to.

    Raises:
        NotHere: it takes rights to mount one.
    """
    with open_folder() as folder:
        if not shutil.which("mount"):
            raise NotHere("A small disk cannot be mounted on this system.")
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=0777", "tmpfs", str(folder)],
            capture_output=True,
            text=True,
            check=False,
        )
        if mounted.returncode:
            raise NotHere(f"A small disk cannot be mounted: {mounted.stderr.strip()}")
        try:
            yield folder
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=False)


def fill(disk: Path, left: int = 0) -> Path:
    """Fill a disk until so many kilobytes are left, and return the file that fills it."""
    there = os.statvfs(disk)
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        room = there.f_bavail * there.f_frsize - left * 1024
        file.write(b"." * max(room, 0))
    return filler


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that is there for everybody, unlike those of pytest."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


def as_somebody(do: Callable[[], _T]) -> _T:
    """Return what `do` returns, in a process of its own without the rights of root.

    It is forked from one that has only imported: the threads of what draws the pack, which this
    process may have begun, would not survive that.
    """
    if not hasattr(os, "fork"):
        pytest.skip("Rights are another matter on this system")
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(["tests.test_doors"])  # which asks most often, and imports most
    receiver, sender = forks.Pipe(duplex=False)
    process = forks.Process(target=_answer, args=(sender, do, dict(os.environ), Path.cwd()))
    process.start()
    sender.close()
    try:
        assert receiver.poll(120), "Nothing was answered in two minutes."
        answer = receiver.recv()
    finally:
        process.kill()
        process.join()
    if isinstance(answer, BaseException):
        raise answer
    return answer  # type: ignore[no-any-return]


def _answer(
    sender: Connection, do: Callable[[], object], environment: Mapping[str, str], folder: Path
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    try:
        _let_go_of_rights()
        answer = do()
    except BaseException as error:
        answer = error
    sender.send(answer)


def _let_go_of_rights() -> None:
    """Give up every capability: root then may no more than who owns its files."""
    if os.geteuid() != 0:
        return
    os.setgroups([])
    system = ctypes.CDLL(None, use_errno=True)
    for right in range(64):
        system.prctl(24, right, 0, 0, 0)  # PR_CAPBSET_DROP: nor has what is started
    version, none = struct.pack("Ii", 0x20080522, 0), bytes(24)
    if system.capset(version, none):
        raise OSError(ctypes.get_errno(), "capset")
