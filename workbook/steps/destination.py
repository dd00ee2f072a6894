"""The page “Define the destination”: where the business wants to be, and how it will tell."""

from typing import TYPE_CHECKING

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.alignment import alignment_section
from workbook.steps.binding import Binding
from workbook.steps.finding import Later
from workbook.steps.guided import guided, section
from workbook.steps.restatements import restated_section, theme_section
from workbook.steps.smart import smart_section
from workbook.steps.targets import TargetMoves, moves
from workbook.strategy import KPI, Destination, Objective
from workbook.widgets import Page

if TYPE_CHECKING:
    from workbook.book import Workbook

__all__ = ["page"]

WORDS = ("vision", "mission", "principles", "horizon")
OBJECTIVE = (
    "name", "why", "owner_id", "due", "level", "department_id", "parent_id", "perspective",
    "weight",
)  # fmt: skip
MEASURE = (
    "name", "objective_id", "owner_id", "unit", "direction",
    "kind", "frequency", "baseline", "target", "target_date",
)  # fmt: skip


def page(book: "Workbook") -> Page:
    """Return the page, filled with what the workbook holds."""
    bound = Binding(book)
    parts = [
        _words(bound),
        _objectives(bound),
        smart_section(bound),
        _kpis(bound),
        alignment_section(bound),
        theme_section(bound),
        restated_section(bound),
    ]
    return guided("destination", bound, parts)


def _words(bound: Binding) -> widgets.VBox:
    return section(
        "destination",
        "What success looks like",
        "Write it as you would tell it to a new colleague.",
        WORDS,
        bound.form(Destination, WORDS),
    )


def _objectives(bound: Binding) -> widgets.VBox:
    return section(
        "destination",
        "Objectives",
        "The three to five results that would make the vision come true.",
        ("objectives",),
        bound.table(Objective, OBJECTIVE, noun="objective"),
    )


def _kpis(bound: Binding) -> widgets.VBox:
    return section(
        "destination",
        "KPIs",
        "The number that tells you whether an objective is being reached. "
        "One or two for each objective.",
        ("kpis",),
        bound.table(KPI, MEASURE, noun="KPI"),
        Later([TargetMoves(bound.book)], bound.plan, lambda plan: any(moves(plan))),
    )
