"""This process's side of the warm process: start it, ask it for a kernel, hold that kernel."""

import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from multiprocessing.connection import wait
from pathlib import Path
from threading import Lock
from typing import Any

from workbook.isolation import isolated

__all__ = ["CannotFork", "ForkedKernel", "fork_kernel", "warm_up"]

# Windows has no fork; macOS has one, but its own libraries may crash after it. Where a person asks
# for kernels without it, all work as they do there.
FORKS = sys.platform == "linux" and os.environ.get("WORKBOOK_FORK", "yes") != "no"
KILLED = 9  # SIGKILL, which Windows knows no name for

# Settings that Python and its libraries read once, as they start. The warm process has
# started already, so a kernel that is to have others cannot come from it.
READ_AT_START = ("PYTHON", "LD_", "LC_", "LANG", "MPL", "NUMPY_", "OMP_", "OPENBLAS_", "MKL_")

# As in an ordinary kernel, nothing is imported from the folder that the caller happens to be in.
OPTIONS = ("-P", "-c")
PROGRAM = "from workbook.kernels.fork_server import main; main()"
FOLDER = Path(__file__).parent  # where the warm process works: no folder of a person's

SECONDS_TO_IMPORT = 60


class CannotFork(Exception):
    """The warm process cannot give this kernel; an ordinary one can be started instead."""


def warm_up(*, share: bool = False) -> None:
    """Start the warm process, once, and return at once, while it is still importing.

    To `share` is for a command that has imported what a report needs, and done nothing else: the
    warm process is then a fork of this one, and imports only the rest. Does nothing where
    processes cannot fork.
    """
    if FORKS:
        with contextlib.suppress(OSError):
            _warm_process(share=share and _has_begun_nothing())


def _has_begun_nothing() -> bool:
    """Whether a fork would lack no thread of this process, and hold no file open that it opened."""
    return threading.active_count() == 1 and not any(map(_is_own, _descriptors()))


def _descriptors() -> list[int]:
    return [int(each.name) for each in Path("/proc/self/fd").iterdir()]


def _is_own(descriptor: int) -> bool:
    """Whether it was opened here: Python hands on only what it was handed itself."""
    try:
        return not os.get_inheritable(descriptor)
    except OSError:  # of the folder of descriptors itself
        return False


def fork_kernel(
    arguments: Sequence[str], folder: str, environment: Mapping[str, str]
) -> "ForkedKernel":
    """Return a running kernel forked from the warm process.

    `arguments` are those of `ipykernel_launcher`. Raises `CannotFork`, and then nothing runs.
    """
    if not FORKS:
        raise CannotFork("This computer's system cannot fork processes safely.")
    try:
        return _warm_process().fork(arguments, folder, environment)
    except OSError as error:
        raise CannotFork(f"The warm process did not answer: {error}.") from error


class WarmProcess:
    """The process that kernels fork from; it ends with its owner, or at `stop()`."""

    def __init__(self, *, share: bool = False) -> None:
        self.owner = os.getpid()
        self.environment = isolated(os.environ)
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._process = self._shared(theirs) if share else self._afresh(theirs)

    def _afresh(self, theirs: socket.socket) -> "subprocess.Popen[bytes] | Half":
        return subprocess.Popen(
            [sys.executable, *OPTIONS, PROGRAM, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env=self.environment,
            cwd=FOLDER,
            start_new_session=True,  # Ctrl+C is for this process, which then ends that one
        )

    def _shared(self, theirs: socket.socket) -> "Half":
        if sys.platform != "win32":
            from workbook.kernels.fork_server import become

            sys.stdout.flush()
            sys.stderr.flush()
            if pid := os.fork():
                return Half(pid)
            self._socket.close()
            become(theirs, FOLDER, self.environment)
        raise OSError("Windows cannot fork.")

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def serves(self) -> bool:
        """Whether it runs, and runs for this process rather than for one that we forked from."""
        return self.owner == os.getpid() and self._process.poll() is None

    def fork(
        self, arguments: Sequence[str], folder: str, environment: Mapping[str, str]
    ) -> "ForkedKernel":
        """Return a new kernel; waits for the imports to end first."""
        environment = isolated(environment)
        if _at_start(environment) != _at_start(self.environment):
            raise CannotFork("The kernel is to have settings that Python reads as it starts.")
        request = {"arguments": list(arguments), "folder": folder, "environment": environment}
        ours, theirs = socket.socketpair()
        with theirs:
            _send(self._socket, [1, 2, theirs.fileno()])
        ours.settimeout(SECONDS_TO_IMPORT)
        try:
            ours.sendall(json.dumps(request).encode() + b"\n")
            return ForkedKernel(ours)
        except BaseException:
            ours.close()  # a kernel that finds its channel closed does not start
            raise

    def stop(self) -> None:
        """End the process, and with it every kernel that still runs."""
        self._socket.close()
        if self.serves():
            self._process.terminate()
            self._process.wait()


class Half:
    """A fork of this process, with the part of `subprocess.Popen` that is used here."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code, or None while it runs."""
        return self._await(hang=False)

    def wait(self) -> int | None:
        """Wait until it has ended, and return the exit code."""
        return self._await(hang=True)

    def terminate(self) -> None:
        """Ask it to end."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)

    def _await(self, *, hang: bool) -> int | None:
        if sys.platform != "win32" and self.returncode is None:
            pid, status = os.waitpid(self.pid, 0 if hang else os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode


def _send(to: socket.socket, descriptors: Sequence[int]) -> None:
    if sys.platform != "win32":
        socket.send_fds(to, [b"k"], list(descriptors))


_warm: WarmProcess | None = None
_one_at_a_time = Lock()


def _warm_process(*, share: bool = False) -> WarmProcess:
    global _warm  # noqa: PLW0603  one for the whole process is its purpose
    with _one_at_a_time:
        if _warm is None or not _warm.serves():
            _warm = WarmProcess(share=share)
            atexit.register(_warm.stop)
        return _warm


def _at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in environment.items() if name.startswith(READ_AT_START)}


class ForkedKernel:
    """A kernel of the warm process, with the part of `subprocess.Popen` that Jupyter uses."""

    stdin = stdout = stderr = None

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._lines = channel.makefile("rb")
        self.returncode: int | None = None
        self.pid = self._started()

    def _started(self) -> int:
        answer = self._read()
        if "pid" not in answer:
            self._close(answer)
            raise CannotFork("The warm process could not start the kernel.")
        return int(answer["pid"])

    def _read(self) -> dict[str, Any]:
        """Return the next line; without one the warm process is gone, and the kernel with it."""
        line = self._lines.readline()
        return json.loads(line) if line else {"code": -KILLED}

    def _close(self, answer: Mapping[str, Any]) -> None:
        self.returncode = int(answer["code"])
        self._lines.close()
        self._channel.close()

    def poll(self) -> int | None:
        """Return the exit code, or None while the kernel runs."""
        return self._await(0)

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait until the kernel has ended, or for `timeout` seconds; return its exit code."""
        return self._await(timeout)

    def _await(self, seconds: float | None) -> int | None:
        if self.returncode is None and wait([self._channel], seconds):
            self._close(self._read())
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel at once."""
        self.send_signal(KILLED)
