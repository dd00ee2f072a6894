"""How a KPI stands to its target, by what it read in the quarter and nothing else."""

from workbook.insight.figure import Figure
from workbook.insight.review.doubts import doubts
from workbook.insight.review.kpi_figures import actual
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI
from workbook.strategy.plan import Plan

__all__ = ["MET", "distance", "meets", "partial", "reaches"]

MET = "target met"


def reaches(plan: Plan, quarter: Quarter, kpi: KPI) -> bool:
    """Return whether a KPI meets its target in a quarter; no chart is needed to know that."""
    doubted = bool(doubts(plan, quarter, kpi))
    return distance(kpi, actual(plan, kpi, quarter), doubted=doubted) == MET


def distance(kpi: KPI, read: Figure, *, due: bool = True, doubted: bool = False) -> str:
    """Return how a KPI that read this stands to its target, in words.

    `due` says that a reading can be asked for, `doubted` that one of them is to be confirmed.
    """
    if read.value is None:
        return "no reading" if due else "not due yet"
    if doubted:
        return "not confirmed yet"
    if kpi.target is None:
        return "no target"
    if kpi.at_odds:
        return "target and direction disagree"
    if partial(kpi, read):
        return "part of the quarter only"
    return MET if meets(kpi, float(read.value)) else "target not met"


def meets(kpi: KPI, read: float) -> bool:
    """Return whether a value meets the KPI's target, if that makes sense."""
    if kpi.target is None or kpi.at_odds:
        return False
    return read >= kpi.target if kpi.direction == "higher is better" else read <= kpi.target


def partial(kpi: KPI, read: Figure) -> bool:
    """Return whether a sum lacks periods that may decide; one that has grown enough is decided."""
    if read.value is None or kpi.target is None or kpi.shows != "sum" or not read.caveat:
        return False
    return kpi.direction == "lower is better" or float(read.value) < kpi.target
