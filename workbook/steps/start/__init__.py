"""The first page: the business, its people, and other businesses."""

from workbook.steps.start import business, calendar, copies, first_look, people

__all__ = ["CHAPTERS"]

CHAPTERS = (business, people, first_look, calendar, copies)
