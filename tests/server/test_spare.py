"""How long a kernel is kept: the spare as long as it takes, a forgotten one not for long."""

import asyncio
from datetime import UTC, datetime

from workbook.server.kernels import SpareKernelManager


def age(manager: SpareKernelManager, kernel_id: str) -> None:
    manager._kernels[kernel_id].last_activity = datetime(2026, 1, 1, tzinfo=UTC)


def test_the_spare_waits_as_long_as_it_takes_and_what_nobody_uses_is_ended() -> None:
    async def use() -> None:
        manager = SpareKernelManager(cull_idle_timeout=60)
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
        await manager.shutdown_all()

    asyncio.run(use())


def test_a_page_that_lost_its_connection_has_time_to_come_back() -> None:
    async def use() -> None:
        manager = SpareKernelManager(cull_idle_timeout=60)
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
