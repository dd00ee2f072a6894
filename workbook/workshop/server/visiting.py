"""The facilitator's computer, lent to one invited person after the other."""

import secrets
import time
from collections.abc import Callable

__all__ = ["Visit"]

_PREFIX = "here-"
_MINUTES = 20


class Visit:
    """Who answers at this computer just now.

    Their pages have an address that is nobody's once they are done, or have left without a word: in
    what a browser remembers of them, their own code is not to be found.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._place = self._token = ""
        self._until = 0.0

    def begin(self, token: str) -> str:
        """Return where this person's page is from now on; whoever was here before is forgotten."""
        self._place, self._token = f"{_PREFIX}{secrets.token_urlsafe(16)}", token
        self._stay()
        return self._place

    def token(self, place: str) -> str:
        """Return the token of the person whose page this is; nothing where there is none."""
        if not self._token or place != self._place or self._clock() > self._until:
            return ""
        self._stay()
        return self._token

    @staticmethod
    def is_place(place: str) -> bool:
        """Tell whether this can be, or have been, the page of a person at this computer."""
        return place.startswith(_PREFIX)

    def end(self) -> None:
        """Forget who was here."""
        self._place = self._token = ""

    def _stay(self) -> None:
        self._until = self._clock() + _MINUTES * 60
