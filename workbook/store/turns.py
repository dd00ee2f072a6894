"""Taking turns at a workbook's file: who has waited long comes before who has only just come."""

import sqlite3
import time
from collections.abc import Callable
from random import uniform
from typing import TypeVar

__all__ = ["READING", "SAVING", "WRITING", "patiently"]

# Seconds between two tries at most: to read, as somebody else's save is written; to be the one who
# saves; and to write what one saves, as others read.
READING, SAVING, WRITING = 0.004, 0.04, 0.002

_PATIENCE = 15.0  # seconds

_T = TypeVar("_T")


def patiently(step: Callable[[], _T], pause: float, patience: float = _PATIENCE) -> _T:
    """Take a step that others may be in the way of, trying again the sooner the longer it waits.

    SQLite's own way to wait looks ever more rarely, and so lets those go first who came last.
    """
    began = time.monotonic()
    while True:
        try:
            return step()
        except sqlite3.OperationalError as error:
            waited = time.monotonic() - began
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or waited > patience:
                raise
            time.sleep(uniform(0.1, 1.0) * pause / (1 + 2 * waited))
