"""A guided strategy workbook for small firms: answers in, a quarterly review pack out."""

from workbook.book import Workbook, create_workbook, open_workbook
from workbook.errors import WorkbookError
from workbook.quarter import Quarter

__all__ = ["Quarter", "Workbook", "WorkbookError", "create_workbook", "open_workbook"]
