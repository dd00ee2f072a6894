"""What the console says when a page fails: nothing that the page says already, and no noise."""

import logging
import re

from nbclient.exceptions import CellExecutionError, DeadKernelError
from tornado.iostream import StreamClosedError
from tornado.websocket import WebSocketClosedError

from workbook import errors

__all__ = ["OnlyRealErrors"]

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")

# A page that is left while it connects to its kernel makes Jupyter trip, and log these lines, too.
_TRIPPED_OVER = "kernel_ws_protocol"
_OF_A_CONNECTION = re.compile(r'500 GET /api/kernels/[^/]+/channels\b|\{\n *"Host":')


class OnlyRealErrors(logging.Filter):
    """Drops what is no fault of the program, and shortens the rest to its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep a record, or drop it; a cell's failure is rewritten in place."""
        error = record.exc_info and record.exc_info[1]
        if isinstance(error, DeadKernelError | StreamClosedError | WebSocketClosedError):
            return False  # somebody left a page while it was opening, or being written to
        if isinstance(error, AttributeError) and error.name == _TRIPPED_OVER:
            return False
        if not error and _OF_A_CONNECTION.match(record.getMessage()):
            return False
        if not isinstance(error, CellExecutionError):
            return True
        if error.ename in errors.__all__:
            return False  # the page shows its sentence
        record.msg, record.args = "A page failed.\n%s", (_COLOURS.sub("", error.traceback),)
        record.exc_info = record.exc_text = None
        return True
