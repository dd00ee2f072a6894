"""The way to the chapter that takes files, from where people would else type what they have."""

from workbook.steps.finding import Finding
from workbook.strategy import Plan
from workbook.strategy.entity import Entity

__all__ = ["from_a_file"]

FEW = 3  # records from which on the list is being typed


def from_a_file(plan: Plan, model: type[Entity]) -> Finding:
    """Return a line that leads to it, while there are few records of an entity."""
    return Finding("review/files_link", plan, lambda plan: {"shown": len(plan.all(model)) < FEW})
