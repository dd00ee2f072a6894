"""What a part of a page does with a room: it waits for another process, while typing is saved."""

import logging
from collections.abc import Callable
from contextvars import copy_context
from threading import Thread

from workbook.errors import WorkbookError

__all__ = ["Errands"]

UNEXPECTED = "That did not work just now, and nothing was lost. Try it again."

_logger = logging.getLogger(__name__)


class Errands:
    """Does one thing after the other in a thread; `show` is called when there is news.

    `busy` says what is done just now, and `trouble` what went wrong with the last.
    """

    def __init__(self, show: Callable[[], None]) -> None:
        self._show = show
        self.busy = self.trouble = ""
        self._work: Thread | None = None

    def do(self, busy: str, *works: Callable[[], object]) -> None:
        """Do these in their order, until one of them fails."""
        self.busy, self.trouble = busy, ""
        self._show()
        arguments = (self._done, works, self._work)
        self._work = Thread(target=copy_context().run, args=arguments, daemon=True)
        self._work.start()

    def wait(self) -> None:
        """Return when what was begun is done."""
        if self._work is not None:
            self._work.join()

    def _done(self, works: tuple[Callable[[], object], ...], earlier: Thread | None) -> None:
        if earlier is not None:
            earlier.join()
        trouble = ""
        try:
            for work in works:
                work()
        except WorkbookError as error:
            trouble = str(error)
        except Exception as error:  # what it says is not written down: it may name people
            _logger.warning("A room could not be worked with: %s", type(error).__name__)
            trouble = UNEXPECTED
        self.busy, self.trouble = "", trouble
        self._show()
