"""What a strategy is: entities and the pure rules about them, a module per step."""

from workbook.strategy.destination import KPI, Destination, Objective, Reading
from workbook.strategy.history import Change, SignOff, Source
from workbook.strategy.people import Business, Person
from workbook.strategy.plan import ENTITIES, Plan
from workbook.strategy.position import Resource, SwotItem
from workbook.strategy.review import Action, Priority, Review, Win
from workbook.strategy.route import Decision, Initiative, Milestone

__all__ = [
    "ENTITIES",
    "KPI",
    "Action",
    "Business",
    "Change",
    "Decision",
    "Destination",
    "Initiative",
    "Milestone",
    "Objective",
    "Person",
    "Plan",
    "Priority",
    "Reading",
    "Resource",
    "Review",
    "SignOff",
    "Source",
    "SwotItem",
    "Win",
]
