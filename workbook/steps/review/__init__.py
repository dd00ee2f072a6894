"""The step “Review”: what the quarter taught, what comes next, and the pack."""

from workbook.steps.review import agreed, files, lessons, next, noise, pack, readings

__all__ = ["CHAPTERS"]

CHAPTERS = (readings, files, lessons, agreed, noise, next, pack)
