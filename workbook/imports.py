"""A shortcut past one slow import that both the server and a report would wait for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["without_web_addresses"]


@contextmanager
def without_web_addresses() -> Iterator[None]:
    """Import within this what imports jsonschema, without its grammar of web addresses.

    Building that grammar takes longer than all the rest; nothing here uses it, and jsonschema
    does without where it is not installed. Nothing changes once it has been imported.
    """
    name = "rfc3987_syntax"
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # Python's way to say “not installed”
    try:
        yield
    finally:
        del sys.modules[name]
