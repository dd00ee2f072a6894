"""A guided strategy workbook for small firms: answers in, a quarterly review pack out."""

from typing import TYPE_CHECKING, Any

from workbook.errors import WorkbookError
from workbook.quarter import Quarter

if TYPE_CHECKING:
    from workbook.book import Workbook, create_workbook, open_workbook

__all__ = ["Quarter", "Workbook", "WorkbookError", "create_workbook", "open_workbook"]


def __getattr__(name: str) -> Any:
    # The database layer takes most of a second to import; the command line often needs none of it.
    if name not in __all__:
        raise AttributeError(f"module 'workbook' has no attribute {name!r}")
    from workbook import book

    return getattr(book, name)
