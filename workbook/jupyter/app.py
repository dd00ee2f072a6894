"""The Jupyter Server process: say where it is, serve, and go without a trace."""

import logging
import signal
from contextlib import chdir
from pathlib import Path
from types import FrameType

from jupyter_core.utils import ensure_async
from jupyter_server.serverapp import ServerApp

from workbook.jupyter.complaints import OnlyRealErrors
from workbook.jupyter.config import settings
from workbook.jupyter.place import temporary_place

__all__ = ["WorkbookServer", "run"]


class WorkbookServer(ServerApp):
    """Jupyter Server that prints one line, and stops at once and cleanly when told to."""

    def start_ioloop(self) -> None:
        """Announce the address as soon as the server answers, then serve."""
        # The callback that binds the port is in the loop's queue already, before this one.
        self.io_loop.add_callback(self._announce)
        super().start_ioloop()

    def _announce(self) -> None:
        token = self.identity_provider.token
        print(f"Open {self.connection_url.rstrip('/')}{self.default_url}?token={token}", flush=True)

    def init_signal(self) -> None:
        """Take Ctrl-C and SIGTERM alike: no question, and no second shutdown on top."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop_once)

    def _stop_once(self, _number: int, _frame: FrameType | None) -> None:
        if not self._stopping:
            self.stop(from_signal=True)

    async def cleanup_kernels(self) -> None:
        """End every kernel, one that is only just starting too; Jupyter would overlook it."""
        await ensure_async(self.kernel_manager.shutdown_all())


def run(  # noqa: PLR0913, PLR0917  what `serve` was told
    source: str, notebooks: Path, view: str, first: str, port: int, browser: bool
) -> None:
    """Serve copies of `notebooks`, landing on the `first` of them in a `view`, a path of Jupyter's.

    Returns when the server has been stopped.
    """
    with temporary_place(notebooks) as place, chdir(place.root):
        # Voilà looks for settings in the current folder: there it must find none.
        name = place.shelf.put(source)
        config = settings(place, name, f"{view}/{name}/{first}", port, browser)
        server = WorkbookServer.instance(config=config)
        for log in (server.log, logging.getLogger("asyncio")):
            log.addFilter(OnlyRealErrors())
        # Only the extensions that we name: whatever else is installed may break the pages.
        server.initialize(argv=[], find_extensions=False)
        server.start()
