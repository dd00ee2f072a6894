"""The step “Workshop”: the day and its agenda, and the room that decides."""

from workbook.steps.workshop import agenda, paper, room

__all__ = ["CHAPTERS"]

CHAPTERS = (agenda, room, paper)
