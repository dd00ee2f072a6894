"""What a quarter taught, and what follows from it."""

from workbook.strategy.review.agreed import FollowUp, Win
from workbook.strategy.review.guesses import Guess
from workbook.strategy.review.layouts import FileLayout
from workbook.strategy.review.lessons import Pairing, Review
from workbook.strategy.review.lessons_odds import Odds
from workbook.strategy.review.next import Action, Message, Priority
from workbook.strategy.review.noise import NoiseBill
from workbook.strategy.review.readings import Claim, Phase

__all__ = [
    "Action",
    "Claim",
    "FileLayout",
    "FollowUp",
    "Guess",
    "Message",
    "NoiseBill",
    "Odds",
    "Pairing",
    "Phase",
    "Priority",
    "Review",
    "Win",
]
