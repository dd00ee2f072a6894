"""What was found once is not sought again."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from workbook.numerals import numerals

__all__ = ["remembered"]


class Remembers(Protocol):
    """A value that never changes, and keeps what was found about it: a plan, a series."""

    @property
    def memo(self) -> dict[Any, Any]:
        """What was found, by the question."""
        ...


_About = TypeVar("_About", bound=Remembers)
_Asked = ParamSpec("_Asked")
_Found = TypeVar("_Found")


def remembered(
    find: Callable[Concatenate[_About, _Asked], _Found],
) -> Callable[Concatenate[_About, _Asked], _Found]:
    """Make a function of a plan or a series answer the same question once.

    Further arguments are plain values, or records of that plan. What is found may have sentences
    with numbers in it, and is sought again when those are written otherwise.
    """

    def ask(about: _About, /, *args: _Asked.args, **named: _Asked.kwargs) -> _Found:
        values = (*args, *named.items())
        question = find, numerals().language, *(getattr(value, "id", value) for value in values)
        if question not in about.memo:
            about.memo[question] = find(about, *args, **named)
        found: _Found = about.memo[question]
        return found

    update_wrapper(ask, find)
    return ask
