"""Where the business stands."""

from workbook.strategy.position.swot import Resource, SwotItem

__all__ = ["Resource", "SwotItem"]
