"""What is kept of a workshop: its agenda, and what the room revealed; never whose answer it was."""

from workbook.strategy.workshop.agenda import Block, Session
from workbook.strategy.workshop.room import Parked, SessionOutcome

__all__ = ["Block", "Parked", "Session", "SessionOutcome"]
