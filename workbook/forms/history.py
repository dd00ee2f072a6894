"""What happened to a record, as a form is told it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

__all__ = ["History", "HistoryEntry", "Removed", "Restore"]


@dataclass(frozen=True)
class HistoryEntry:
    """One change of a record in plain words; `words` has a line for each field that changed.

    `when` is local time. `key` names the change to `restore`; it is empty where there is nothing
    to put back.
    """

    when: datetime
    who: str
    words: str
    reason: str = ""
    key: str = ""


History = Callable[[str], Sequence[HistoryEntry]]
"""Takes the id of a record as the form knows it; returns its changes, newest first."""

Restore = Callable[[str], None]
"""Takes the key of an entry; saves, as a new change, what stood before it."""

Removed = Callable[[], Sequence[HistoryEntry]]
"""Returns the removals of records that can be restored, newest first; `words` names the record."""
