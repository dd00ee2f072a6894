"""The step “Review”: what the quarter taught, what comes next, and the pack."""

from workbook.steps.review import agreed, lessons, next, noise, pack, readings

__all__ = ["CHAPTERS"]

CHAPTERS = (readings, lessons, agreed, noise, next, pack)
