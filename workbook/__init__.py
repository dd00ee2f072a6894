"""A guided strategy workbook for small firms: answers in, a quarterly review pack out."""

# As `typing` has it; but that is imported only once `isolation` has seen from where.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from workbook.book import Workbook
    from workbook.errors import WorkbookError
    from workbook.opening import create_workbook, open_workbook
    from workbook.quarter import Quarter

__all__ = ["Quarter", "Workbook", "WorkbookError", "create_workbook", "open_workbook"]

# The database layer takes most of a second to import; the command line often needs none of it.
_HOMES = {
    "Quarter": "quarter",
    "Workbook": "book",
    "WorkbookError": "errors",
    "create_workbook": "opening",
    "open_workbook": "opening",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'workbook' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"workbook.{_HOMES[name]}"), name)
