"""How the business gets there."""

from workbook.strategy.route.affordable import Limits
from workbook.strategy.route.choosing import Comparison, Criterion, Score, Weighting
from workbook.strategy.route.decisions import Decision, NotDoing, Option, Outcome
from workbook.strategy.route.futures import Shock, Uncertainty, World
from workbook.strategy.route.futures_bets import Allowance, Bet
from workbook.strategy.route.futures_moves import Response, RivalMove
from workbook.strategy.route.initiatives import Approval, Initiative
from workbook.strategy.route.initiatives_approvers import ApprovalRule
from workbook.strategy.route.initiatives_automation import Automation, AutomationCheck
from workbook.strategy.route.risks import Risk
from workbook.strategy.route.roadmap import Milestone

__all__ = [
    "Allowance", "Approval", "ApprovalRule", "Automation", "AutomationCheck", "Bet",
    "Comparison", "Criterion", "Decision", "Initiative", "Limits", "Milestone",
    "NotDoing", "Option", "Outcome", "Response", "Risk", "RivalMove", "Score", "Shock",
    "Uncertainty", "Weighting", "World",
]  # fmt: skip
