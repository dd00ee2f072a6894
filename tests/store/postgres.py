"""A PostgreSQL server of the tests' own, in a temporary folder, gone when they end."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.reliability.tally import NotHere

__all__ = ["PASSWORD", "Server", "anywhere", "programs", "running", "somewhere"]

PASSWORD = "bread-and-butter"
"""What the role `guarded` has to give; every other one is believed."""

_GUARDED = "host all guarded 127.0.0.1/32 scram-sha-256\n"


def programs() -> Path | None:
    """Return the folder of PostgreSQL's own programs, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    named = shutil.which("initdb")
    return found[0].parent if found else Path(named).resolve().parent if named else None


@dataclass(frozen=True)
class Server:
    """A running server, with a role `guarded` that has a password."""

    folder: Path
    bin: Path
    port: int
    user: list[str]

    @property
    def url(self) -> str:
        """The URL of its first database, as somebody who may do everything."""
        return f"postgresql://test@127.0.0.1:{self.port}/postgres"

    def database(self, name: str, options: str = "") -> str:
        """Make a database, and return its URL."""
        self.tell(f"CREATE DATABASE {name} {options}")
        return self.url.removesuffix("postgres") + name

    def tell(self, *words: str, database: str = "postgres") -> None:
        """Run SQL as somebody who may do everything."""
        address = self.url.removesuffix("postgres") + database
        with psycopg.connect(address, autocommit=True) as connection:
            for each in words:
                connection.execute(each)  # type: ignore[call-overload]

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        log = "-l", self.folder / "log"
        self._control(*log, "-o", settings, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop it, as a power cut would unless told otherwise."""
        self._control("-m", mode, "stop")

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Let it take what it is told, and say nothing; connections too are taken."""
        pid = (self.folder / "data" / "postmaster.pid").read_text().split()[0]
        asked = subprocess.run(["pgrep", "-P", pid], capture_output=True, text=True, check=False)
        everybody = [int(each) for each in (pid, *asked.stdout.split())]
        for each in everybody:
            os.kill(each, signal.SIGSTOP)
        try:
            yield
        finally:
            for each in everybody:
                os.kill(each, signal.SIGCONT)

    def _control(self, *command: object) -> None:
        _run(
            self.user, self.bin / "pg_ctl", "-D", self.folder / "data", "-w", "-t", "180", *command
        )


@contextmanager
def running(folder: Path, bin: Path) -> Iterator[Server]:
    """Run a server in `folder`."""
    user = _user(folder)
    server = Server(folder, bin, _free_port(), user)
    data = folder / "data"
    _run(user, bin / "initdb", "-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--no-sync")
    rights = data / "pg_hba.conf"
    rights.write_text(_GUARDED + rights.read_text())
    server.start()
    try:
        server.tell(f"CREATE ROLE guarded LOGIN PASSWORD '{PASSWORD}'")
        yield server
    finally:
        with suppress(RuntimeError):  # a test may have stopped it
            server.stop()


@contextmanager
def anywhere(bin: Path) -> Iterator[Server]:
    """Run a server in a temporary folder."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        home = Path(folder) / "server"
        home.mkdir()
        with running(home, bin) as server:
            yield server


@contextmanager
def somewhere() -> Iterator[Server]:
    """Run a server for an experiment, which cannot be made without one."""
    bin = programs()
    if bin is None:
        raise NotHere("PostgreSQL's programs.")
    with anywhere(bin) as server:
        yield server


def _user(folder: Path) -> list[str]:
    # PostgreSQL refuses to run as root, as which containers and CI often run.
    if os.geteuid() != 0:
        return []
    owner = pwd.getpwnam("postgres")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


def _run(user: list[str], *command: object) -> None:
    words = [*user, *map(str, command)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    done = subprocess.run(words, cwd="/", check=False, **quiet)  # type: ignore[call-overload]
    if done.returncode:
        raise RuntimeError(done.stderr.decode())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
