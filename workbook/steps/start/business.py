"""The business itself, the way through the steps, and the newest pack."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.period import say_quarter
from workbook.shelf import Shelf
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding
from workbook.steps.packs import PackLink, newest_pack
from workbook.steps.quarters import say_signed, suggested
from workbook.steps.section import section
from workbook.steps.start.others import Others
from workbook.strategy import Business, Plan
from workbook.strategy.outline import next_step, steps

__all__ = ["parts"]

CHAPTER = "start/business"
BUSINESS = ("name", "activity", "currency")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the business, and show the way."""
    business = section(CHAPTER, "", "", ("business",), bound.form(Business, BUSINESS))
    path = Finding("start/path", bound.plan, _path)
    return [business, *_pack(bound), path, *_others(bound)]


def _path(plan: Plan) -> dict[str, Any]:
    quarter = suggested(plan, date.today())
    return {
        "steps": steps(plan, quarter)[1:],
        "next": next_step(plan, quarter),
        "quarter": quarter,
        "signed": say_signed(plan, quarter),
    }


def _pack(bound: Binding) -> list[widgets.Widget]:
    found = newest_pack(bound.book, date.today())
    if found is None:
        return []
    quarter, _ = found
    lead = f"{say_quarter(quarter)}. {say_signed(bound.plan, quarter)}".strip()
    return [section(CHAPTER, "Your newest review pack", lead, (), PackLink(bound.book, quarter))]


def _others(bound: Binding) -> list[widgets.Widget]:
    shelf = Shelf.here()  # there is none in a notebook that was opened in another way
    return [Others(bound.book, shelf)] if shelf else []
