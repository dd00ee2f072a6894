"""One warm process serves all kernels of its owner, and nothing of it outlives the owner."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kernels.conftest import Start, has_ended, until
from workbook.kernels import warm, warm_up

pytestmark = pytest.mark.skipif(not warm.FORKS, reason="this system cannot fork safely")


def test_kernels_end_when_the_warm_process_is_killed_and_new_ones_come_from_another(
    start: Start,
) -> None:
    """A kernel without its warm process would be nobody's; the next kernel gets a new one."""
    kernel = start()
    pid = kernel.process.pid
    server = warm._warm_process().pid
    os.kill(server, signal.SIGKILL)

    assert until(lambda: has_ended(pid))
    assert not kernel.manager.is_alive()
    assert start().forked
    assert warm._warm_process().pid != server


def test_warming_up_twice_starts_one_process() -> None:
    """Whoever calls first starts it; the next caller gets the same."""
    warm_up()
    first = warm._warm_process().pid
    warm_up()
    assert warm._warm_process().pid == first


def test_the_command_line_can_warm_up_before_it_imports_jupyter() -> None:
    """Only so does the warm process import at the same time as its owner."""
    code = "import sys, workbook.kernels; print(*sys.modules)"
    modules = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert "workbook.kernels.warm" in modules
    assert not {"jupyter_client", "traitlets", "zmq", "numpy", "sqlalchemy"} & set(modules)


def test_nothing_is_left_running_when_the_owner_is_killed(tmp_path: Path) -> None:
    """Neither the warm process nor its kernel, though nobody could tell them to end."""
    with subprocess.Popen(
        [sys.executable, "-c", OWNER], stdout=subprocess.PIPE, text=True, cwd=tmp_path
    ) as owner:
        pids = [int(pid) for pid in owner.stdout.readline().split()]
        assert [has_ended(pid) for pid in pids] == [False, False]
        owner.kill()
    assert until(lambda: all(has_ended(pid) for pid in pids))


OWNER = """
import os, time
from workbook.kernels import warm
kernel = warm.fork_kernel(["-f", "connection.json"], os.getcwd(), os.environ)
print(warm._warm_process().pid, kernel.pid, flush=True)
time.sleep(60)
"""
