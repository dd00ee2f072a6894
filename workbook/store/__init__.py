"""Where a workbook is kept: one database, every save in its journal."""

from workbook.store.saving import Edit
from workbook.store.store import Store

__all__ = ["Edit", "Store"]
