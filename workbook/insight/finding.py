"""What a page finds out, and how all findings are found: by being marked in a step's folder."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, TypeVar, cast

from workbook.insight.figure import Figure
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered

__all__ = ["Finding", "Glance", "finding", "found"]

# What happened in the quarter comes first.
_FOLDERS = ("review", "workshop", "route", "position", "destination")


@dataclass(frozen=True)
class Glance:
    """A figure to see at a glance, `of` another where that says more."""

    label: str
    figure: Figure
    of: Figure | None = None

    @property
    def printed(self) -> str:
        """The figure as it is printed: `3 of 4`."""
        return f"{self.figure.printed} of {self.of.printed}" if self.of else self.figure.printed


class Finding:
    """What a page finds out. For those who read one page only it may name a few things.

    That are `concerns` and `gains`, as sentences, figures to see `at_a_glance`, and a `headline`,
    which stands until somebody has written one.
    """

    if TYPE_CHECKING:

        @property
        def figures(self) -> tuple[Figure, ...]:
            """The figures that the page prints; they know where they come from."""

    def figure(self, id: str) -> Figure:
        """Return one of its figures."""
        return next(figure for figure in self.figures if figure.id == id)

    @property
    def concerns(self) -> tuple[str, ...]:
        """What went wrong, or may."""
        return ()

    @property
    def gains(self) -> tuple[str, ...]:
        """What went well."""
        return ()

    @property
    def at_a_glance(self) -> tuple[Glance, ...]:
        """The few figures that say most."""
        return ()

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader has to know beside them, so as not to be misled."""
        return ()

    @property
    def headline(self) -> str:
        """The quarter in a sentence."""
        return ""


_Find = TypeVar("_Find", bound=Callable[..., Finding])


def finding(find: _Find) -> _Find:
    """Mark a function of plan and quarter: the pack has its figures, and it is computed once."""

    once = remembered(find)

    @wraps(find)
    def ask(plan: Plan, quarter: Quarter | None = None) -> Finding:
        return once(plan, quarter)

    ask.is_finding = True  # type: ignore[attr-defined]
    return cast(_Find, ask)


def found(plan: Plan, quarter: Quarter) -> Iterator[Finding]:
    """Yield all findings of a quarter, what happened in it first."""
    for find in _marked():
        yield find(plan, quarter)


def _marked() -> Iterator[Callable[[Plan, Quarter], Finding]]:
    for folder in _FOLDERS:
        package = import_module(f"workbook.insight.{folder}")
        for name in sorted(module.name for module in iter_modules(package.__path__)):
            module = import_module(f"{package.__name__}.{name}")
            mine = (f for f in vars(module).values() if getattr(f, "is_finding", False))
            yield from (f for f in mine if f.__module__ == module.__name__)
