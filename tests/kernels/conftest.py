"""A running kernel to talk to, forked or ordinary, and ways to wait for what processes do."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import KernelManager

from workbook.kernels import warm
from workbook.kernels.provisioner import WarmProvisioner
from workbook.kernels.warm import ForkedKernel

SECONDS = 60  # the machine may be busy

Start = Callable[..., "Kernel"]


class Kernel:
    """One kernel, and what it prints."""

    def __init__(self, **settings: object) -> None:
        self.manager = KernelManager(kernel_name="python3")
        self.manager.provisioner = WarmProvisioner(
            kernel_id="test", kernel_spec=self.manager.kernel_spec, parent=self.manager
        )
        self.manager.start_kernel(**settings)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=SECONDS)

    @property
    def process(self) -> Any:
        """The running process, as Jupyter holds it."""
        return self.manager.provisioner.process

    @property
    def forked(self) -> bool:
        """Whether it comes from the warm process."""
        return isinstance(self.process, ForkedKernel)

    def run(self, code: str) -> str:
        """Return what the code prints, and the name of the error that stops it."""
        shown: list[str] = []
        self.client.execute_interactive(
            code,
            timeout=SECONDS,
            output_hook=lambda message: shown.append(
                message["content"].get("text") or message["content"].get("ename") or ""
            ),
        )
        return "".join(shown).strip()

    def close(self) -> None:
        """End the kernel, if it still runs."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts kernels, and ends them after the test."""
    kernels: list[Kernel] = []

    def start_one(**settings: object) -> Kernel:
        kernels.append(Kernel(**settings))
        return kernels[-1]

    yield start_one
    for kernel in kernels:
        kernel.close()


@pytest.fixture(scope="module")
def ordinary() -> Iterator[Kernel]:
    """A kernel that was started afresh, to compare with."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(warm, "FORKS", False)
        kernel = Kernel()
    assert not kernel.forked
    yield kernel
    kernel.close()


def until(fact: Callable[[], bool]) -> bool:
    """Wait for what another process does; False if it has not come true in good time."""
    deadline = time.monotonic() + SECONDS
    while not (true := fact()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return true


def has_ended(pid: int) -> bool:
    """Whether no process of that number runs any more."""
    status = Path(f"/proc/{pid}/stat")
    try:
        # Without an init that reaps, an ended process stays in the list as a zombie.
        return status.read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True
