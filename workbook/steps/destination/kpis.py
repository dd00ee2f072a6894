"""The numbers that tell whether an objective is being reached, and how their targets moved."""

from collections.abc import Sequence

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.destination.targets import TargetMoves, moves
from workbook.steps.finding import Later
from workbook.steps.section import section
from workbook.strategy import KPI

__all__ = ["parts"]

MEASURE = (
    "name", "objective_id", "owner_id", "unit", "direction",
    "kind", "frequency", "summary", "baseline", "target", "target_date", "limits_until",
    "part_of_id", "rollup", "numerator_id", "denominator_id",
)  # fmt: skip


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the KPIs, and why their targets moved once they did."""
    return [
        section(
            "destination/kpis",
            "",
            "The number that tells you whether an objective is being reached. "
            "One or two for each objective.",
            ("kpis",),
            bound.table(KPI, MEASURE, noun="KPI"),
            Later([TargetMoves(bound.book)], bound.plan, lambda plan: any(moves(plan))),
        )
    ]
