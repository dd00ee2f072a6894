"""Shortcuts past slow imports of what others import and nothing here uses."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

__all__ = ["without", "without_grammars"]


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Import within this what does without modules where they are not installed, as if so.

    Nothing changes for a module that has been imported.
    """
    left_out = [name for name in names if name not in sys.modules]
    for name in left_out:
        sys.modules[name] = None  # type: ignore[assignment]  # Python's way to say “not installed”
    try:
        yield
    finally:
        for name in left_out:
            del sys.modules[name]


def without_grammars() -> AbstractContextManager[None]:
    """Import within this what imports jsonschema, without its grammars of addresses and durations.

    Building the first takes longer than all the rest that a server or a report imports.
    """
    return without("rfc3987_syntax", "rfc3986_validator", "isoduration")
