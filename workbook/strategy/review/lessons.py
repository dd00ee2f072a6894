"""What the people in charge say about a quarter."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.entity import Entity, Nouns, Once, QuarterText, long_text, text
from workbook.strategy.plan import Plan

__all__ = ["Review", "asks"]


class Review(Entity, table=True):
    """What the people in charge say about a quarter."""

    nouns = Nouns("review", "reviews")
    once = Once(
        "one_review_a_quarter",
        ("quarter",),
        "quarter",
        "That quarter has a review already. Change that one.",
    )

    quarter: QuarterText = text("Quarter", "Such as 2026-Q3.", required=True, limit=7)
    headline: str = text("Headline", "The quarter in one sentence, as you would tell a friend.")
    worries: str = long_text("Worries", "What could go wrong next. One a line.")
    message: str = long_text("Message to everyone", "What each person should take away.")


def asks(plan: Plan, quarter: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    if quarter is not None:
        said = plan.only(Review, quarter)
        headline = f"Write the headline of {quarter}."
        yield Ask(bool(said and said.headline), headline, field="headline")
