"""The warm process: it does a report's imports once, then forks a kernel for each request.

`warm.py` starts it, with the number of a socket as its one argument. Each request is one byte
on that socket, with three file descriptors: the kernel's stdout, its stderr, and a channel of
its own. On that channel the new kernel reads what it is to do and answers with its process
number; this process adds the exit code when the kernel has ended. When the socket closes,
its owner has gone, and every kernel goes too.
"""

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn

from workbook.imports import without

__all__ = ["become", "main"]

assert sys.platform != "win32", "Windows cannot fork."

# What the report's cells import sooner or later. Each is only a head start: one that cannot
# be imported is left out here, and says why in the cell that needs it.
PRELOAD = (
    "ipykernel.kernelapp",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "tornado.platform.asyncio",
    "psutil",
    "fontTools.ttLib.tables._c_m_a_p",
    "fontTools.ttLib.tables._h_m_t_x",
    "numpy.ma",
    "sqlalchemy.dialects.sqlite",
    "workbook.opening",
    "workbook.pack.report",
    "workbook.pack.html",
)
# A report imports each of its pages as it comes to it, and every finding for its sources.
PRELOAD_ALL_OF = (
    "workbook.pack.pages",
    "workbook.insight.workshop",
    *(f"workbook.insight.{step}" for step in ("review", "route", "position", "destination")),
)

# How many new objects there are before Python looks for circles among them: a report makes many,
# and keeps most of them to its end.
SELDOM = 500_000


@dataclass(frozen=True)
class Request:
    """What a kernel is to be: its arguments, its folder, and its whole environment."""

    arguments: list[str]
    folder: str
    environment: dict[str, str] = field(repr=False)


def main() -> None:
    """Import, serve, and, in each forked process, become the kernel that was asked for."""
    _run(socket.socket(fileno=int(sys.argv[1])))


def become(owner: socket.socket, folder: Path, environment: Mapping[str, str]) -> NoReturn:
    """Make of this process, a fork of its owner, what `main` makes of one started afresh."""
    code = 1
    try:
        os.setsid()  # Ctrl+C is for the owner, which then ends this one
        os.chdir(folder)
        os.environ.update(environment)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        beside_the_command = str(Path(sys.argv[0]).parent)
        sys.path[:] = [each for each in sys.path if each != beside_the_command]
        _run(owner)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)  # what the owner is in the middle of is not this process's to go on with


def _run(owner: socket.socket) -> None:
    gc.disable()
    preload()
    gc.freeze()  # so that a collection in one kernel does not copy the pages all of them share
    request = serve(owner)
    if request is None:
        os._exit(0)  # nothing here needs clearing up, and the owner waits
    gc.enable()
    gc.set_threshold(SELDOM)
    run_kernel(request)


def preload() -> None:
    """Import what a report needs, and let it get ready."""
    with without("debugpy"), contextlib.suppress(Exception):
        importlib.import_module("ipykernel.debugger")  # no cell of a report is stepped through
    for name in (*PRELOAD, *chain.from_iterable(map(_modules_of, PRELOAD_ALL_OF))):
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    with contextlib.suppress(Exception):
        importlib.import_module("workbook.pack.ahead").get_ready()


def _modules_of(package: str) -> list[str]:
    """Return the names of the modules in a package."""
    folder = importlib.import_module(package).__path__
    return [module.name for module in pkgutil.iter_modules(folder, f"{package}.")]


def serve(owner: socket.socket) -> Request | None:
    """Fork a kernel for each request until the owner goes; returns a `Request` in each fork."""
    kernels: dict[int, socket.socket] = {}
    signals = _signals_as_bytes()
    try:
        while True:
            ready, _, _ = select.select([owner, signals], [], [])
            if signals in ready:
                if signal.SIGTERM in signals.recv(4096):
                    return None
                _report_ended(kernels)
            if owner in ready:
                byte, descriptors, _, _ = socket.recv_fds(owner, 1, 3)
                if not byte:
                    return None
                try:
                    pid, channel = _fork(descriptors)
                except (
                    OSError
                ):  # the system has no process to spare; the owner sees the channel end
                    continue
                if pid == 0:
                    _leave_server(owner, signals, kernels)
                    return _prepare(channel)
                kernels[pid] = channel
    finally:
        _kill(kernels)


def _signals_as_bytes() -> socket.socket:
    """Return a socket on which each request to end, and each ended child, is a byte."""
    signals, wake = socket.socketpair()
    wake.setblocking(False)
    signal.set_wakeup_fd(wake.detach(), warn_on_full_buffer=False)
    for number in (signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    return signals


def _report_ended(kernels: dict[int, socket.socket]) -> None:
    for pid in list(kernels):
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            with kernels.pop(pid) as channel, contextlib.suppress(OSError):
                answer(channel, code=os.waitstatus_to_exitcode(status))


def answer(channel: socket.socket, **message: int) -> None:
    """Write one line to the owner of a kernel."""
    channel.sendall(json.dumps(message).encode() + b"\n")


def _kill(kernels: dict[int, socket.socket]) -> None:
    for pid in kernels:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


def _fork(descriptors: list[int]) -> tuple[int, socket.socket]:
    """Return the new process's number and its channel; the number is 0 in that process."""
    out, err = descriptors[:2]
    channel = socket.socket(fileno=descriptors[2])
    try:
        pid = os.fork()
        if pid == 0:
            os.setsid()  # a group of its own, so that an interrupt reaches what the kernel started
            os.dup2(out, 1)
            os.dup2(err, 2)
    finally:
        os.close(out)
        os.close(err)
    return pid, channel


def _leave_server(
    owner: socket.socket, signals: socket.socket, kernels: dict[int, socket.socket]
) -> None:
    """Drop, in a fork, what belongs to the server: its sockets, its children, its signals."""
    siblings = list(kernels.values())
    kernels.clear()
    os.close(signal.set_wakeup_fd(-1))
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for ours in (owner, signals, *siblings):
        ours.close()


def _prepare(channel: socket.socket) -> Request:
    """Read the request, put on its folder and environment, and say that the kernel stands.

    Where that is not possible this process ends, and the owner starts an ordinary kernel.
    """
    try:
        with channel, channel.makefile("rb") as lines:
            request = Request(**json.loads(lines.readline()))
            os.chdir(request.folder)
            os.environ.clear()
            os.environ.update(request.environment, JPY_PARENT_PID=str(os.getppid()))
            time.tzset()
            answer(channel, pid=os.getpid())
    except (OSError, ValueError):
        sys.exit(1)
    return request


def run_kernel(request: Request) -> None:
    """Run an ordinary ipykernel until it is told to stop."""
    from ipykernel.kernelapp import IPKernelApp

    _reseed()
    sys.argv = ["ipykernel_launcher", *request.arguments]
    # This process's parent is the warm process; when it goes, ipykernel ends the kernel.
    app: Any = IPKernelApp.instance(parent_handle=os.getppid())
    app.initialize(request.arguments)
    app.start()


def _reseed() -> None:
    """Give this kernel random numbers of its own; Python's `random` does so by itself."""
    if "numpy" in sys.modules:
        import numpy as np

        np.random.seed()
