"""The page “Start”: the business, its people, and the way through the four steps."""

from datetime import date
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.period import say_quarter
from workbook.shelf import Shelf
from workbook.steps.binding import Binding
from workbook.steps.guided import guided, section
from workbook.steps.others import Others
from workbook.steps.packs import PackLink, newest_pack
from workbook.steps.quarters import say_signed, suggested
from workbook.steps.words import Words
from workbook.strategy import Business, Department, Person, Plan
from workbook.strategy.outline import next_step, steps
from workbook.widgets import Page

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["page"]

BUSINESS = ("name", "activity", "currency")
PERSON = ("name", "role", "department_id")
DEPARTMENT = ("name",)


def page(book: "Workbook") -> Page:
    """Return the page, filled with what the workbook holds."""
    bound = Binding(book)
    path = Words("path", **_path(bound.plan))
    business = section("start", "Your business", "", ("business",), bound.form(Business, BUSINESS))
    people = section(
        "start",
        "People",
        "Everybody who can answer for something.",
        ("people",),
        bound.table(Person, PERSON, noun="person"),
    )
    departments = section(
        "start",
        "Departments",
        "The parts of the business, if there is more than one. Leave it empty if you all do "
        "everything.",
        ("departments",),
        bound.table(Department, DEPARTMENT, noun="department"),
    )
    parts = [path, *_pack(book, bound.plan), business, people, departments, *_others(book)]
    return guided("start", bound, parts, on_saved=lambda: path.say(**_path(bound.plan)))


def _path(plan: Plan) -> dict[str, Any]:
    quarter = suggested(plan, date.today())
    return {
        "steps": steps(plan, quarter)[1:],
        "next": next_step(plan, quarter),
        "quarter": quarter,
        "signed": say_signed(plan, quarter),
    }


def _pack(book: "Workbook", plan: Plan) -> list[widgets.Widget]:
    found = newest_pack(book, date.today())
    if found is None:
        return []
    quarter, _ = found
    lead = f"{say_quarter(quarter)}. {say_signed(plan, quarter)}".strip()
    return [section("start", "Your newest review pack", lead, (), PackLink(book, quarter))]


def _others(book: "Workbook") -> list[widgets.Widget]:
    shelf = Shelf.here()  # there is none in a notebook that was opened in another way
    return [Others(book, shelf)] if shelf else []
