"""What comes at the same moment waits for the disk once, and not one after the other."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

__all__ = ["Gathering"]

T = TypeVar("T")

_PAUSE = 0.004  # seconds in which others may join a save; far less than a save takes


class Gathering(Generic[T]):
    """Saves together what comes together; nobody is told before theirs is on the disk.

    `save` keeps several, and returns for each None, or why it was refused.
    """

    def __init__(self, save: Callable[[Sequence[T]], Sequence[Exception | None]]) -> None:
        self._save_all = save
        self._waiting: list[tuple[T, asyncio.Future[None]]] = []

    async def put(self, one: T) -> None:
        """Keep one, and return once it is kept.

        Raises:
            Exception: it was refused, or nothing could be saved.
        """
        loop = asyncio.get_running_loop()
        kept = loop.create_future()
        self._waiting.append((one, kept))
        if len(self._waiting) == 1:
            loop.call_later(_PAUSE, self._save)
        await kept

    def _save(self) -> None:
        waiting, self._waiting = self._waiting, []
        try:
            refused = self._save_all([one for one, _ in waiting])
        except Exception as error:  # each who waits is told, as if it had been alone
            refused = [error] * len(waiting)
        for (_, kept), why in zip(waiting, refused, strict=True):
            if kept.done():  # who sent it has gone; it is kept all the same
                continue
            kept.set_exception(why) if why else kept.set_result(None)
