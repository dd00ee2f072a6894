"""The small victories of a quarter."""

from collections.abc import Iterator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask
from workbook.strategy.entity import Entity, Nouns, QuarterText, Records, one, text
from workbook.strategy.plan import Plan

__all__ = ["Win", "asks"]


class Win(Entity, table=True):
    """A small victory worth telling: one that somebody names, or one that the records show.

    `found` says what shows it, as in `target/<id of the KPI>`; its figure is looked up there, so
    that none is typed. It is no reference: what it names may be removed, and the win stays.
    """

    nouns = Nouns("win", "wins")

    quarter: QuarterText = text("Quarter", required=True, limit=7)
    name: str = text("Win", "What went well, with its number if there is one.", required=True)
    person_id: str | None = one("person", "Thanks to", "Who made it happen.")
    found: str = text("Found in", "What in the records shows it.", limit=60)

    def rule(self, field: str, others: Records) -> str:
        """Refuse a win that was taken up already."""
        if field != "found" or not self.found:
            return ""
        alike = (w for w in others.all(Win) if (w.found, w.quarter) == (self.found, self.quarter))
        return "This win is taken up already." if any(w.id != self.id for w in alike) else ""


def asks(plan: Plan, quarter: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    if quarter is not None:
        win = f"Name a win of {quarter}."
        yield Ask(bool(plan.in_quarter(Win, quarter)), win, essential=False)
