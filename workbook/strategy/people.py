"""The business and the people in it."""

from workbook.strategy.entity import Entity, long_text, one, text

__all__ = ["Business", "Department", "Person"]


class Business(Entity, table=True):
    """The one business that a workbook is about."""

    name: str = text("Business name", "As it should stand on the review pack.", required=True)
    activity: str = long_text("What you do", "One or two sentences: what you sell, and to whom.")
    currency: str = text("Currency", "The letters you use on invoices, such as EUR.", limit=3)


class Department(Entity, table=True):
    """A part of the business that says for itself what the vision means for it."""

    name: str = text("Department", "Such as bakery, shop, deliveries.", required=True)


class Person(Entity, table=True):
    """Somebody who can own an objective, a KPI, an initiative or an action."""

    name: str = text("Name", "First name and surname, or what everybody calls them.", required=True)
    role: str = text("Role", "What they are responsible for, in a few words.")
    department_id: str | None = one("department", "Department", "Where they mostly work.")
