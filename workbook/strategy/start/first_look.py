"""A file to begin with, before anything is typed: nothing is asked, since a pack needs none."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.plan import Plan

__all__ = ["asks"]


def asks(_: Plan, __: Quarter | None) -> Iterator[Ask]:
    """Yield nothing: whoever has a file knows it."""
    yield from ()
