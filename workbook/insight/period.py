"""How a quarter's pages name it."""

from workbook.quarter import Quarter

__all__ = ["say_quarter"]


def say_quarter(quarter: Quarter) -> str:
    """Return a quarter in words.

    >>> say_quarter(Quarter.parse("2026-Q3"))
    'July to September 2026'
    """
    return quarter.months
