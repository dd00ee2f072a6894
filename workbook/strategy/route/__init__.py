"""How the business gets there."""

from workbook.strategy.route.affordable import Limits
from workbook.strategy.route.choosing import Comparison, Criterion, Score, Weighting
from workbook.strategy.route.decisions import Decision, NotDoing, Option, Outcome
from workbook.strategy.route.initiatives import Initiative
from workbook.strategy.route.map import Link
from workbook.strategy.route.roadmap import Milestone

__all__ = [
    "Comparison", "Criterion", "Decision", "Initiative", "Limits", "Link", "Milestone", "NotDoing",
    "Option", "Outcome", "Score", "Weighting",
]  # fmt: skip
