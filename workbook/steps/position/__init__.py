"""The step “Assess the position”: what helps, what hinders, and what there is to work with."""

from workbook.steps.position import signs, swot, technology

__all__ = ["CHAPTERS"]

CHAPTERS = (swot, signs, technology)
