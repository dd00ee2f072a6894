"""A PostgreSQL server of the tests' own, in a temporary folder, gone when they end."""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["programs", "serving"]


def programs() -> Path | None:
    """Return the folder of PostgreSQL's own programs, the newest version first."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    named = shutil.which("initdb")
    return found[0].parent if found else Path(named).resolve().parent if named else None


@contextmanager
def serving(folder: Path, bin: Path) -> Iterator[str]:
    """Run a server in `folder` and yield the URL of its empty first database."""
    user = _user(folder)
    port = _free_port()
    data, settings = folder / "data", f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
    _run(user, bin / "initdb", "-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--no-sync")
    _run(user, bin / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start")
    try:
        yield f"postgresql://test@127.0.0.1:{port}/postgres"
    finally:
        _run(user, bin / "pg_ctl", "-D", data, "-m", "immediate", "stop")


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
