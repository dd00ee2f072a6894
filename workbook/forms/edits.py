"""What passes between a form and whatever keeps its records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Edit", "Outcome", "Record", "Save"]

Record = Mapping[str, Any]
"""A saved record: its `id`, its `version`, and its fields."""


@dataclass(frozen=True)
class Edit:
    """What to save of one record: these fields, or its removal when `fields` is None.

    `version` is the version the edit is based on, and None for a record that is new.
    """

    id: str
    fields: dict[str, Any] | None
    version: int | None


Save = Callable[[list[Edit]], Mapping[str, int]]
"""Takes edits in one transaction; returns the new version of each record that is still there."""


@dataclass(frozen=True)
class Outcome:
    """What one save did: how many edits were taken, and which records look different now."""

    written: int = 0
    touched: frozenset[str] = frozenset()
