"""What an initiative needs before it, and what it cannot stand beside; never itself."""

from collections.abc import Callable, Iterable, Mapping

from workbook.strategy.circles import leads_to, way_round

__all__ = ["at_odds", "circle"]

Names = Callable[[str], str]
Links = Mapping[str, Iterable[str]]

TO_DO = "Take one of these links away."


def circle(id: str, needs: Links, name_of: Names) -> str:
    """Return what is wrong if an initiative needs itself first, naming the whole way; or nothing.

    `needs` holds what each initiative needs, by id.

    >>> circle("a", {"a": ["b"], "b": ["a"]}, {"a": "App", "b": "Van"}.__getitem__)
    '“App” needs “Van”, which needs “App”: neither could ever begin. Take one of these links away.'
    """
    way = way_round(id, needs)
    if not way:
        return ""
    if way[0] == id:
        return f"“{name_of(id)}” cannot need itself first."
    told = ", which needs ".join(f"“{name_of(each)}”" for each in way)
    none = "neither" if len(way) == 2 else "none of them"
    return f"“{name_of(id)}” needs {told}: {none} could ever begin. {TO_DO}"


def at_odds(id: str, needs: Links, excludes: Links, name_of: Names) -> str:
    """Return what is wrong if an initiative needs what cannot stand beside it; or nothing.

    >>> at_odds("a", {"a": ["b"]}, {"b": ["a"]}, {"a": "App", "b": "Van"}.__getitem__)[:54]
    '“App” needs “Van”, and only one of the two can be done'
    """
    if id in excludes.get(id, ()):
        return f"“{name_of(id)}” cannot be done instead of itself."
    for each in leads_to(id, needs):
        if each in excludes.get(id, ()) or id in excludes.get(each, ()):
            both = f"“{name_of(id)}” needs “{name_of(each)}”"
            return f"{both}, and only one of the two can be done. {TO_DO}"
    return ""
