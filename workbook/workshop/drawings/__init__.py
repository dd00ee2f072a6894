"""What came of a round as a drawing, for the wall and for a phone."""

from workbook.workshop.drawings.drawn import drawing

__all__ = ["drawing"]
