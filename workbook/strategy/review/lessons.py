"""What the people in charge say about a quarter, and which KPIs they expect to move together."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.entity import (
    Entity,
    Nouns,
    Once,
    QuarterText,
    Records,
    long_text,
    one,
    text,
    tick,
)
from workbook.strategy.plan import Plan

__all__ = ["Pairing", "Review", "asks"]


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
    guess_first: bool = tick("Guess before you look", "What KPIs read is hidden until then.")


class Pairing(Entity, table=True):
    """Two KPIs that people expect to move together, beside those that the cascade puts together."""

    nouns = Nouns("pair of KPIs", "pairs of KPIs")
    once = Once(
        "one_pairing_of_two_kpis",
        ("kpi_id", "other_id"),
        "other_id",
        "These two are a pair already. Change that one.",
    )

    kpi_id: str = one("kpi", "This KPI", "The one that would move first.", required=True)
    other_id: str = one(
        "kpi", "And this one", "The one that would move with it, or later.", required=True
    )
    reason: str = text("Why you expect it", "Such as: who waits long does not come back.")

    @property
    def called(self) -> str:
        """The pair is known by why it is one."""
        return self.reason

    def rule(self, field: str, others: Records) -> str:
        """Refuse a KPI beside itself."""
        alone = field == "other_id" and self.kpi_id == self.other_id
        return "A KPI always moves with itself. Choose another one." if alone else ""


def asks(plan: Plan, quarter: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    if quarter is not None:
        said = plan.only(Review, quarter)
        headline = f"Write the headline of {quarter}."
        yield Ask(bool(said and said.headline), headline, field="headline")
