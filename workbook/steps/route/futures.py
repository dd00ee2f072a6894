"""What nobody can know, the worlds it may lead to, and what of the plan survives in them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.forms import FieldSpec
from workbook.insight.route.futures import KINDS, futures
from workbook.steps.binding import Binding
from workbook.steps.finding import Later, Sought
from workbook.steps.folded import Folded
from workbook.steps.matrix import Matrix
from workbook.steps.quarters import suggested
from workbook.steps.section import section
from workbook.steps.shape import Place, Row, Shape
from workbook.strategy import Plan
from workbook.strategy.route import Shock, Uncertainty, World
from workbook.strategy.route.futures import End, corners, uncertainties

__all__ = ["parts"]

CHAPTER = "route/futures"
UNCERTAINTY = ("name", "low", "high")
TYPED = ("name", "cash_low", "cash_high", "hours_low", "hours_high")
SHOCK = ("world_id", "kpi_id", "low", "high", "worth")
GONE = "That world went with its uncertainty, so there is nothing more to say about it."
LEAD = "Not what will be, but what could be. Two things that nobody can know, and that matter most."
WORLDS = (
    "Each way in which the two can end is a world. Give each a name that sticks, and say what it "
    "does to cash and hours, in percent of today."
)
SHOCKS = "A KPI that drives your cash: how far it moves in that world, and what one of it is worth."
SURVIVES = "What can be afforded is looked for anew in each world, at worst and at best."


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for uncertainties and worlds, and tell what survives."""
    first = section(
        CHAPTER,
        "",
        LEAD,
        ("uncertainties",),
        bound.table(Uncertainty, UNCERTAINTY, noun="uncertainty"),
    )
    worlds = section(CHAPTER, "The worlds", WORLDS, ("worlds",), _worlds(bound), _shocks(bound))
    found = section(
        CHAPTER,
        "What survives",
        SURVIVES,
        ("survives",),
        Sought("route/futures", bound.plan, _at_once, _found),
    )
    return [first, Later([worlds, found], bound.plan, lambda plan: bool(uncertainties(plan)))]


def _worlds(bound: Binding) -> Matrix:
    told = FieldSpec("ends", "Where it ends so", "long text", fixed=True)
    columns = [told, *bound.specs(World, TYPED)]

    def shape(plan: Plan) -> Shape:
        there = {(each.first, each.second): each for each in plan.all(World)}
        return Shape(columns, [_row(plan, corner, there.get(corner)) for corner in corners(plan)])

    return Matrix(bound.book, shape, gone=GONE, noun="world", label="Worlds")


def _row(plan: Plan, corner: tuple[End, End], world: World | None) -> Row:
    first, second = corner
    place = Place(World, {"first": first, "second": second}, world)
    ends = zip(uncertainties(plan), corner, strict=False)
    said = "; ".join(getattr(each, end) for each, end in ends)
    return Row(f"{first}-{second}", {"ends": said}, {name: (place, name) for name in TYPED})


def _shocks(bound: Binding) -> Folded:
    def make() -> widgets.Widget:
        return bound.table(Shock, SHOCK, noun="change of a KPI", title="KPIs", lead=SHOCKS)

    return Folded("route/shocks", bound, make, open=bool(bound.plan.all(Shock)))


def _at_once(_: Plan) -> Mapping[str, Any]:
    return {"found": None, "kinds": KINDS}


def _found(plan: Plan) -> Mapping[str, Any]:
    return {"found": futures(plan, suggested(plan, date.today())), "kinds": KINDS}
