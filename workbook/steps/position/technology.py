"""What technology lets the business do against what it needs, and what is paid for it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.charts.heat_map import heat_map
from workbook.insight.position.technology import Technology, technology
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding, Sought
from workbook.steps.quarters import suggested
from workbook.steps.section import section
from workbook.strategy import Plan
from workbook.strategy.position import Benefit, Capability

__all__ = ["parts"]

CHAPTER = "position/technology"
CAN = (
    "name", "area", "objective_id", "level", "needed", "evidence", "systems", "owner_id",
    "judge_ids",
)  # fmt: skip
PAID = (
    "name", "objective_id", "cost", "every", "gain", "unit", "promised", "promised_by", "realised",
    "realised_on", "seats", "used", "owner_id",
)  # fmt: skip


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for capabilities and for what is paid for, and tell what follows."""
    return [
        section(
            CHAPTER,
            "What you can do with technology",
            "Start from your objectives: what must you be able to do, and how well?",
            ("capabilities",),
            HeatMap(bound.plan),
            bound.table(Capability, CAN, noun="capability"),
        ),
        section(
            CHAPTER,
            "What you pay for",
            "What it was to bring, what it brings, and how many use it.",
            ("benefits",),
            Finding("position/technology", bound.plan, _in_spend),
            bound.table(Benefit, PAID, noun="purchase"),
        ),
    ]


_LABEL = "Capabilities and their gaps"


class HeatMap(Sought):
    """The capabilities as a map, and what to doubt of them."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("position/technology", plan, _in_words, _drawn)


def _drawn(plan: Plan) -> Mapping[str, Any]:
    standings = _found(plan).can.standings
    return {**_in_words(plan), "drawings": (heat_map(standings),) if standings else ()}


def _found(plan: Plan) -> Technology:
    return technology(plan, suggested(plan, date.today()))


def _in_words(plan: Plan) -> Mapping[str, Any]:
    return {"label": _LABEL, "drawings": (), "sentences": _found(plan).can.cautions}


def _in_spend(plan: Plan) -> Mapping[str, Any]:
    spend = _found(plan).spend
    return {"drawings": (), "sentences": tuple(filter(None, (spend.drift_said, *spend.told)))}
