"""Who can answer for something, and the parts of the business that they belong to."""

from collections.abc import Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.review.elsewhere import from_a_file
from workbook.steps.section import section
from workbook.strategy import Department, Person

__all__ = ["parts"]

CHAPTER = "start/people"
PERSON = ("name", "role", "department_id", "hours_a_week", "left_on")
DEPARTMENT = ("name",)


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the people and the departments."""
    people = section(
        CHAPTER,
        "",
        "Everybody who can answer for something.",
        ("people",),
        bound.table(Person, PERSON, noun="person"),
        from_a_file(bound.plan, Person),
    )
    departments = section(
        CHAPTER,
        "Departments",
        "The parts of the business, if there is more than one. Leave it empty if you all do "
        "everything.",
        ("departments",),
        bound.table(Department, DEPARTMENT, noun="department"),
    )
    return [people, departments]
