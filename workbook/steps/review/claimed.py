"""The owner's word on each KPI, typed beside what the readings say of it."""

from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.forms import FieldSpec
from workbook.insight.review.claims import claims
from workbook.quarter import Quarter
from workbook.steps.binding import Binding
from workbook.steps.finding import Sought
from workbook.steps.folded import Folded
from workbook.steps.matrix import Matrix
from workbook.steps.review.covered import Cover
from workbook.steps.shape import Place, Row, Shape
from workbook.strategy import KPI, Claim, Plan
from workbook.strategy.destination.kpis import open_kpis

__all__ = ["claimed"]

TITLE = "As its owner sees it"
LEAD = (
    "One word and one sentence from each owner. The pack prints them beside the status that the "
    "readings give, and says where the two differ. They are of this quarter only."
)
GONE = "That KPI is no longer asked about: it was removed, or its objective has ended."
TYPED = ("status", "told")


def claimed(bound: Binding, cover: Cover) -> Sequence[widgets.Widget]:
    """Return the parts that ask for the owners' words, and tell where the readings differ."""
    quarter = bound.quarter

    def shape(plan: Plan) -> Shape:
        told = FieldSpec("kpi", "KPI", "long text", fixed=True)
        return Shape((told, *bound.specs(Claim, TYPED)), _rows(plan, quarter))

    def make() -> Matrix:
        return Matrix(
            bound.book, shape, gone=GONE, title=TITLE, label=TITLE, lead=LEAD, noun="claim"
        )

    table = Folded(
        "review/claimed",
        bound,
        make,
        open=bool(bound.plan.in_quarter(Claim, quarter)),
        told=lambda plan: {"begun": bool(open_kpis(plan, quarter.previous.end))},
    )

    def told(plan: Plan) -> Mapping[str, Any]:
        over = cover.over(plan)
        return {"claimed": [c for c in claims(plan, quarter).claimed if c.row.kpi.id not in over]}

    return table, Sought("review/differing", bound.plan, lambda _: {"claimed": ()}, told)


def _rows(plan: Plan, quarter: Quarter) -> list[Row]:
    said = {each.kpi_id: each for each in plan.in_quarter(Claim, quarter)}
    return [_row(plan, quarter, kpi, said) for kpi in open_kpis(plan, quarter.previous.end)]


def _row(plan: Plan, quarter: Quarter, kpi: KPI, said: Mapping[str, Claim]) -> Row:
    place = Place(Claim, {"quarter": str(quarter), "kpi_id": kpi.id}, said.get(kpi.id))
    owner = plan.name_of(kpi.owner_id)
    words = f"{kpi.name} ({owner})" if owner else kpi.name
    return Row(kpi.id, {"kpi": words}, {name: (place, name) for name in TYPED})
