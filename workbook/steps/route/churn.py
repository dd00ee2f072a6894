"""How often priorities were moved since the last pack; each move can be explained afterwards."""

from collections.abc import Sequence
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.route.churn import churn
from workbook.steps.binding import Binding
from workbook.steps.explaining import Reasons
from workbook.steps.folded import Folded
from workbook.steps.review.changed import GONE, rows_of
from workbook.steps.section import section
from workbook.strategy import Plan
from workbook.widgets import RecordForm, RowTable

__all__ = ["Churned"]

TITLE = "Changes of priority"
LEAD = (
    "Each change of a weight, target, date, owner or status since the last pack. Say why, so that "
    "nobody has to guess; what you write is kept beside the change, which stays as it was made."
)
_SHOWN = 40  # changes: the history beside each list has all


class Churned(Folded):
    """How many there were, in a line; and a table to say why, once somebody wants it."""

    def __init__(self, bound: Binding) -> None:
        def told(plan: Plan) -> dict[str, Any]:
            return {"sentence": churn(plan, bound.quarter).sentence}

        super().__init__("route/churn", bound, self._reasons, open=False, told=told)

    def framed(self, forms: Sequence[RowTable | RecordForm]) -> Sequence[widgets.Widget]:
        """Return the table under its advice: the words have the heading."""
        return [section("route/decisions", "", LEAD, ("churn",), *forms)]

    def _reasons(self) -> Reasons:
        quarter = self._bound.quarter

        def lay(plan: Plan) -> Any:
            return rows_of(plan, churn(plan, quarter).moves[:_SHOWN])

        return Reasons(self._bound.book, lay, moved="What changed", gone=GONE, label=TITLE)
