"""What a chapter asks for, and the sentence that says so while it is missing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbook.quarter import Quarter
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.wording import say_list

__all__ = ["Ask", "Asks", "every", "named"]


@dataclass(frozen=True)
class Ask:
    """One thing that a chapter asks for: `missing` says in a sentence what to give.

    What is not `essential` makes a plan better; a first pack can do without it. `record` and
    `field` say where it is given, where that is known.
    """

    met: bool
    missing: str
    essential: bool = True
    record: str = ""
    field: str = ""


Asks = Callable[[Plan, Quarter | None], Iterable[Ask]]
"""Yields what a chapter asks of a plan, in a quarter's review where it is about one."""


def every(records: Sequence[Entity], field: str, sentence: str) -> Iterator[Ask]:
    """Ask that `field` is filled in each of the records, once there are any."""
    bare = [record for record in records if getattr(record, field) in (None, "", [])]
    if records:
        missing = sentence.format(named([str(getattr(each, "name", "")) for each in bare]))
        first = bare[0].id if bare else ""
        yield Ask(not bare, missing, record=first, field=field)


def named(names: Sequence[str]) -> str:
    """Return names in quotes as they stand in a sentence: three at most, and how many more.

    >>> named(["Grow", "Bake", "Sell", "Rest"])
    '“Grow”, “Bake”, “Sell” and 1 more'
    """
    shown = [f"“{name}”" for name in names[:3]]
    return say_list([*shown, f"{len(names) - 3} more"] if len(names) > 3 else shown)
