"""Whether something leads back to itself, however long the way round."""

from collections import deque
from collections.abc import Iterable, Mapping

__all__ = ["leads_to", "way_round"]


def way_round(id: str, next: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return a shortest way from `id` back to itself, where it leads to each time; or nothing.

    `next` holds what each leads to. The way ends with `id`.

    >>> way_round("a", {"a": ["b", "c"], "b": ["c"], "c": ["a"]})
    ('c', 'a')
    >>> way_round("a", {"a": ["b"], "b": ["b"]})
    ()
    """
    came_from = _reached(id, next)
    if id not in came_from:
        return ()
    way, at = [id], came_from[id]
    while at != id:
        way.append(at)
        at = came_from[at]
    return tuple(reversed(way))


def leads_to(id: str, next: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return all that `id` leads to, the nearest first.

    >>> leads_to("a", {"a": ["b"], "b": ["c", "d"]})
    ('b', 'c', 'd')
    """
    return tuple(_reached(id, next))


def _reached(id: str, next: Mapping[str, Iterable[str]]) -> dict[str, str]:
    came_from: dict[str, str] = {}
    ahead = deque([id])
    while ahead:
        at = ahead.popleft()
        for each in next.get(at, ()):
            if each not in came_from:
                came_from[each] = at
                ahead.append(each)
    return came_from
