"""The pieces of work that move the objectives, and what of them is your own."""

from collections.abc import Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.route.approvals import Proposals
from workbook.steps.route.automation import Automations
from workbook.steps.route.focus import apart, conflicts
from workbook.steps.section import section
from workbook.strategy import Initiative

__all__ = ["parts"]

INITIATIVE = (
    "name", "objective_ids", "owner_id", "distinction", "status", "start", "due", "cost", "hours",
)  # fmt: skip
DEEPER = ("owner_hours", "needs_ids", "excludes_ids", "must_because", "kpi_id", "settling")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the initiatives, and tell how many are more than a copy.

    What is approved, and what automates, waits in a fold.
    """
    return [
        section(
            "route/initiatives",
            "",
            "The pieces of work that move your objectives.",
            ("initiatives", "distinction"),
            bound.table(Initiative, INITIATIVE, deep=DEEPER, noun="initiative"),
            apart(bound.plan),
            conflicts(bound.plan),
        ),
        Proposals(bound),
        Automations(bound),
    ]
