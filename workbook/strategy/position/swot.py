"""What helps, what hinders, and what there is to work with."""

from collections.abc import Iterator, Mapping
from typing import Literal

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, named
from workbook.strategy.entity import Entity, Nouns, choice, long_text, number, text
from workbook.strategy.plan import Plan

__all__ = ["KINDS", "Resource", "SwotItem", "asks"]


class SwotItem(Entity, table=True):
    """One strength, weakness, opportunity or threat, and how you know."""

    __tablename__ = "swot_item"
    nouns = Nouns("SWOT item", "SWOT items")

    kind: Literal["strength", "weakness", "opportunity", "threat"] = choice(
        "Kind", "Inside the business: strength, weakness. Outside it: the others.",
        default="strength",
    )  # fmt: skip
    text: str = text("What", "One thing, in one sentence.", required=True)
    evidence: str = long_text("How you know", "A number, a date, a customer's words, a document.")


class Resource(Entity, table=True):
    """Something the plan can draw on in a quarter."""

    nouns = Nouns("resource", "resources")

    name: str = text("Resource", "Such as cash in the bank, or free hours.", required=True)
    kind: Literal["cash", "people-hours", "owner-hours", "technology", "other"] = choice(
        "Kind", "Hours are for a quarter.", default="cash"
    )
    amount: float | None = number("Amount", "What is free for the plan.", ge=0)
    unit: str = text("Unit", "EUR, hours, licences.", limit=40)
    note: str = long_text("Note", "What limits it, or when it runs out.")


KINDS: Mapping[str, str] = {
    "strength": "Strengths",
    "weakness": "Weaknesses",
    "opportunity": "Opportunities",
    "threat": "Threats",
}
"""What each kind is called in the plural, in the order in which they are asked."""


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    items = plan.all(SwotItem)
    for kind in KINDS:
        yield Ask(any(item.kind == kind for item in items), f"Add at least one {kind}.")
    bare = [item for item in items if not item.evidence]
    if items:
        how = f"Say how you know: {named([item.text for item in bare])}."
        first = bare[0].id if bare else ""
        yield Ask(not bare, how, essential=False, record=first, field="evidence")
    resource = "Add a first resource: cash, or free hours."
    yield Ask(bool(plan.all(Resource)), resource, essential=False)
