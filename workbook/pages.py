"""The guided pages of a workbook, one for each notebook; a workbook itself knows no page.

from workbook import open_workbook, pages

book = open_workbook("rise-bakery.workbook")
pages.destination(book)
"""

from typing import TYPE_CHECKING

from workbook.steps.guided import Guided
from workbook.steps.reviewing import Reviewing
from workbook.steps.start.others import others

if TYPE_CHECKING:
    from workbook.book import Workbook
    from workbook.quarter import Quarter

__all__ = ["destination", "position", "review", "route", "start", "workshop"]


def start(book: "Workbook") -> Guided:
    """Return the page with the business, its people and the path through the steps."""
    return Guided(book, "start", below=others(book))


def destination(book: "Workbook") -> Guided:
    """Return the page “Define the destination”."""
    return Guided(book, "destination")


def position(book: "Workbook") -> Guided:
    """Return the page “Assess the position”."""
    return Guided(book, "position")


def route(book: "Workbook") -> Guided:
    """Return the page “Map the route”."""
    return Guided(book, "route")


def review(book: "Workbook", quarter: "Quarter | None" = None) -> Reviewing:
    """Return the page “Review” of a quarter, or of the one to review now."""
    return Reviewing(book, quarter)


def workshop(book: "Workbook") -> Guided:
    """Return the page “Workshop”."""
    return Guided(book, "workshop")
