"""Opening a room: its process is started, apart from every kernel, and ends with who started it."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TextIO

from workbook.errors import WorkbookError
from workbook.isolation import isolated
from workbook.store.address import absolute, is_url, stem
from workbook.workshop.running import Running, running

__all__ = ["Opened", "note_of", "open_room", "room_file"]

_OTHERS = ("WORKBOOK", "JUPYTER_", "IPYTHONDIR", "PG")
_SECONDS_TO_END = 5.0


class Opened:
    """A room's process that was started here; it ends by `close`, or once this process is gone."""

    def __init__(self, process: "subprocess.Popen[str]", note: Path) -> None:
        self._process = process
        self._note = note

    @property
    def runs(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def wait(self) -> None:
        """Return once it has ended."""
        self._process.wait()

    def close(self) -> None:
        """End it; everything is kept."""
        if self._process.stdin:
            with suppress(OSError):
                self._process.stdin.close()  # which tells it to end
        try:
            self._process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def found(self) -> Running:
        """Return where it answers.

        Raises:
            WorkbookError: it does not.
        """
        there = running(self._note)
        if there is None:
            raise WorkbookError("The room does not answer. Close it, and open it again.")
        return there


def room_file(source: str, session: str) -> Path:
    """Return where the ballots of a workshop lie: beside the workbook's file, one file for each.

    Those of a workbook in a database on a server lie in your home. `session` is the workshop's id.
    The file of a workbook that has another name by now is found all the same.

    >>> room_file("/clients/rise-bakery.workbook", "4b1c9f20-…").name
    'rise-bakery-4b1c9f20.room'
    """
    folder, end = _folder(source), f"-{session[:8]}.room"
    own = folder / f"{stem(source)}{end}"
    if own.exists() or is_url(source) or not folder.is_dir():
        return own
    there = {each.name: each.stem for each in folder.iterdir()}
    # Beside a workbook of its name, it is that one's: this one is a copy.
    left = [
        name
        for name in there
        if name.endswith(end) and name.removesuffix(end) not in there.values()
    ]
    return folder / left[0] if len(left) == 1 else own


def note_of(source: str) -> Path:
    """Return where the process of a workbook's room writes down that it runs, and where."""
    return _folder(source) / f".{stem(source)}.room-open"


def open_room(source: str, session: str, port: int = 0) -> Opened:
    """Start the room of a workshop, and return it once it answers.

    Raises:
        WorkbookError: a room of this workbook is open already, or it could not be started.
    """
    note = note_of(source)
    if running(note):
        raise WorkbookError("A room of this workbook is open already. Close it first.")
    command = ["-m", "workbook.workshop", str(room_file(source, session)), "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, "-P", *command, "--note", str(note)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        cwd=tempfile.gettempdir(),
        text=True,
        start_new_session=True,  # Ctrl+C is for this process, which then ends that one
    )
    assert process.stdin and process.stdout and process.stderr
    # Not an argument: every user of a computer can read those.
    process.stdin.write(f"{secrets.token_urlsafe(24)}\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        said = process.stderr.read().strip().splitlines()
        raise WorkbookError(said[-1] if said else "The room could not be opened.")
    json.loads(line)
    Thread(target=_tell, args=(process.stderr,), daemon=True).start()
    return Opened(process, note)


def _tell(complaints: TextIO) -> None:
    """Pass on what a room complains of; nobody but its own process could."""
    for line in complaints:
        print(line, end="", file=sys.stderr, flush=True)


def _environment() -> dict[str, str]:
    """Return an environment in which nothing of a workbook stands: a password may be there."""
    return isolated({k: text for k, text in os.environ.items() if not k.startswith(_OTHERS)})


def _folder(source: str) -> Path:
    return Path.home() if is_url(source) else Path(absolute(source)).parent
