"""The SMART verdicts on each objective, and the form in which people see it differently."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets  # type: ignore[import-untyped]

from workbook.steps.binding import Binding
from workbook.steps.finding import Finding, Later
from workbook.steps.section import section
from workbook.strategy import Plan, SmartOverride
from workbook.strategy.destination import Objective, open_objectives
from workbook.strategy.smart import Letter, Verdict, smart_check
from workbook.widgets import RowTable

__all__ = ["Card", "cards", "smart_section"]

WORDS: Mapping[Letter, str] = {
    "S": "Specific",
    "M": "Measurable",
    "A": "Achievable",
    "R": "Relevant",
    "T": "Time-bound",
}
OVERRIDE = ("objective_id", "letter", "met", "reason")


@dataclass(frozen=True)
class Card:
    """One objective with the verdict on each letter."""

    objective: str
    verdicts: tuple[Verdict, ...]

    @property
    def met(self) -> int:
        """How many of the letters are met."""
        return sum(verdict.met for verdict in self.verdicts)


def cards(plan: Plan) -> tuple[Card, ...]:
    """Return the verdicts on each open objective, people's own counted where they gave a reason."""
    going_on = open_objectives(plan, plan.today)
    return tuple(Card(o.name, smart_check(plan, o)) for o in going_on)


def smart_section(bound: Binding) -> widgets.VBox:
    """Return the part of the page with the verdicts, and the form to overrule them."""
    return section(
        "destination/objectives",
        "Are the objectives SMART?",
        "Five questions to each objective, answered anew whenever you save.",
        ("smart",),
        Finding("destination/smart", bound.plan, _facts),
        Later([_own(bound)], bound.plan, lambda plan: bool(plan.all(Objective))),
    )


def _own(bound: Binding) -> RowTable:
    return bound.table(
        SmartOverride,
        OVERRIDE,
        title="I see it differently",
        lead="The check can only read what is written. Where you know better, say so: your "
        "reason counts, and stands in the pack. Remove it, and the check's own answer is back.",
        noun="verdict of your own",
        ordered=False,
    )


def _facts(plan: Plan) -> dict[str, Any]:
    return {"cards": cards(plan), "words": WORDS}
