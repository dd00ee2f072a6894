"""The page “Define the destination”: where the business wants to be, and how it will tell."""

from typing import TYPE_CHECKING

from workbook.forms import Page
from workbook.steps.binding import Binding
from workbook.steps.guided import guided, section
from workbook.strategy import KPI, Destination, Objective

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["page"]

WORDS = ("vision", "mission", "principles", "horizon")
OBJECTIVE = ("name", "owner_id", "due", "perspective", "weight", "level", "parent_id")
MEASURE = (
    "name", "objective_id", "owner_id", "unit", "direction",
    "kind", "frequency", "baseline", "target", "target_date",
)  # fmt: skip


def page(book: "Workbook") -> Page:
    """Return the page, filled with what the workbook holds."""
    bound = Binding(book)
    words = section(
        "destination",
        "What success looks like",
        "Write it as you would tell it to a new colleague.",
        WORDS,
        bound.form(Destination, WORDS),
    )
    objectives = section(
        "destination",
        "Objectives",
        "The three to five results that would make the vision come true.",
        ("objectives",),
        bound.table(Objective, OBJECTIVE, noun="objective"),
    )
    kpis = section(
        "destination",
        "KPIs",
        "The number that tells you whether an objective is being reached. "
        "One or two for each objective.",
        ("kpis",),
        bound.table(KPI, MEASURE, noun="KPI"),
    )
    return guided("destination", bound, [words, objectives, kpis])
