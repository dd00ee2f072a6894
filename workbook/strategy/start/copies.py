"""Copies of the workbook, to take along or to go back to: nothing is asked for them."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.plan import Plan

__all__ = ["asks"]


def asks(_: Plan, __: Quarter | None) -> Iterator[Ask]:
    """Yield nothing: a pack needs no copy."""
    yield from ()
