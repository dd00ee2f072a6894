"""A report waits for its kernel as long as that takes, and no longer."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.kernels.conftest import SECONDS, has_ended
from workbook.kernels.provisioner import PromptKernelClient, WarmKernelManager

WAYS = pytest.mark.parametrize("forks", [True, False], ids=["forked", "ordinary"])


@asynccontextmanager
async def started(folder: Path) -> AsyncIterator[tuple[WarmKernelManager, PromptKernelClient]]:
    """Start a report's kernel, and end it after the block."""
    manager = WarmKernelManager(folder=str(folder))
    await manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        yield manager, client
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


@pytest.fixture
def way(forks: bool, monkeypatch: pytest.MonkeyPatch) -> bool:
    """How the kernel is started."""
    if not forks:
        monkeypatch.setattr("workbook.kernels.warm.FORKS", False)
    return forks


@WAYS
@pytest.mark.usefixtures("way")
def test_nothing_is_lost_that_the_first_cell_shows(tmp_path: Path) -> None:
    """What is asked of a kernel as soon as it is ready comes back whole."""

    async def first_words() -> list[str]:
        said: list[str] = []
        async with started(tmp_path) as (_, client):
            await client.wait_for_ready(SECONDS)
            await client.execute_interactive(
                "print('Good morning')",
                timeout=SECONDS,
                output_hook=lambda message: said.append(message["content"].get("text", "")),
            )
        return said

    assert "".join(asyncio.run(first_words())).strip() == "Good morning"


@WAYS
@pytest.mark.usefixtures("way")
def test_a_kernel_that_dies_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody waits a minute for an answer that cannot come."""

    async def killed() -> None:
        async with started(tmp_path) as (manager, client):
            os.killpg(manager.provisioner.pgid, signal.SIGKILL)
            await client.wait_for_ready(SECONDS)

    with pytest.raises(RuntimeError, match="died before it answered"):
        asyncio.run(killed())


@WAYS
@pytest.mark.usefixtures("way")
def test_a_kernel_that_does_not_answer_is_given_up(tmp_path: Path) -> None:
    """The time that somebody is ready to wait is kept."""

    async def stopped() -> None:
        async with started(tmp_path) as (manager, client):
            os.killpg(manager.provisioner.pgid, signal.SIGSTOP)
            await client.wait_for_ready(0.5)

    with pytest.raises(RuntimeError, match="did not answer in 0\\.5 seconds"):
        asyncio.run(stopped())


@WAYS
@pytest.mark.usefixtures("way")
def test_a_kernel_that_is_killed_has_ended(tmp_path: Path) -> None:
    """Once it is killed, nobody has to look again and again whether it still runs."""

    async def ended() -> bool:
        async with started(tmp_path) as (manager, client):
            await client.wait_for_ready(SECONDS)
            pid = manager.provisioner.pid
            await manager.provisioner.kill()
            return has_ended(pid)

    assert asyncio.run(ended())
