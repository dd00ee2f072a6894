"""The step “Map the route”: the work, what is not done instead, and the points on the way."""

from workbook.steps.route import choosing, decisions, futures, initiatives, map, risks, roadmap

__all__ = ["CHAPTERS"]

CHAPTERS = (initiatives, choosing, decisions, roadmap, map, futures, risks)
