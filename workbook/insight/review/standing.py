"""How a KPI stands to its target, by what it read in the quarter and nothing else."""

from workbook.insight.figure import Figure
from workbook.insight.review.doubts import doubts
from workbook.insight.review.kpi_figures import actual, flash
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI
from workbook.strategy.plan import Plan

__all__ = ["MET", "NOT_MET", "distance", "meets", "partial", "reaches"]

MET = "target met"
NOT_MET = "target not met"


def reaches(plan: Plan, quarter: Quarter, kpi: KPI) -> bool:
    """Return whether a KPI meets its target in a quarter; no chart is needed to know that.

    What rests on a provisional reading does not yet.
    """
    doubted, open_yet = bool(doubts(plan, quarter, kpi)), bool(flash(plan, kpi, quarter))
    read = actual(plan, kpi, quarter)
    return distance(kpi, read, doubted=doubted, provisional=open_yet) == MET


def distance(
    kpi: KPI, read: Figure, *, due: bool = True, doubted: bool = False, provisional: bool = False
) -> str:
    """Return how a KPI that read this stands to its target, in words.

    `due` says that a reading can be asked for, `doubted` that one of them looks like a slip, and
    `provisional` that one of them is a first figure: the words say so.
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
    words = MET if meets(kpi, float(read.value)) else NOT_MET
    return f"{words}, provisional" if provisional else words


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
