"""The people who can own something, and the departments they work in."""

from collections.abc import Iterator
from datetime import date

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, named
from workbook.strategy.entity import Ending, Entity, Nouns, day, number, one, text
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
    hours_a_week: float | None = number(
        "Hours a week", "What they have for initiatives. Empty: not known.", ge=0, le=168
    )
    left_on: date | None = day("Left on", "Their last day, once they have left.")

    ending = Ending("Note that they have left", lambda today: {"left_on": today})

    def has_left(self, on: date) -> bool:
        """Tell whether they have left by the end of this day."""
        return self.left_on is not None and self.left_on <= on

    def over(self, on: date) -> str:
        """Say that they have left, once they have."""
        return "has left" if self.has_left(on) else ""


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    here = [person for person in plan.all(Person) if not person.has_left(plan.today)]
    yield Ask(bool(here), "Name at least one person who will own something.")
    for person in plan.all(Person):
        if person.has_left(plan.today) and (kept := _still_owned(plan, person)):
            other = f"{person.name} has left: name another owner for {named(kept)}."
            yield Ask(False, other, essential=False, record=person.id, field="left_on")


def _still_owned(plan: Plan, person: Person) -> list[str]:
    owned = (record for record, field in plan.users_of(person.id) if field == "owner_id")
    return [each.called for each in owned if not _is_over(plan, each)]


def _is_over(plan: Plan, record: Entity) -> bool:
    serves = plan.find(getattr(record, "objective_id", None))
    over = record.over(plan.today) or (serves and serves.over(plan.today))
    return bool(over) or getattr(record, "status", "") in _OVER


_OVER = ("done", "dropped", "stopped")
