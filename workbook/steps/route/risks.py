"""What could get in the way, what is done about it, and whether the effort follows the weights."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.errors import WorkbookError
from workbook.insight.route.misallocation import effort
from workbook.insight.route.risks import risks
from workbook.steps.asking import Asking
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding, Sought
from workbook.steps.quarters import suggested
from workbook.steps.section import section
from workbook.store import Edit
from workbook.strategy import Plan
from workbook.strategy.route.risks import Risk, usual_ones
from workbook.widgets import RowTable

__all__ = ["parts"]

CHAPTER = "route/risks"
RISK = ("name", "likelihood", "impact", "mitigation", "owner_id")
DEEPER = ("sign", "objective_id", "challenge", "over_since")
_KEPT = ("name", "challenge", "mitigation")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the risks, and tell what follows; tell where money and hours go."""
    table = bound.table(Risk, RISK, deep=DEEPER, noun="risk")
    return [
        section(
            CHAPTER,
            "",
            "What could get in the way, and what you do about it before it does.",
            ("risks",),
            RiskMap(bound.plan),
            table,
            Usual(bound, table),
        ),
        section(
            CHAPTER,
            "Does the effort follow the weights?",
            "Money and hours of planned work against what your objectives weigh.",
            ("effort",),
            Finding("route/effort", bound.plan, _spent),
        ),
    ]


class RiskMap(Sought):
    """The risks as a map; drawn once somebody looks."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("position/technology", plan, _at_once, _drawn)


def _at_once(_: Plan) -> Mapping[str, Any]:
    return {"label": "Risks", "drawings": (), "sentences": ()}


def _drawn(plan: Plan) -> Mapping[str, Any]:
    from workbook.charts.risk_matrix import risk_matrix

    found = risks(plan, suggested(plan, date.today()))
    drawings = (risk_matrix(found),) if found.lettered else ()
    return {"label": "Risks", "drawings": drawings, "sentences": (*found.concerns, *found.gains)}


class Usual(Asking):
    """Offers the four challenges that most firms meet, as far as they are not in the list."""

    def __init__(self, bound: Binding, table: RowTable) -> None:
        self._bound, self._table = bound, table
        super().__init__("route/usual", self._take, **_offered(bound.plan))

    def renew(self, plan: Plan) -> None:
        """Tell it of the plan as it is now."""
        self.say(**_offered(plan))

    def _take(self, _: str, __: str) -> None:
        book = self._bound.book
        plan = book.plan
        last = max((risk.position for risk in plan.all(Risk)), default=-1)
        edits = [
            Edit(Risk, risk.id, {n: getattr(risk, n) for n in _KEPT} | {"position": last + place})
            for place, risk in enumerate(usual_ones(plan), start=1)
        ]
        try:
            book.save(edits)
        except WorkbookError as error:
            self.say(**{**_offered(plan), "trouble": str(error)})
        else:
            self._table.wrote()


def _offered(plan: Plan) -> Mapping[str, Any]:
    return {"names": [risk.name for risk in usual_ones(plan)], "trouble": ""}


def _spent(plan: Plan) -> Mapping[str, Any]:
    return {"found": effort(plan, suggested(plan, date.today()))}
