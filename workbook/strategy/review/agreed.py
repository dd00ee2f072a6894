"""The small victories of a quarter."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.entity import Entity, Nouns, QuarterText, one, text
from workbook.strategy.plan import Plan

__all__ = ["Win", "asks"]


class Win(Entity, table=True):
    """A small victory worth telling."""

    nouns = Nouns("win", "wins")

    quarter: QuarterText = text("Quarter", required=True, limit=7)
    name: str = text("Win", "What went well, with its number if there is one.", required=True)
    person_id: str | None = one("person", "Thanks to", "Who made it happen.")


def asks(plan: Plan, quarter: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    if quarter is not None:
        win = f"Name a win of {quarter}."
        yield Ask(bool(plan.in_quarter(Win, quarter)), win, essential=False)
