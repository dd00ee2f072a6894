"""The one business that a workbook is about."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.entity import Entity, long_text, text
from workbook.strategy.plan import Plan

__all__ = ["Business", "asks"]


class Business(Entity, table=True):
    """The one business that a workbook is about."""

    name: str = text("Business name", "As it should stand on the review pack.", required=True)
    activity: str = long_text("What you do", "One or two sentences: what you sell, and to whom.")
    currency: str = text("Currency", "The letters you use on invoices, such as EUR.", limit=3)


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    yield Ask(plan.only(Business) is not None, "Give the business a name.", field="name")
