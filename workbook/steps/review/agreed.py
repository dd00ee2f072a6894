"""What became of what was agreed a quarter ago, and the wins since."""

from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.route.decisions import due_now
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding
from workbook.steps.review.unfinished import asked_of_each
from workbook.steps.review.wins import Offers
from workbook.steps.section import section
from workbook.strategy import Action, Plan, Win

__all__ = ["parts"]

CHAPTER = "review/agreed"
AGREED = ("name", "owner_id", "due", "status", "result")
WIN = ("name", "person_id")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask what became of each action, what is done with what is not finished, and for the wins."""
    table = bound.table(Win, WIN, {"quarter": str(bound.quarter)}, noun="win")
    wins = section(
        CHAPTER,
        "Wins",
        "Small victories worth telling.",
        ("wins",),
        Offers(bound, table),
        table,
    )
    return [_reviews(bound), _agreed(bound), asked_of_each(bound, CHAPTER), wins]


def _reviews(bound: Binding) -> Finding:
    """Return where to say what happened with the decisions that come back now."""

    def tell(plan: Plan) -> Mapping[str, Any]:
        due = due_now(plan, bound.quarter, plan.today)
        return {"due": [each for each in due if not each.answered]}

    return Finding("review/reviews", bound.plan, tell)


def _agreed(bound: Binding) -> widgets.Widget:
    before = bound.quarter.previous
    title = f"What you agreed in {before}"
    if not bound.plan.in_quarter(Action, before):
        return section(CHAPTER, title, f"Nothing was written down in {before}.", ())
    where = {"quarter": str(before)}
    actions = bound.table(Action, AGREED, where, noun="action")
    return section(CHAPTER, title, "What became of each action?", ("agreed",), actions)
