"""What becomes of work that is not finished, and the small victories of a quarter."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Literal

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, named
from workbook.strategy.cutoff import cutoff
from workbook.strategy.entity import (
    Entity,
    Nouns,
    Once,
    QuarterText,
    Records,
    choice,
    day,
    one,
    text,
)
from workbook.strategy.plan import Plan
from workbook.strategy.review.next import Action
from workbook.strategy.route import Initiative
from workbook.strategy.route.initiatives import live_work

__all__ = ["FollowUp", "Win", "asks", "late_work"]


class FollowUp(Entity, table=True):
    """What is done, in the review of a quarter, with something that is not finished.

    `item_id` names an action, initiative or objective. It is no reference: what it names may be
    removed, and what was said of it stays. A new date and a new owner are written into the item.
    """

    __tablename__ = "follow_up"
    nouns = Nouns("follow-up", "follow-ups")
    once = Once(
        "one_follow_up_an_item",
        ("quarter", "item_id"),
        "item_id",
        "That item has a follow-up in that quarter already. Change that one.",
    )

    quarter: QuarterText = text("Quarter", required=True, limit=7)
    item_id: str = text("Not finished", "What it is about.", required=True, limit=36)
    verdict: Literal["keep", "modify", "abandon"] | None = choice(
        "What now", "Keep it as it is, modify its date or owner, or abandon it.", default=None
    )
    reason: str = text("Because", "Why, in one sentence.")
    due: date | None = day("New date", "Where you modify it.")
    owner_id: str | None = one("person", "New owner", "Where you modify it.")

    @property
    def lacks(self) -> str:
        """What is still to be said, as it stands in a sentence; empty once it is decided."""
        if self.verdict is None:
            return "keep, modify or abandon"
        if not self.reason:
            return f"why you {self.verdict} it"
        bare = self.verdict == "modify" and not (self.due or self.owner_id)
        return "its new date or owner" if bare else ""

    def changes(self, item: Entity, today: date) -> Mapping[str, Any]:
        """Return what follows for the item, field by field; nothing before it is decided."""
        if self.lacks or self.verdict == "keep":
            return {}
        if self.verdict == "modify":
            new = {"due": self.due, "owner_id": self.owner_id}
            return {name: value for name, value in new.items() if value}
        why = next((name for name in ("result", "ended_why") if hasattr(item, name)), None)
        ended = item.ending.fields(today) if item.ending else {}
        return {**ended, why: self.reason} if why else ended


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


def late_work(plan: Plan, quarter: Quarter) -> tuple[Action | Initiative, ...]:
    """Return open actions from earlier reviews, and live initiatives, whose date has passed.

    An action that was agreed without a date is late in the next review.
    """
    until, calendar = cutoff(plan, quarter), plan.calendar
    actions = (
        each
        for each in plan.all(Action)
        if each.status == "open" and calendar.quarter(each.quarter) < quarter
    )
    return (
        *(each for each in actions if each.due is None or until.missed(each.due)),
        *(each for each in live_work(plan) if until.missed(each.due)),
    )


def asks(plan: Plan, quarter: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    if quarter is not None:
        said = {each.item_id for each in plan.in_quarter(FollowUp, quarter) if not each.lacks}
        if late := late_work(plan, quarter):
            bare = [each for each in late if each.id not in said]
            sentence = f"Say whether you keep, modify or abandon {named([b.name for b in bare])}."
            yield Ask(not bare, sentence, essential=False, record=bare[0].id if bare else "")
        win = f"Name a win of {quarter}."
        yield Ask(bool(plan.in_quarter(Win, quarter)), win, essential=False)
