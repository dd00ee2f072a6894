"""Ctrl-C and SIGTERM end the server quietly at any moment, even before it listens to them."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["quiet_when_stopped"]


@contextmanager
def quiet_when_stopped() -> Iterator[None]:
    """End the block without a traceback when told to stop; then listen as before."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
