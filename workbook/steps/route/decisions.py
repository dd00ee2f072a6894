"""What starts, pauses and stops, what came of it, and what is left alone on purpose."""

from collections.abc import Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.folded import Folded
from workbook.steps.route.churn import Churned
from workbook.steps.route.focus import conflicts
from workbook.steps.route.register import Register
from workbook.steps.route.reviewed import asked_of_each
from workbook.steps.section import section
from workbook.strategy import Decision, NotDoing, Option

__all__ = ["parts"]

CHAPTER = "route/decisions"
NOT_DOING = ("name", "reason", "reopen_when", "watch_for")
DECISION = (
    "title", "kind", "initiative_id", "reason", "owner_id", "due", "decided_on", "reopen_when",
)  # fmt: skip
DEEPER = (
    "question", "recommendation", "effect_kpi_id", "effect_size", "effect_by", "effect_odds",
    "review_on", "decided_by", "recorded_by_id", "dissent", "replaces_id",
)  # fmt: skip
OPTION = (
    "decision_id", "name", "gains", "losses", "cost", "risk", "door", "door_why", "recommended",
    "chosen",
)  # fmt: skip
LEAD = (
    "What starts, what pauses, what stops, and why. Would someone ask in a year why? Then write it "
    "down. Once it is decided it stands: slips are put right within the hour, and a change is a "
    "new decision."
)
OPTIONS = (
    "Two or three ways to go, “change nothing” among them. While the decision is open they make a "
    "page of the pack: the decision paper."
)


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask what came of those due for review, for decisions, and for what is not done."""
    table = bound.table(Decision, DECISION, deep=DEEPER, noun="decision")
    decisions = section(
        CHAPTER,
        "",
        LEAD,
        ("decisions",),
        table,
        Register(bound, table),
        _options(bound),
    )
    not_doing = section(
        CHAPTER,
        "What you will not do",
        "Good ideas that you leave alone for now, so that the rest gets done.",
        ("not_doing",),
        bound.table(NotDoing, NOT_DOING, noun="not-doing item"),
        conflicts(bound.plan),
    )
    return [asked_of_each(bound, CHAPTER), decisions, not_doing, Churned(bound)]


def _options(bound: Binding) -> Folded:
    def make() -> widgets.Widget:
        return bound.table(Option, OPTION, noun="option", title="Options", lead=OPTIONS)

    return Folded("route/options", bound, make, open=bool(bound.plan.all(Option)))
