"""What a strategy is: entities and their pure rules, a folder a step and a module a chapter."""

from workbook.strategy.business_year import BusinessYear
from workbook.strategy.destination import (
    KPI,
    Destination,
    Objective,
    Reading,
    Restatement,
    SmartOverride,
    Theme,
)
from workbook.strategy.entities import ENTITIES
from workbook.strategy.history import Change, SignOff, Source
from workbook.strategy.plan import Plan
from workbook.strategy.position import Resource, SwotItem
from workbook.strategy.review import (
    Action,
    Claim,
    FileLayout,
    Message,
    Odds,
    Pairing,
    Phase,
    Priority,
    Review,
    Win,
)
from workbook.strategy.route import (
    Comparison,
    Criterion,
    Decision,
    Initiative,
    Limits,
    Link,
    Milestone,
    NotDoing,
    Option,
    Outcome,
    Score,
    Weighting,
)
from workbook.strategy.start import Business, Department, Person

__all__ = [
    "ENTITIES",
    "KPI",
    "Action",
    "Business",
    "BusinessYear",
    "Change",
    "Claim",
    "Comparison",
    "Criterion",
    "Decision",
    "Department",
    "Destination",
    "FileLayout",
    "Initiative",
    "Limits",
    "Link",
    "Message",
    "Milestone",
    "NotDoing",
    "Objective",
    "Odds",
    "Option",
    "Outcome",
    "Pairing",
    "Person",
    "Phase",
    "Plan",
    "Priority",
    "Reading",
    "Resource",
    "Restatement",
    "Review",
    "Score",
    "SignOff",
    "SmartOverride",
    "Source",
    "SwotItem",
    "Theme",
    "Weighting",
    "Win",
]
