"""Where the business stands: strengths, weaknesses, opportunities, threats and resources."""

from typing import Literal

from workbook.strategy.entity import Entity, choice, long_text, number, text

__all__ = ["Resource", "SwotItem"]


class SwotItem(Entity, table=True):
    """One strength, weakness, opportunity or threat, and how you know."""

    __tablename__ = "swot_item"

    kind: Literal["strength", "weakness", "opportunity", "threat"] = choice(
        "Kind", "Inside the business: strength, weakness. Outside it: the others.",
        default="strength",
    )  # fmt: skip
    text: str = text("What", "One thing, in one sentence.", required=True)
    evidence: str = long_text("How you know", "A number, a date, a customer's words, a document.")


class Resource(Entity, table=True):
    """Something the plan can draw on in a quarter."""

    name: str = text("Resource", "Such as cash in the bank, or free hours.", required=True)
    kind: Literal["cash", "people-hours", "owner-hours", "technology", "other"] = choice(
        "Kind", "Hours are for a quarter.", default="cash"
    )
    amount: float | None = number("Amount", "What is free for the plan.", ge=0)
    unit: str = text("Unit", "EUR, hours, licences.", limit=40)
    note: str = long_text("Note", "What limits it, or when it runs out.")
