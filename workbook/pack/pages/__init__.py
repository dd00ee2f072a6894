"""The pack page by page: a module a page, whose `page(plan, quarter)` returns its section."""

from collections.abc import Callable
from importlib import import_module
from typing import TypeAlias

from workbook.pack.blocks import Section
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan

__all__ = ["PAGES", "Page", "page_of"]

Page: TypeAlias = Callable[[Plan, Quarter], Section]

PAGES = (
    "executive",
    "grid",
    "register",
    "changes",
    "session",
    "swot",
    "strategy",
    "map",
    "alignment",
    "signs",
    "scorecard",
    "behaviour",
    "noise",
    "technology",
    "roadmap",
    "choices",
    "decisions",
    "futures",
    "risks",
    "effort",
    "lessons",
    "next_quarter",
    "sources",
)
"""The pages after the cover, in the pack's order; the report notebook has a cell for each."""


def page_of(name: str) -> Page:
    """Return the page of this name; its module is imported only now: some draw charts."""
    found: Page = import_module(f"{__name__}.{name}").page
    return found
