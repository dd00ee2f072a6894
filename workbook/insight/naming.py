"""How a sentence names several records without running on."""

from collections.abc import Sequence

from workbook.wording import say_list

__all__ = ["named", "quoted"]

_MOST = 4


def named(names: Sequence[str]) -> str:
    """Return the first few names as a list, and how many more there are.

    >>> named(["one", "two", "three", "four", "five", "six"])
    'one, two, three and 3 more'
    """
    if len(names) <= _MOST:
        return say_list(names)
    return say_list([*names[: _MOST - 1], f"{len(names) - _MOST + 1} more"])


def quoted(names: Sequence[str]) -> str:
    """Return the same with each name in quotation marks.

    >>> quoted(["Second oven", "Sundays"])
    '“Second oven” and “Sundays”'
    """
    return named([f"“{name}”" for name in names])
