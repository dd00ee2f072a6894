"""The people who can own something, and the departments they work in."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.entity import Entity, Nouns, one, text
from workbook.strategy.plan import Plan

__all__ = ["Department", "Person", "asks"]


class Department(Entity, table=True):
    """A part of the business that says for itself what the vision means for it."""

    nouns = Nouns("department", "departments")

    name: str = text("Department", "Such as bakery, shop, deliveries.", required=True)


class Person(Entity, table=True):
    """Somebody who can own an objective, a KPI, an initiative or an action."""

    nouns = Nouns("person", "people")

    name: str = text("Name", "First name and surname, or what everybody calls them.", required=True)
    role: str = text("Role", "What they are responsible for, in a few words.")
    department_id: str | None = one("department", "Department", "Where they mostly work.")


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    yield Ask(bool(plan.all(Person)), "Name at least one person who will own something.")
