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
    Decision,
    Initiative,
    Limits,
    Link,
    Milestone,
    NotDoing,
    Option,
    Outcome,
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
    "SignOff",
    "SmartOverride",
    "Source",
    "SwotItem",
    "Theme",
    "Win",
]
