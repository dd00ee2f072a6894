"""What the readings say, in words, and new limits from a day on: begun by people only."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.insight.review.behaviour import behaviour
from workbook.insight.review.new_limits import new_limits
from workbook.steps.binding import Binding
from workbook.steps.finding import Sought
from workbook.steps.review.covered import Cover
from workbook.store import Edit
from workbook.strategy import Phase, Plan
from workbook.widgets import RowTable
from workbook.widgets.part import plain_layout

__all__ = ["Phases"]

SHOWN = 12  # KPIs that are told of: the pack has them all
FIELDS = ("kpi_id", "start", "reason")
LEAD = (
    "Only after a change on purpose that is here to stay. From that day on a KPI is held against "
    "what came after it; the chart shows the break, and your reason."
)


class Phases(widgets.VBox):  # type: ignore[misc]
    """Folded until somebody needs it: few workbooks have a phase, and most pages are opened often.

    Once there is a phase its table is there at once.
    """

    def __init__(self, bound: Binding, cover: Cover) -> None:
        self._bound, self._cover, self._folded = bound, cover, not bound.plan.all(Phase)
        self._telling, self._trouble = False, ""
        self._words = Sought("review/phases", bound.plan, _at_once, self._facts, self._said)
        table = [] if self._folded else [self._table()]
        super().__init__([self._words, *table], layout=plain_layout())

    def renew(self, plan: Plan) -> None:
        """Propose what follows from the plan as it is now."""
        self._words.renew(plan)

    def _said(self, about: str, kpi: str) -> None:
        self._telling |= about == "tell"
        if self._folded and about != "tell":
            self._folded, table = False, self._table()
            self.children = (self._words, table)
            self._bound.join(table)
        self._trouble = self._begin(kpi) if about == "begin" else ""
        self._words.seek(self._bound.book.plan)
        if about == "begin" and not self._trouble:
            self.children[-1].wrote()

    def _begin(self, kpi: str) -> str:
        """Begin the phase that was proposed for a KPI, and return what kept it from being saved."""
        plan = self._bound.book.plan
        due = (each for each in new_limits(plan, self._bound.quarter) if each.kpi.id == kpi)
        for each in due:
            place = max((phase.position for phase in plan.all(Phase)), default=-1) + 1
            fields = {
                "kpi_id": kpi,
                "start": each.start,
                "reason": each.since.called,
                "position": place,
            }
            try:
                self._bound.book.save([Edit(Phase, str(uuid4()), fields)])
            except WorkbookError as error:
                return str(error)
        return ""

    def _table(self) -> RowTable:
        title = "New limits"
        return self._bound.table(Phase, FIELDS, noun="phase", title=title, label=title, lead=LEAD)

    def _facts(self, plan: Plan) -> Mapping[str, Any]:
        quarter = self._bound.quarter
        found, over = behaviour(plan, quarter), self._cover.over(plan)
        charted = any(each.limits for each in found.kpis)
        every = (*found.with_signals, *found.without_signals) if self._telling else ()
        told = [each for each in every if each.kpi.id not in over]
        return {
            "notes": found.notes if self._telling and not over else (),
            "told": told[:SHOWN],
            "more": len(told[SHOWN:]),
            "untold": charted and not self._telling,
            "proposed": [each for each in new_limits(plan, quarter) if each.kpi.id not in over],
            "folded": self._folded and charted,
            "trouble": self._trouble,
        }


def _at_once(_: Plan) -> Mapping[str, Any]:
    return {
        "notes": (),
        "told": (),
        "more": 0,
        "proposed": (),
        "trouble": "",
        "untold": False,
        "folded": False,
    }
