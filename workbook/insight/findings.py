"""Every figure that the pack prints, gathered from all findings."""

from workbook.insight.cover import cover
from workbook.insight.executive import executive
from workbook.insight.figure import Figure
from workbook.insight.finding import found
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan

__all__ = ["findings"]


def findings(plan: Plan, quarter: Quarter) -> tuple[Figure, ...]:
    """Return every figure of a quarter's pack; no two have the same id."""
    first = cover(plan, quarter).figures, executive(plan, quarter).figures
    rest = (each.figures for each in found(plan, quarter))
    return tuple(figure for group in (*first, *rest) for figure in group)
