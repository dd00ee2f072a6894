"""How the business gets there."""

from workbook.strategy.route.affordable import Limits
from workbook.strategy.route.decisions import Decision, NotDoing, Option, Outcome
from workbook.strategy.route.initiatives import Initiative
from workbook.strategy.route.map import Link
from workbook.strategy.route.roadmap import Milestone

__all__ = [
    "Decision", "Initiative", "Limits", "Link", "Milestone", "NotDoing", "Option", "Outcome",
]  # fmt: skip
