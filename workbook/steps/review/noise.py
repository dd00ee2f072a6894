"""What a habit of explaining every large movement asks for, against what the charts say."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.insight.review.noise import noise
from workbook.insight.review.noise_words import cost, grounds, in_quarter, lead, misses, untold
from workbook.quarter import Quarter
from workbook.steps.binding import Binding
from workbook.steps.finding import Sought
from workbook.steps.section import section
from workbook.strategy import Plan
from workbook.strategy.review import NoiseBill

__all__ = ["parts"]

CHAPTER = "review/noise"
FIELDS = ("percent", "minutes", "people", "hourly", "in_pack")
LEAD = "How often a habit asks you to explain what moved, and how much of that is noise."


def parts(bound: Binding) -> Sequence[widgets.Widget]:
    """Tell the noise bill, and ask for the habit and what it takes."""
    return [
        section(
            CHAPTER,
            "",
            LEAD,
            ("habit",),
            Sought("review/noise", bound.plan, _at_once, partial(_told, quarter=bound.quarter)),
            bound.form(NoiseBill, FIELDS),
        )
    ]


def _at_once(_: Plan) -> Mapping[str, Any]:
    return {"found": None}


def _told(plan: Plan, quarter: Quarter) -> Mapping[str, Any]:
    found = noise(plan, quarter)
    return {
        "found": found,
        "lead": lead(found),
        "more": [each for each in (in_quarter(found), misses(found), cost(found)) if each],
        "grounds": [*grounds(found), *untold(found)],
    }
