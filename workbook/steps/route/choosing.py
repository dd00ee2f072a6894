"""Comparing what competes: by what, how each one scores, how much that counts, who leads."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.route.choosing import choosing
from workbook.steps.binding import Binding
from workbook.steps.finding import Sought
from workbook.steps.quarters import suggested
from workbook.steps.route.scoring import score_table
from workbook.steps.section import section
from workbook.strategy import Criterion, Plan, Weighting

__all__ = ["parts"]

CHAPTER = "route/choosing"
CRITERION = ("name", "worst", "best", "swing")
DEEPER = ("note", "unit", "worst_at", "best_at", "place")
LEAD = (
    "What to start, when not all of it can be. First by what you judge, then how each one scores, "
    "then how much that counts. The order is reckoned, and how far it can be trusted."
)
SCORING = "All work that is still to be done, and doing nothing, each between worst and best."
WEIGHING = "How much each criterion counts, and what follows."


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for criteria, scores and weights, and tell what follows."""
    return [
        section(
            CHAPTER,
            "",
            LEAD,
            ("criteria",),
            bound.table(Criterion, CRITERION, deep=DEEPER, noun="criterion"),
        ),
        section(CHAPTER, "The scores", SCORING, ("scores",), score_table(bound)),
        section(
            CHAPTER,
            "The weights, and who leads",
            WEIGHING,
            ("weights",),
            bound.form(Weighting, ("way", "places")),
            Sought("route/choosing", bound.plan, _at_once, _found),
        ),
    ]


def _at_once(_: Plan) -> Mapping[str, Any]:
    return {"found": None}


def _found(plan: Plan) -> Mapping[str, Any]:
    return {"found": choosing(plan, suggested(plan, date.today()))}
