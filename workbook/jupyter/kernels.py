"""A kernel kept ready, so that a page opens in the time that its form takes and no more."""

import asyncio
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from jupyter_server.base.call_context import CallContext
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from jupyter_server.utils import ApiPath
from tornado.ioloop import IOLoop
from tornado.web import HTTPError
from traitlets import TraitError, Unicode
from voila.handler import VoilaHandler  # type: ignore[import-untyped]

from workbook.shelf import Shelf

__all__ = ["SpareKernelManager"]

# Counted from the last page that was opened: until its form stands, it needs the processor more.
SECONDS_BEFORE_NEXT = 2.0

PRELOAD = "--InteractiveShellApp.extra_extensions=workbook.jupyter.preload"


@dataclass(frozen=True)
class _Spare:
    kernel_id: str
    folder: str
    started: "asyncio.Future[str]"


class SpareKernelManager(AsyncMappingKernelManager):
    """Keeps one kernel in reserve, its imports done, and gives it to whoever asks next.

    A kernel belongs to the workbook whose folder it starts in, and the spare to the one that was
    opened last. Until it is given away it is nobody's: it is left out of the list, and never
    culled.
    """

    expects = Unicode(help="folder of the workbook that is likely to be opened next").tag(
        config=True
    )

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)  # type: ignore[no-untyped-call]
        self._spare: _Spare | None = None
        self._ending: set[asyncio.Future[None]] = set()
        self._next = IOLoop.current().call_later(0, self._prepare_spare)

    def _prepare_spare(self) -> None:
        kernel_id = str(uuid4())
        started = self._begin(self.expects, kernel_id=kernel_id, extra_arguments=[PRELOAD])
        self._spare = _Spare(kernel_id, self.expects, asyncio.ensure_future(started))

    async def _begin(self, folder: str, **settings: Any) -> str:
        shelf = Shelf.here()
        source = shelf.source(folder) if shelf else None
        if shelf and source:
            variables = {**os.environ, **settings.pop("env", {})}
            # What it needs for a moment goes with the server, even if the kernel is killed.
            settings["env"] = {**variables, "WORKBOOK": source, "TMPDIR": str(shelf.root)}
        return await super().start_kernel(path=ApiPath(folder), **settings)

    async def start_kernel(  # type: ignore[override]
        self,
        *,
        kernel_id: str | None = None,
        path: ApiPath | None = None,
        kernel_name: str | None = None,
        **settings: Any,
    ) -> str:
        """Give the spare away where it serves, else start a kernel; returns the kernel's id."""
        spare, folder = None, (path or "").strip("/")
        if not kernel_id and kernel_name in (None, self.default_kernel_name):
            spare = await self._take_spare(folder)
        given = spare or await self._begin(
            folder, kernel_id=kernel_id, kernel_name=kernel_name, **settings
        )
        self._end_unless_it_arrives(given)
        return given

    def _end_unless_it_arrives(self, kernel_id: str) -> None:
        """See to the kernel of a page that is left while it opens; nobody else would end it."""
        page = CallContext.get(CallContext.JUPYTER_HANDLER)
        if not isinstance(page, VoilaHandler):
            return
        on_finish = page.on_finish

        def end_if_left() -> None:
            on_finish()
            if page.request.connection.stream.closed() and kernel_id in self:
                IOLoop.current().spawn_callback(self.shutdown_kernel, kernel_id, now=True)

        page.on_finish = end_if_left

    async def _take_spare(self, folder: str) -> str | None:
        """Return the id of the spare, and see to the next; None when there is none that serves."""
        spare, self._spare, self.expects = self._spare, None, folder
        loop = IOLoop.current()
        loop.remove_timeout(self._next)
        self._next = loop.call_later(SECONDS_BEFORE_NEXT, self._prepare_spare)
        if spare is None:
            return None
        if spare.folder != folder:
            ending = asyncio.ensure_future(self._end_spare(spare))
            self._ending.add(ending)
            ending.add_done_callback(self._ending.discard)
            return None
        await asyncio.wait([spare.started])
        if not await self._lives(spare.kernel_id):
            return None
        self._begin_waiting(spare.kernel_id)
        return spare.kernel_id

    async def _end_spare(self, spare: _Spare) -> None:
        """End it at once, because it may still be busy importing."""
        await asyncio.wait([spare.started])
        if spare.kernel_id in self:
            await self.shutdown_kernel(spare.kernel_id, now=True)  # type: ignore[no-untyped-call]

    async def _lives(self, kernel_id: str) -> bool:
        return kernel_id in self and await self._kernels[kernel_id].is_alive()

    def _begin_waiting(self, kernel_id: str) -> None:
        """Count from now how long nobody has used a kernel."""
        if kernel_id in self:
            self._kernels[kernel_id].last_activity = datetime.now(UTC)

    def notify_disconnect(self, kernel_id: str) -> None:
        """Begin to wait for a page to come back; a computer that slept has hours of idleness."""
        super().notify_disconnect(kernel_id)  # type: ignore[no-untyped-call]
        self._begin_waiting(kernel_id)

    def _is_spare(self, kernel_id: str) -> bool:
        return self._spare is not None and self._spare.kernel_id == kernel_id

    def list_kernels(self) -> list[dict[str, Any]]:
        """Return the kernels that somebody uses."""
        found = []
        for kernel_id in filter(lambda each: not self._is_spare(each), self.list_kernel_ids()):
            # One that has ended meanwhile, or is only just starting, is nobody's yet.
            with suppress(HTTPError, KeyError, TraitError):
                found.append(self.kernel_model(kernel_id))  # type: ignore[no-untyped-call]
        return found

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that nobody has used for long; the spare waits as long as it takes."""
        # It may have ended while the others were looked at.
        if kernel_id in self and not self._is_spare(kernel_id):
            await super().cull_kernel_if_idle(kernel_id)  # type: ignore[no-untyped-call]

    async def shutdown_all(self, now: bool = False) -> None:  # type: ignore[override]
        """End every kernel, the spare too."""
        IOLoop.current().remove_timeout(self._next)
        spare, self._spare = self._spare, None
        if spare:
            await self._end_spare(spare)
        await asyncio.gather(*self._ending, return_exceptions=True)
        await super().shutdown_all(now=now)
