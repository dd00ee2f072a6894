"""JSON that anybody may have written, read within limits: how large, how deep, what numbers."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic_core import from_json

__all__ = ["kept", "parsed", "read"]

_LARGEST = 400_000_000  # bytes of a file: far more than ten years of daily readings come to


def kept(text: str | bytes) -> Any:
    """Return the value of a JSON text, as the database keeps them.

    Raises:
        ValueError: it is none, or is nested deeper than 200 levels.
    """
    return from_json(text, allow_inf_nan=False)


def parsed(text: str) -> Any:
    """Return the value of a JSON text that may come from anybody.

    Raises:
        ValueError: as `kept`; or it says a name twice, or a number without end.

    >>> parsed('{"target": 3, "target": 4}')
    Traceback (most recent call last):
    ValueError: “target” stands twice in one record
    """
    kept(text)  # first, as it knows a limit of depth
    return json.loads(text, object_pairs_hook=_single, parse_float=_finite)


def read(path: Path, largest: int = _LARGEST) -> Any:
    """Return the value of a JSON file in UTF-8, of so many bytes at most.

    Raises:
        ValueError: it is no such file, or larger; or as `parsed`.
        OSError: it cannot be read.
    """
    if path.exists() and not path.is_file():  # what goes on for ever, or waits for somebody
        raise ValueError("it is not an ordinary file")
    if (size := path.stat().st_size) > largest:
        raise ValueError(f"it has {size / 1e6:,.0f} MB, of which {largest / 1e6:,.0f} are read")
    return parsed(path.read_text(encoding="utf-8-sig"))


def _single(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for place, name in enumerate(names) if name in names[:place])
        raise ValueError(f"“{twice[:60]}” stands twice in one record")
    return found


def _finite(written: str) -> float:
    value = float(written)
    if value in (float("inf"), float("-inf")):
        raise ValueError(f"{written[:20]} is larger than any number that can be kept")
    return value
