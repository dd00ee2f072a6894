"""Examining a workbook whole, and saving what can be saved of a damaged one."""

from workbook.store.check.examining import examine
from workbook.store.check.found import AREAS, Account, Found

__all__ = ["AREAS", "Account", "Found", "examine"]
