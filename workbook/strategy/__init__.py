"""What a strategy is: entities and the pure rules about them, a module per step."""

from workbook.strategy.destination import (
    KPI,
    Destination,
    Objective,
    Reading,
    Restatement,
    SmartOverride,
    Theme,
)
from workbook.strategy.history import Change, SignOff, Source
from workbook.strategy.people import Business, Department, Person
from workbook.strategy.plan import ENTITIES, Plan
from workbook.strategy.position import Resource, SwotItem
from workbook.strategy.review import Action, Priority, Review, Win
from workbook.strategy.route import Decision, Initiative, Milestone, NotDoing

__all__ = [
    "ENTITIES",
    "KPI",
    "Action",
    "Business",
    "Change",
    "Decision",
    "Department",
    "Destination",
    "Initiative",
    "Milestone",
    "NotDoing",
    "Objective",
    "Person",
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
