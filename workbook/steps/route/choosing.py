"""Comparing what competes: by what, how each one scores, how much that counts, who leads."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.route.alike import alike
from workbook.insight.route.choosing import choosing
from workbook.insight.route.choosing_words import beaten, doubts, grounds, missing, tipping
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding, Later, Sought
from workbook.steps.quarters import suggested
from workbook.steps.route.affordable import afforded
from workbook.steps.route.scoring import score_table, sureness
from workbook.steps.route.weighing import weight_table
from workbook.steps.section import section
from workbook.strategy import Criterion, Plan, Weighting

__all__ = ["Standing", "parts"]

CHAPTER = "route/choosing"
CRITERION = ("name", "worst", "best")
DEEPER = ("note", "unit", "worst_at", "best_at")
LEAD = (
    "What to start, when not everything can be. First by what you judge, then how each one scores, "
    "then how much that counts. The order follows, and how far it can be trusted."
)
SCORING = "All work that is still to be done, and doing nothing, each between worst and best."
WEIGHING = "How much each criterion counts, and what follows."


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for criteria, scores, weights and limits, and tell what follows."""
    return [
        section(
            CHAPTER,
            "",
            LEAD,
            ("criteria",),
            bound.table(Criterion, CRITERION, deep=DEEPER, noun="criterion"),
            Finding("route/choosing_alike", bound.plan, _near_names),
        ),
        section(
            CHAPTER,
            "The scores",
            SCORING,
            ("scores",),
            Finding("route/choosing_first", bound.plan, lambda plan: {"begun": _begun(plan)}),
            Later([score_table(bound), sureness(bound)], bound.plan, _begun),
        ),
        section(
            CHAPTER,
            "The weights, and who leads",
            WEIGHING,
            ("weights",),
            Later([*_weighing(bound)], bound.plan, _begun),
        ),
        afforded(bound, CHAPTER),
    ]


def _weighing(bound: Binding) -> Iterator[widgets.Widget]:
    yield bound.form(Weighting, ("way", "places"))
    yield weight_table(bound)
    yield Standing(bound.plan)


def _near_names(plan: Plan) -> Mapping[str, Any]:
    return {"sentences": alike(plan.all(Criterion), None)}


def _begun(plan: Plan) -> bool:
    return bool(plan.all(Criterion))


class Standing(Sought):
    """Who leads and how surely, found in a thread while somebody goes on typing."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("route/choosing", plan, _at_once, _found, live=True)


def _at_once(_: Plan) -> Mapping[str, Any]:
    return {"found": None}


def _found(plan: Plan) -> Mapping[str, Any]:
    from workbook.charts.contributions import contributions  # the page does not wait for it

    found = choosing(plan, suggested(plan, date.today()))
    drawn = [contributions(found.shown, found.criteria, found.places)] if found.ranked else []
    return {
        "found": found,
        "drawings": drawn,
        "missing": missing(found) if found.begun else (),
        "sentences": (*tipping(found), *beaten(found)),
        "doubts": doubts(found),
        "grounds": grounds(found),
        "sound": "" if found.weights.contradicts else found.weights.sound,
    }
