"""Files that people have instead of typing: nothing is asked, since a pack can do without them."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.plan import Plan

__all__ = ["asks"]


def asks(_: Plan, __: Quarter | None) -> Iterator[Ask]:
    """Yield nothing: whoever has a file knows it."""
    yield from ()
