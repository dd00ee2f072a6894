"""How often an address may try: guesses, joining, and requests as a whole; and a person may send.

Whoever has joined votes on, however often somebody else at the same address guesses.
"""

from limits import RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter

__all__ = ["Pace"]

_GUESSES = RateLimitItemPerMinute(10)
_JOINING = RateLimitItemPerMinute(60)
_SENDING = RateLimitItemPerMinute(120)  # one person; each is a save, for which the others wait
_REQUESTS = RateLimitItemPerSecond(3000, 10)  # two hundred phones behind one address, and more


class Pace:
    """Counts what each address does, in memory only."""

    def __init__(self) -> None:
        storage = MemoryStorage()
        self._exact = MovingWindowRateLimiter(storage)
        self._rough = FixedWindowRateLimiter(storage)

    def may_ask(self, address: str) -> bool:
        """Count a request, and tell whether it is to be answered."""
        return self._rough.hit(_REQUESTS, "requests", address)

    def may_guess(self, address: str) -> bool:
        """Tell whether a code or link of this address is looked at: not after ten wrong ones."""
        return self._exact.test(_GUESSES, "guesses", address)

    def guessed(self, address: str) -> None:
        """Count a wrong code or link."""
        self._exact.hit(_GUESSES, "guesses", address)

    def may_join(self, address: str) -> bool:
        """Count somebody who joins, and tell whether the address may bring one more."""
        return self._exact.hit(_JOINING, "joining", address)

    def may_send(self, token: str) -> bool:
        """Count what a person sends, and tell whether it is to be kept."""
        return self._rough.hit(_SENDING, "sending", token)
