"""A room without a network: what votes on paper need of a plan, which is nothing more."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.plan import Plan

__all__ = ["asks"]


def asks(_: Plan, __: Quarter | None) -> Iterator[Ask]:
    """Yield nothing: whoever has sheets knows it."""
    yield from ()
