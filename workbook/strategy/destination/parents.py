"""An objective is part of a larger one, and never of itself, however long the way round."""

from collections.abc import Callable, Iterator, Mapping

__all__ = ["circle"]

TO_DO = "Choose a larger objective, or leave this empty."


def circle(id: str, above: Mapping[str, str | None], name_of: Callable[[str], str]) -> str:
    """Return what is wrong if an objective is part of itself, naming the way; or nothing.

    `above` holds the parent of each objective, by id.

    >>> circle("a", {"a": "b", "b": "a"}, {"a": "Grow", "b": "Sell"}.__getitem__)[:33]
    '“Sell” is part of “Grow” already,'
    """
    way = tuple(_way_up(above, id))
    if id not in way:
        return ""
    if way[0] == id:
        return f"An objective cannot be part of itself. {TO_DO}"
    name, larger = name_of(id), name_of(way[0])
    through = way[1 : way.index(id)]
    by_way = f", by way of “{name_of(through[0])}”" if through else ""
    return (
        f"“{larger}” is part of “{name}” already{by_way}, so “{name}” cannot be part of it. {TO_DO}"
    )


def _way_up(above: Mapping[str, str | None], id: str) -> Iterator[str]:
    """Yield what stands above an objective, nearest first, each once."""
    seen: set[str] = set()
    at = above.get(id)
    while at is not None and at not in seen:
        seen.add(at)
        yield at
        at = above.get(at)
