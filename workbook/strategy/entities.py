"""Every entity there is, in an order in which a record only refers to earlier ones."""

from workbook.strategy.destination import (
    KPI,
    Destination,
    Objective,
    Reading,
    Restatement,
    SmartOverride,
    Theme,
)
from workbook.strategy.entity import Entity
from workbook.strategy.history import Source
from workbook.strategy.position import Benefit, Capability, Resource, SwotItem
from workbook.strategy.review import Action, Priority, Review, Win
from workbook.strategy.route import Decision, Initiative, Milestone, NotDoing
from workbook.strategy.start import Business, Department, Person

__all__ = ["ENTITIES", "entity_named"]

ENTITIES: tuple[type[Entity], ...] = (
    Business,
    Department,
    Person,
    Destination,
    Theme,
    Restatement,
    Objective,
    SmartOverride,
    KPI,
    Source,
    Reading,
    SwotItem,
    Resource,
    Capability,
    Benefit,
    Initiative,
    Milestone,
    NotDoing,
    Decision,
    Review,
    Priority,
    Action,
    Win,
)


def entity_named(table: str) -> type[Entity]:
    """Return the entity kept in `table`."""
    return next(model for model in ENTITIES if model.__tablename__ == table)
