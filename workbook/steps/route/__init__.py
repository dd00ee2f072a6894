"""The step “Map the route”: the work, what is not done instead, and the points on the way."""

from workbook.steps.route import decisions, initiatives, map, roadmap

__all__ = ["CHAPTERS"]

CHAPTERS = (initiatives, decisions, roadmap, map)
