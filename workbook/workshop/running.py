"""Finding a room that runs: its process writes down where it answers, for your eyes only."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, Request, build_opener

from workbook import files, jsontext
from workbook.errors import WorkbookError
from workbook.scratch import try_lock
from workbook.troubles import telling

__all__ = ["Running", "announced", "holding", "running"]

_SECONDS = 5.0
_DIRECT = build_opener(ProxyHandler({}))  # a proxy has no business between two processes here


@dataclass(frozen=True)
class Running:
    """A room that answers on this computer: where, and the keys of its two windows."""

    port: int
    key: str = field(repr=False)
    wall_key: str = field(repr=False)
    room: str

    def __post_init__(self) -> None:
        """Refuse a place that is none here: a note in a shared folder is anybody's to write."""
        if type(self.port) is not int or not 0 < self.port < 65_536:
            raise ValueError("A room answers at a port of this computer.")

    def is_of(self, file: Path) -> bool:
        """Tell whether its ballots are kept in this file, which is that of one workshop alone."""
        return self.room == str(file)

    @property
    def address(self) -> str:
        """The room's address, for this computer."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def wall(self) -> str:
        """The address of the projector's window."""
        return f"{self.address}/wall?key={self.wall_key}"

    def do(self, command: str, **body: Any) -> dict[str, Any]:
        """Have the room do something; return what it says.

        Raises:
            WorkbookError: it does not answer, or it says why it cannot.
        """
        request = Request(
            f"{self.address}/control",
            json.dumps({"do": command, **body}).encode(),
            {"Content-Type": "application/json", "X-Room-Key": self.key},
        )
        try:
            with _DIRECT.open(request, timeout=_SECONDS) as answer:
                said = jsontext.kept(answer.read().decode())
        except (URLError, OSError, ValueError) as error:
            raise WorkbookError("The room does not answer. Open it again.") from error
        if not said.get("ok"):
            raise WorkbookError(str(said.get("said", "The room could not do that.")))
        return dict(said)


def running(note: Path) -> Running | None:
    """Return the room that left this note, if it still answers."""
    with suppress(OSError, ValueError, TypeError, WorkbookError):
        found = Running(**jsontext.kept(note.read_text("utf-8")))
        found.do("state")
        return found
    return None


@contextmanager
def holding(note: Path) -> Iterator[None]:
    """Be the one room of a workbook: the file of the note is locked until the end, then removed.

    Raises:
        WorkbookError: another one runs.
    """
    lock = note.with_name(f"{note.name}-lock")
    file = _locked(lock)
    try:
        yield
    finally:
        for each in (note, lock):
            with suppress(OSError):  # Windows removes no open file: it stays, and is used again
                each.unlink(missing_ok=True)
        os.close(file)


def _locked(lock: Path) -> int:
    """Lock a file, made anew where another room has just removed it."""
    while True:
        with telling(lock):
            file = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
        if not try_lock(file):
            os.close(file)
            raise WorkbookError("A room of this workbook is open already. Close it first.")
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(file), lock.stat()):
                return file
        os.close(file)


def announced(note: Path, room: Running) -> None:
    """Write down where a room answers."""
    files.put(note, json.dumps(asdict(room)))
