"""The pack of a quarter, which asks for nothing: it says itself what is missing."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.plan import Plan

__all__ = ["asks"]


def asks(_plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield nothing."""
    yield from ()
