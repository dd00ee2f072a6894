"""The Jupyter Server process: say where it is, serve, and go without a trace."""

import asyncio
import logging
import secrets
import signal
from contextlib import chdir, suppress
from pathlib import Path
from types import FrameType
from typing import cast

from jupyter_core.utils import ensure_async
from jupyter_server.serverapp import ServerApp
from traitlets import default

from workbook.errors import DatabaseRefused
from workbook.jupyter.browser import open_browser
from workbook.jupyter.complaints import OnlyRealErrors
from workbook.jupyter.config import settings
from workbook.jupyter.gate import Gate, first_rules
from workbook.jupyter.place import temporary_place
from workbook.jupyter.room import Rooms, room_rules
from workbook.shelf import Shelf
from workbook.store.address import is_url
from workbook.store.strangers import settle

__all__ = ["WorkbookServer", "run"]

_PATIENCE = 20.0  # seconds
_LOGS = ("asyncio", "tornado.access", "tornado.application", "tornado.general")


class WorkbookServer(ServerApp):
    """Jupyter Server that prints one line, and stops at once and cleanly when told to."""

    @default("cookie_secret")
    def _default_cookie_secret(self) -> bytes:
        return secrets.token_bytes(32)  # Jupyter would keep it in a file

    def init_webapp(self) -> None:
        """Make what answers requests; whoever carries a key comes through the door first."""
        super().init_webapp()
        self.web_app.add_handlers(".*$", first_rules())  # type: ignore[no-untyped-call]

    def load_server_extensions(self) -> None:
        """Load JupyterLab and Voilà; a page that is saved to disk has no key in it."""
        super().load_server_extensions()
        self.web_app.settings["page_config_data"]["token"] = ""

    def launch_browser(self) -> None:
        """Open the browser with a ticket; the key would stand in the list of all processes."""
        gate = cast(Gate, self.identity_provider)
        open_browser(f"{self._landing}?ticket={gate.ticket()}")

    def write_server_info_file(self) -> None:
        """Write no file of the server's address: it would have the key in it."""

    def write_browser_open_files(self) -> None:
        """Write none of these either."""

    def start_ioloop(self) -> None:
        """Announce the address as soon as the server answers, then serve."""
        # The callback that binds the port is in the loop's queue already, before this one.
        self.io_loop.add_callback(self._announce)
        super().start_ioloop()

    def _announce(self) -> None:
        print(f"Open {self._landing}?token={self.identity_provider.token}", flush=True)

    @property
    def _landing(self) -> str:
        return f"{self.connection_url.rstrip('/')}{self.default_url}"

    def init_signal(self) -> None:
        """Take Ctrl-C and SIGTERM alike: no question, and no second shutdown on top."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop_once)

    def _stop_once(self, _number: int, _frame: FrameType | None) -> None:
        if not self._stopping:
            self.stop(from_signal=True)

    async def cleanup_kernels(self) -> None:
        """End every kernel, one that is only just starting too; Jupyter would overlook it.

        Of a kernel that died as it was started, Jupyter may wait for an answer for ever: what has
        not ended by then ends by itself, once this process is gone.
        """
        with suppress(TimeoutError):
            ending = ensure_async(self.kernel_manager.shutdown_all())
            await asyncio.wait_for(ending, _PATIENCE)


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
        # A filter hears what its own log is told, and not what comes up from those below it.
        for log in (server.log, *map(logging.getLogger, _LOGS)):
            log.addFilter(OnlyRealErrors())
        # Only the extensions that we name: whatever else is installed may break the pages.
        server.initialize(argv=[], find_extensions=False)
        rooms = Rooms(place.shelf)
        server.web_app.add_handlers(".*$", room_rules(rooms))  # type: ignore[no-untyped-call]
        try:
            server.start()
        finally:
            rooms.close_all()
            _settle(place.shelf)


def _settle(shelf: Shelf) -> None:
    """Leave each workbook as one file, also where a kernel was killed as it saved."""
    for source in shelf.workbooks:
        with suppress(DatabaseRefused, OSError):
            if not is_url(source):
                settle(Path(source))
