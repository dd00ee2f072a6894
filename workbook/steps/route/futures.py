"""What nobody can know, the worlds it may lead to, and what of the plan survives in them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.forms import FieldSpec
from workbook.insight.route.exploration import exploration
from workbook.insight.route.futures import futures
from workbook.insight.route.futures_parts import KINDS
from workbook.insight.route.war_game import war_game
from workbook.steps.binding import Binding
from workbook.steps.finding import Later, Sought
from workbook.steps.folded import Folded
from workbook.steps.matrix import Matrix
from workbook.steps.quarters import suggested
from workbook.steps.section import section
from workbook.steps.shape import Place, Row, Shape
from workbook.strategy import Plan
from workbook.strategy.route import (
    Allowance,
    Bet,
    Response,
    RivalMove,
    Shock,
    Uncertainty,
    World,
)
from workbook.strategy.route.futures import Corner, corners, uncertainties
from workbook.widgets import RecordForm, RowTable

__all__ = ["Bets", "WarGame", "parts"]

CHAPTER = "route/futures"
UNCERTAINTY = ("name", "low", "high")
TYPED = ("name", "cash_low", "cash_high", "hours_low", "hours_high")
MOVE = ("name", "rival", "sign", "first_step", "owner_id")
CARD = ("aim", "prepare")
RESPONSE = ("move_id", "name", "cost", "holds")
BET = ("name", "learn", "hours", "decide_on", "scale_if", "owner_id", "cost", "state")
SHOCK = ("world_id", "kpi_id", "low", "high", "worth")
GONE = "That world went with its uncertainty, so there is nothing more to say about it."
LEAD = "Not what will be, but what could be. Two things that nobody can know, and that matter most."
WORLDS = (
    "Each way in which the two can end is a world. Give each a name that sticks, and say what it "
    "does to cash and hours, in percent of today."
)
SHOCKS = "A KPI that drives your cash: how far it moves in that world, and what one of it is worth."
MOVES = "Two moves of a rival and one thing that may strike are enough. Then: what would you do?"
BETS = "Part of your hours for what nobody planned. Each bet ends on a day that you fix now."


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for uncertainties and worlds, and tell what survives."""
    first = section(
        CHAPTER,
        "",
        LEAD,
        ("uncertainties",),
        bound.table(Uncertainty, UNCERTAINTY, noun="uncertainty"),
    )
    found = Sought("route/futures", bound.plan, _at_once, _found)
    worlds = section(
        CHAPTER,
        "The worlds",
        WORLDS,
        ("worlds", "survives"),
        _worlds(bound),
        _shocks(bound),
        found,
    )
    return [
        first,
        Later([worlds], bound.plan, lambda plan: bool(uncertainties(plan))),
        section(CHAPTER, "What rivals may do", MOVES, ("moves",), WarGame(bound)),
        section(CHAPTER, "Small bets", BETS, ("bets",), Bets(bound)),
    ]


class WarGame(Folded):
    """The cards and the answers to them, once somebody plays."""

    def __init__(self, bound: Binding) -> None:
        def make() -> RowTable:
            return bound.table(Response, RESPONSE, noun="response", title="Your answers")

        def told(plan: Plan) -> dict[str, Any]:
            return {"found": war_game(plan, suggested(plan, date.today()))}

        super().__init__(
            "route/moves", bound, make, open=bool(bound.plan.all(RivalMove)), told=told
        )

    def before(self) -> Sequence[RowTable | RecordForm]:
        """The cards, which the answers are to."""
        return (self._bound.table(RivalMove, MOVE, deep=CARD, noun="move", title="Their moves"),)


class Bets(Folded):
    """The bets and what they may take, once somebody makes one."""

    def __init__(self, bound: Binding) -> None:
        def make() -> RowTable:
            return bound.table(Bet, BET, noun="bet")

        def told(plan: Plan) -> dict[str, Any]:
            return {"found": exploration(plan, suggested(plan, date.today()))}

        super().__init__("route/bets", bound, make, open=bool(bound.plan.all(Bet)), told=told)

    def before(self) -> Sequence[RowTable | RecordForm]:
        """How much all of them may take together."""
        return (self._bound.form(Allowance, ("share", "hours")),)


def _worlds(bound: Binding) -> Matrix:
    told = FieldSpec("ends", "Where it ends so", "long text", fixed=True)
    columns = [told, *bound.specs(World, TYPED)]

    def shape(plan: Plan) -> Shape:
        there = {each.corner: each for each in plan.all(World)}
        return Shape(columns, [_row(plan, corner, there.get(corner)) for corner in corners(plan)])

    return Matrix(bound.book, shape, gone=GONE, noun="world", label="Worlds")


def _row(plan: Plan, corner: Corner, world: World | None) -> Row:
    ended = dict(corner)
    low, high = ([id for id in sorted(ended) if ended[id] == end] for end in ("low", "high"))
    place = Place(World, {"low_ids": low, "high_ids": high}, world)
    said = "; ".join(getattr(each, ended[each.id]) for each in uncertainties(plan))
    id = " ".join(f"{end} {id}" for id, end in sorted(corner))
    return Row(id, {"ends": said}, {name: (place, name) for name in TYPED})


def _shocks(bound: Binding) -> Folded:
    def make() -> RowTable:
        return bound.table(Shock, SHOCK, noun="change of a KPI", title="KPIs", lead=SHOCKS)

    return Folded("route/shocks", bound, make, open=bool(bound.plan.all(Shock)))


def _at_once(_: Plan) -> Mapping[str, Any]:
    return {"found": None, "kinds": KINDS}


def _found(plan: Plan) -> Mapping[str, Any]:
    return {"found": futures(plan, suggested(plan, date.today())), "kinds": KINDS}
