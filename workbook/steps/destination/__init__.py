"""The step “Define the destination”: where the business wants to be, and how it will tell."""

from workbook.steps.destination import kpis, objectives, vision

__all__ = ["CHAPTERS"]

CHAPTERS = (vision, objectives, kpis)
