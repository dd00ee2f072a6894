"""A server that is told to stop stops, whatever its kernels do."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest

from workbook.jupyter import app


def test_a_kernel_that_never_answers_does_not_keep_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app, "_PATIENCE", 0.05)
    never = SimpleNamespace(kernel_manager=SimpleNamespace(shutdown_all=lambda: asyncio.sleep(60)))

    async def stopped() -> None:
        await asyncio.wait_for(app.WorkbookServer.cleanup_kernels(cast(Any, never)), 10)

    asyncio.run(stopped())
