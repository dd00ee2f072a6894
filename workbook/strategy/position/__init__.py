"""Where the business stands."""

from workbook.strategy.position.signs import SCALE, SIGNS, OwnView, Sign, SignsSurvey, signs_from
from workbook.strategy.position.signs_recall import Recalled, RecallRound, recall_from
from workbook.strategy.position.swot import KINDS, Resource, SwotItem
from workbook.strategy.position.technology import AREAS, LEVELS, PROOF, Benefit, Capability

__all__ = [
    "AREAS",
    "KINDS",
    "LEVELS",
    "PROOF",
    "SCALE",
    "SIGNS",
    "Benefit",
    "Capability",
    "OwnView",
    "RecallRound",
    "Recalled",
    "Resource",
    "Sign",
    "SignsSurvey",
    "SwotItem",
    "recall_from",
    "signs_from",
]
