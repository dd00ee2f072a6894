"""Where the business stands."""

from workbook.strategy.position.swot import KINDS, Resource, SwotItem
from workbook.strategy.position.technology import AREAS, LEVELS, PROOF, Benefit, Capability

__all__ = ["AREAS", "KINDS", "LEVELS", "PROOF", "Benefit", "Capability", "Resource", "SwotItem"]
