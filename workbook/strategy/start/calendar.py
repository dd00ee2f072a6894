"""How the business counts its time; a first pack does without an answer."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.plan import Plan

__all__ = ["asks"]


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield nothing: every business has a calendar, January's and Monday's where none was set."""
    yield from ()
