"""Whose workbook it is."""

from workbook.strategy.start.business import Business
from workbook.strategy.start.people import Department, Person

__all__ = ["Business", "Department", "Person"]
