"""Shortcuts past slow imports of what others import and nothing here uses."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

__all__ = ["without", "without_web_addresses"]


@contextmanager
def without(name: str) -> Iterator[None]:
    """Import within this what does without a module where that is not installed, as if it were not.

    Nothing changes once it has been imported.
    """
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # Python's way to say “not installed”
    try:
        yield
    finally:
        del sys.modules[name]


def without_web_addresses() -> AbstractContextManager[None]:
    """Import within this what imports jsonschema, without its grammar of web addresses.

    Building that grammar takes longer than all the rest that a server or a report imports.
    """
    return without("rfc3987_syntax")
