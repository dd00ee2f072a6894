"""How long a kernel is kept: the spare as long as it takes, a forgotten one not for long."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import zmq.asyncio
from jupyter_server.utils import ApiPath

from workbook.jupyter.kernels import SpareKernelManager
from workbook.resources import notebooks
from workbook.shelf import VARIABLE, Shelf


def manager_of(**settings: Any) -> SpareKernelManager:
    """Return a manager that shares the process's sockets.

    With its own, it would wait for ever for one that is still open when it is collected.
    """
    return SpareKernelManager(context=zmq.asyncio.Context.instance(), **settings)


def age(manager: SpareKernelManager, kernel_id: str) -> None:
    manager._kernels[kernel_id].last_activity = datetime(2026, 1, 1, tzinfo=UTC)


def test_the_spare_waits_as_long_as_it_takes_and_what_nobody_uses_is_ended() -> None:
    async def use() -> None:
        manager = manager_of(cull_idle_timeout=60)
        while not list(manager.list_kernel_ids()):
            await asyncio.sleep(0.05)
        (spare,) = manager.list_kernel_ids()
        assert manager.list_kernels() == []

        age(manager, spare)
        await manager.cull_kernel_if_idle(spare)
        assert spare in manager

        assert await manager.start_kernel() == spare
        manager._kernels[spare].execution_state = "idle"
        await manager.cull_kernel_if_idle(spare)
        assert spare in manager, "It was only just given away."

        age(manager, spare)
        await manager.cull_kernel_if_idle(spare)
        assert spare not in manager
        await manager.cull_kernel_if_idle(spare)  # it was on the list of those to look at
        await manager.shutdown_all()

    asyncio.run(use())


def test_the_list_of_kernels_can_be_asked_for_while_one_is_only_starting() -> None:
    async def use() -> None:
        manager = manager_of()
        while not manager._kernels:
            await asyncio.sleep(0)
        assert manager.list_kernels() == []
        await manager.shutdown_all()

    asyncio.run(use())


def test_a_page_that_lost_its_connection_has_time_to_come_back() -> None:
    async def use() -> None:
        manager = manager_of(cull_idle_timeout=60)
        kernel = await manager.start_kernel()
        manager._kernels[kernel].execution_state = "idle"
        manager.notify_connect(kernel)
        age(manager, kernel)  # the computer slept
        manager.notify_disconnect(kernel)
        await manager.cull_kernel_if_idle(kernel)
        assert kernel in manager
        await manager.shutdown_all()
        assert kernel not in manager

    asyncio.run(use())


def test_the_spare_of_one_workbook_is_never_given_to_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf.make(tmp_path, notebooks())
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    bakery, cafe = (shelf.put(f"/clients/{name}.workbook") for name in ("bakery", "cafe"))

    async def use() -> None:
        manager = manager_of(expects=bakery, root_dir=str(shelf.served))
        while not list(manager.list_kernel_ids()):
            await asyncio.sleep(0.05)
        (spare,) = manager.list_kernel_ids()
        assert await workbook_of(manager, spare) == "/clients/bakery.workbook"

        given = await manager.start_kernel(path=ApiPath(cafe))
        assert given != spare
        assert await workbook_of(manager, given) == "/clients/cafe.workbook"
        while spare in manager:
            await asyncio.sleep(0.05)
        while len(list(manager.list_kernel_ids())) < 2:
            await asyncio.sleep(0.05)
        (following,) = set(manager.list_kernel_ids()) - {given}
        assert await manager.start_kernel(path=ApiPath(cafe)) == following
        assert await workbook_of(manager, following) == "/clients/cafe.workbook"
        await manager.shutdown_all()

    asyncio.run(use())


async def workbook_of(manager: SpareKernelManager, kernel_id: str) -> str:
    """Ask a kernel which workbook it has."""
    while not await manager.is_alive(kernel_id):
        await asyncio.sleep(0.05)
    client = manager.get_kernel(kernel_id).client()
    client.start_channels()
    await client.wait_for_ready(timeout=60)
    said: list[str] = []
    await client.execute_interactive(
        "import os; print(os.environ['WORKBOOK'], end='')",
        output_hook=lambda message: said.append(message["content"].get("text", "")),
    )
    client.stop_channels()
    return "".join(said)
