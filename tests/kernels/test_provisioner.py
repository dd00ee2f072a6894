"""Jupyter manages a forked kernel like any other, and gets an ordinary one where it must."""

import os
import signal
import subprocess
from pathlib import Path

import pytest
from jupyter_client.provisioning import KernelProvisionerFactory

from tests.kernels.conftest import SECONDS, Start, has_ended, until
from workbook.kernels import warm
from workbook.kernels.provisioner import WarmProvisioner

pytestmark = pytest.mark.skipif(not warm.FORKS, reason="this system cannot fork safely")


def test_an_interrupt_stops_the_cell_and_not_the_kernel(start: Start) -> None:
    """Ctrl+C reaches a cell that runs too long; the kernel then takes the next."""
    kernel = start()
    # Else the kernel may drop what is asked of it just after the error, as it does by design.
    code = "import time; print('begun'); time.sleep(60)"
    message = kernel.client.execute(code, stop_on_error=False)
    assert until(lambda: kernel.client.get_iopub_msg(timeout=SECONDS)["msg_type"] == "stream")
    kernel.manager.interrupt_kernel()
    reply = kernel.client.get_shell_msg(timeout=SECONDS)

    assert reply["parent_header"]["msg_id"] == message
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.run("print('still here')") == "still here"


def test_a_killed_kernel_is_known_to_be_dead(start: Start) -> None:
    """The manager learns how the kernel ended, and that it no longer runs."""
    kernel = start()
    process, pid = kernel.process, kernel.process.pid
    assert kernel.manager.is_alive()

    os.kill(pid, signal.SIGKILL)

    assert process.wait(SECONDS) == -signal.SIGKILL
    assert not kernel.manager.is_alive()
    assert has_ended(pid)


def test_a_kernel_that_is_asked_to_stop_stops(start: Start) -> None:
    """An ordinary shutdown ends the process and leaves no connection file."""
    kernel = start()
    pid, file = kernel.process.pid, Path(kernel.manager.connection_file)
    assert file.exists()
    kernel.manager.shutdown_kernel()
    assert has_ended(pid)
    assert not file.exists()


def test_a_restarted_kernel_is_a_new_one(start: Start) -> None:
    """A restart gives another process, with the same environment and nothing remembered."""
    kernel = start(env={**os.environ, "WORKBOOK": "one.workbook"})
    kernel.run("leftover = 1")
    first = kernel.process.pid
    kernel.manager.restart_kernel(now=True)
    kernel.client.wait_for_ready(timeout=SECONDS)

    assert kernel.process.pid != first
    assert kernel.run("import os; print(os.environ['WORKBOOK'], 'leftover' in globals())") == (
        "one.workbook False"
    )


@pytest.mark.parametrize(
    "settings",
    [
        {"env": {**os.environ, "PYTHONHASHSEED": "7"}},
        {"env": dict(os.environ), "stderr": subprocess.DEVNULL},
    ],
    ids=["Python's own settings", "a stream of its own"],
)
def test_what_a_fork_cannot_take_starts_an_ordinary_kernel(
    start: Start, settings: dict[str, object]
) -> None:
    """The kernel is slower to come then, and just as it was asked for."""
    kernel = start(**settings)
    assert not kernel.forked
    asked = settings["env"].get("PYTHONHASHSEED")
    assert kernel.run("import os; print(os.environ.get('PYTHONHASHSEED'))") == str(asked)


def test_where_the_warm_process_cannot_start_an_ordinary_kernel_does(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A warm process that dies at once costs time and nothing else."""
    monkeypatch.setattr(warm, "_warm", None)
    monkeypatch.setattr(warm, "OPTIONS", ("--no-such-option",))
    kernel = start()
    assert not kernel.forked
    assert kernel.run("print(1)") == "1"


def test_jupyter_finds_the_provisioner_by_its_name() -> None:
    """A kernelspec may ask for it: `kernel_provisioner: {provisioner_name: workbook-warm}`."""
    known = KernelProvisionerFactory.instance().provisioners
    assert known["workbook-warm"].load() is WarmProvisioner
