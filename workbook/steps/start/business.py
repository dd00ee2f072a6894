"""The business itself, the way through the steps, and the newest pack."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.period import say_quarter
from workbook.steps.binding import Binding
from workbook.steps.finding import Finding
from workbook.steps.packs import PackLink, newest_pack
from workbook.steps.quarters import say_signed, suggested
from workbook.steps.section import section
from workbook.strategy import KPI, Business, Plan
from workbook.strategy.outline import StepState, next_step, steps

__all__ = ["parts"]

CHAPTER = "start/business"
BUSINESS = ("name", "activity", "currency", "kind")


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Ask for the business, and show the way."""
    business = section(CHAPTER, "", "", ("business",), bound.form(Business, BUSINESS))
    path = Finding("start/path", bound.plan, _path)
    return [business, *_pack(bound), path]


def _path(plan: Plan) -> dict[str, Any]:
    quarter = suggested(plan, date.today())
    found = steps(plan, quarter)
    return {
        "steps": [step for step in found[1:] if step.needed],
        "gaps": {step.name: _gaps(step) for step in found},
        "next": next_step(plan, quarter),
        "quarter": quarter,
        "signed": say_signed(plan, quarter),
        "unmeasured": not plan.all(KPI),
    }


def _gaps(step: StepState) -> list[tuple[str, str]]:
    return [
        (ask.missing, chapter.address_of(ask))
        for chapter in step.chapters
        for ask in chapter.blockers
    ]


def _pack(bound: Binding) -> list[widgets.Widget]:
    found = newest_pack(bound.book, date.today())
    if found is None:
        return []
    quarter, _ = found
    lead = f"{say_quarter(quarter)}. {say_signed(bound.plan, quarter)}".strip()
    return [section(CHAPTER, "Your newest review pack", lead, (), PackLink(bound.book, quarter))]
