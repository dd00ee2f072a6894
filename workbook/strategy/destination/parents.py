"""An objective is part of a larger one, and never of itself, however long the way round."""

from collections.abc import Callable, Mapping

from workbook.strategy.circles import way_round

__all__ = ["circle"]

TO_DO = "Choose a larger objective, or leave this empty."


def circle(id: str, above: Mapping[str, str | None], name_of: Callable[[str], str]) -> str:
    """Return what is wrong if an objective is part of itself, naming the way; or nothing.

    `above` holds the parent of each objective, by id.

    >>> circle("a", {"a": "b", "b": "a"}, {"a": "Grow", "b": "Sell"}.__getitem__)[:33]
    '“Sell” is part of “Grow” already,'
    """
    way = way_round(id, {each: [parent] for each, parent in above.items() if parent})
    if not way:
        return ""
    if way[0] == id:
        return f"An objective cannot be part of itself. {TO_DO}"
    name, larger = name_of(id), name_of(way[0])
    by_way = f", by way of “{name_of(way[1])}”" if len(way) > 2 else ""
    return (
        f"“{larger}” is part of “{name}” already{by_way}, so “{name}” cannot be part of it. {TO_DO}"
    )
