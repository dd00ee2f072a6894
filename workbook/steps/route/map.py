"""The strategy map: where each objective stands, what helps what, and what is known of that."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.forms import FieldSpec
from workbook.insight.route.map import strategy_map
from workbook.steps.binding import Binding
from workbook.steps.finding import Sought
from workbook.steps.matrix import Matrix
from workbook.steps.quarters import suggested
from workbook.steps.section import section
from workbook.steps.shape import Place, Row, Shape
from workbook.strategy import KPI, Link, Objective, Plan
from workbook.strategy.destination import open_objectives
from workbook.strategy.route.map import measure_of

__all__ = ["parts"]

CHAPTER = "route/map"
LINK = ("from_id", "to_id", "why")
GONE = "That objective has ended or was removed meanwhile, so it has no place on the map."
PLACES = (
    "Results above, what brings them about below. The measure is the objective’s first KPI: an "
    "arrow is held against the readings of its two ends."
)
ARROWS = (
    "Each arrow says: if we reach this, it helps us to reach that. Two from each objective at "
    "most, and always up. Leave it out if you cannot say why."
)
MAP = "It follows what you write above. What moves together need not be cause and effect."


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask where the objectives stand and what helps what, and show the map with what is missing."""
    return [
        section(CHAPTER, "", PLACES, ("places",), _places(bound)),
        section(
            CHAPTER,
            "What helps what",
            ARROWS,
            ("arrows",),
            bound.table(Link, LINK, noun="arrow"),
        ),
        section(CHAPTER, "The map", MAP, (), StrategyMapDrawn(bound.plan)),
    ]


class StrategyMapDrawn(Sought):
    """The map, and in sentences what is missing and what is known of each arrow."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(CHAPTER, plan, _told, _drawn)


def _told(plan: Plan) -> Mapping[str, Any]:
    nothing = dict.fromkeys(("drawings", "arrows", "missing"), ())
    words = dict.fromkeys(("balance", "beyond", "how_to_read"), "")
    return {"begun": bool(plan.all(Link)), **nothing, **words}


def _drawn(plan: Plan) -> Mapping[str, Any]:
    from workbook.charts.strategy_map import HOW_TO_READ, strategy_map_chart  # matplotlib

    found = strategy_map(plan, suggested(plan, date.today()))
    return {
        "begun": found.used,
        "drawings": (strategy_map_chart(found),) if found.placed.boxes else (),
        "arrows": found.arrows,
        "missing": found.missing,
        "balance": found.balance,
        "beyond": found.beyond,
        "how_to_read": HOW_TO_READ,
    }


def _places(bound: Binding) -> Matrix:
    objective = FieldSpec("objective", "Objective", "long text", fixed=True)
    [perspective] = bound.specs(Objective, ("perspective",))
    name, kind = bound.specs(KPI, ("name", "kind"))
    columns = [
        objective,
        perspective,
        replace(name, name="measure", label="Measure", required=False),
        replace(kind, label="Leading or lagging"),
    ]

    def shape(plan: Plan) -> Shape:
        return Shape(columns, [_row(plan, each) for each in open_objectives(plan, plan.today)])

    return Matrix(
        bound.book, shape, gone=GONE, noun="objective", label="Where the objectives stand"
    )


def _row(plan: Plan, objective: Objective) -> Row:
    kpi = measure_of(plan, objective)
    measure = Place(KPI, {"objective_id": objective.id}, kpi)
    cells = {
        "perspective": (Place(Objective, {}, objective), "perspective"),
        "measure": (measure, "name"),
        "kind": (measure, "kind"),
    }
    # What a KPI is called, and whether it is needed, is settled where the KPIs are.
    fixed = ("measure",) if kpi else ()
    return Row(objective.id, {"objective": objective.name}, cells, fixed)
