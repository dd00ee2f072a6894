"""Every figure that the pack prints, gathered from the findings of its pages."""

from collections.abc import Callable
from typing import Protocol

from workbook.insight.cover import cover
from workbook.insight.destination.cascade import cascade
from workbook.insight.destination.coverage import coverage
from workbook.insight.destination.strategy_page import strategy_page
from workbook.insight.executive import executive
from workbook.insight.figure import Figure
from workbook.insight.position.swot import swot
from workbook.insight.position.technology import technology
from workbook.insight.review.behaviour import behaviour
from workbook.insight.review.next_quarter import next_quarter
from workbook.insight.review.register import register
from workbook.insight.review.scorecard import scorecard
from workbook.insight.route.roadmap import roadmap
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan

__all__ = ["PAGES", "Findings", "findings"]


class Findings(Protocol):
    """What a page of the pack finds out; its figures know where they come from."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that the page prints."""


PAGES: tuple[Callable[[Plan, Quarter], Findings], ...] = (
    cover,
    executive,
    register,
    strategy_page,
    swot,
    cascade,
    coverage,
    scorecard,
    behaviour,
    technology,
    roadmap,
    next_quarter,
)
"""The findings that the pages print, in the order of the pack."""


def findings(plan: Plan, quarter: Quarter) -> tuple[Figure, ...]:
    """Return every figure of a quarter's pack; no two have the same id."""
    return tuple(figure for page in PAGES for figure in page(plan, quarter).figures)
