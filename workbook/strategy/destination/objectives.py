"""The few results that the business wants, each with a date and one owner."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from math import fsum
from typing import Literal

from pydantic import field_validator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, every
from workbook.strategy.circles import leads_to
from workbook.strategy.destination.parents import circle
from workbook.strategy.destination.perspectives import NOT_SAID, Perspective, leads_down
from workbook.strategy.entity import (
    Ending,
    Entity,
    Nouns,
    Once,
    Records,
    choice,
    day,
    long_text,
    not_before_start,
    number,
    one,
    text,
    tick,
)
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.wording import say_list, say_number

__all__ = ["Link", "Objective", "SmartOverride", "asks", "open_objectives", "weights_off"]

MOST_ARROWS = 2  # that leave one objective: with more, nobody can follow them


class Objective(Entity, table=True):
    """A result that the business wants by a date."""

    nouns = Nouns("objective", "objectives")
    line = ("name", "parent_id", "owner_id", "due")
    ending = Ending("Note that it ended", lambda today: {"ended_on": today})

    name: str = text("Objective", "One result, in one short sentence.", required=True)
    why: str = long_text("Why it matters", "What gets better, and for whom, when this is reached.")
    parent_id: str | None = one("objective", "Part of", "The larger objective this one serves.")
    level: Literal["company", "department", "team", "person"] = choice(
        "Level", "Who it belongs to.", default="company"
    )
    perspective: Perspective = choice(
        "Perspective", "Balanced Scorecard (Kaplan & Norton).", default=NOT_SAID
    )
    department_id: str | None = one("department", "Department", "Empty for the whole business.")
    owner_id: str | None = one("person", "Owner", "The one person who answers for it.")
    start: date | None = day("Start")
    due: date | None = day("Due", "The date by which it is reached.")
    weight: float | None = number("Weight", "Its share of 100 points.", ge=0, le=100)

    ended_on: date | None = day("Ended on", "Its last day, once it was reached or given up.")
    ended_why: str = text("Why it ended", "Such as: reached, or the second shop matters more.")

    _order = field_validator("due")(not_before_start)

    def has_ended(self, on: date) -> bool:
        """Tell whether it has ended by the end of this day."""
        return self.ended_on is not None and self.ended_on <= on

    def over(self, on: date) -> str:
        """Say that it has ended, once it has."""
        return "has ended" if self.has_ended(on) else ""

    def rule(self, field: str, others: Records) -> str:
        """Refuse one that would be part of itself, and one whose arrows would lead down."""
        if field == "perspective":
            return self._turning_an_arrow(others)
        if field != "parent_id" or self.parent_id is None:
            return ""
        above = {each.id: each.parent_id for each in others.all(Objective)}
        return circle(self.id, above, others.name_of)

    def _turning_an_arrow(self, others: Records) -> str:
        stand = {each.id: each.perspective for each in others.all(Objective)}
        for link in others.all(Link):
            ends = (link.from_id, link.to_id)
            if self.id in ends and link.leads_down(stand):
                start, end = map(others.name_of, ends)
                return (
                    f"The arrow from “{start}” to “{end}” on the strategy map would lead down. "
                    "Take it away first, or turn it round."
                )
        return ""


class Link(Entity, table=True):
    """An arrow of the strategy map: reaching one objective is meant to help to reach another.

    It is no part of the cascade: an objective may help one that it is no part of.
    """

    nouns = Nouns("arrow", "arrows")
    once = Once(
        "one_arrow_from_one_to_another",
        ("from_id", "to_id"),
        "to_id",
        "There is an arrow between these two already. Change that one.",
    )

    from_id: str = one("objective", "From", "The objective that comes first.", required=True)
    to_id: str = one("objective", "To", "The one that it is to help.", required=True)
    why: str = text("Why", "Such as: who gets bread on time stays with us.")

    @property
    def called(self) -> str:
        """The arrow is known by why it is drawn."""
        return self.why

    def leads_down(self, stand: Mapping[str, str]) -> bool:
        """Return whether it leads down; `stand` has each perspective by id."""
        return leads_down(*(stand.get(id, NOT_SAID) for id in (self.from_id, self.to_id)))

    def rule(self, field: str, others: Records) -> str:
        """Refuse a third arrow, one that leads down, and one that comes back to where it began."""
        if field == "from_id":
            # Where a new arrow leads is asked beside its end.
            crowded = self._one_too_many(others)
            return crowded or ("" if self.version == 1 else self._astray(others))
        return self._astray(others) if field == "to_id" else ""

    def _one_too_many(self, others: Records) -> str:
        mine = [each for each in others.all(Link) if each.from_id == self.from_id]
        if len(mine) <= MOST_ARROWS:
            return ""
        there = say_list([f"“{others.name_of(each.to_id)}”" for each in mine if each.id != self.id])
        return (
            f"“{others.name_of(self.from_id)}” has two arrows already, to {there}. Keep the two "
            "that matter most: with more, nobody can follow them."
        )

    def _astray(self, others: Records) -> str:
        start, end = others.name_of(self.from_id), others.name_of(self.to_id)
        if self.from_id == self.to_id:
            return "An arrow leads from one objective to another. Choose another one."
        if self.leads_down({each.id: each.perspective for each in others.all(Objective)}):
            return (
                f"“{start}” stands above “{end}” on the map, and arrows lead up, to what is "
                "reached later. Turn it round, or change the perspective of one of them."
            )
        ends: dict[str, list[str]] = {}
        for each in others.all(Link):
            ends.setdefault(each.from_id, []).append(each.to_id)
        if self.from_id in leads_to(self.to_id, ends):
            return (
                f"“{end}” leads to “{start}” already, so that the arrows would run in a circle. "
                "Choose another one, or take one of them away."
            )
        return ""


@remembered
def open_objectives(plan: Plan, on: date) -> tuple[Objective, ...]:
    """Return the objectives that have not ended by the end of a day.

    A quarter speaks of those that were open on the day before it began.
    """
    return tuple(objective for objective in plan.all(Objective) if not objective.has_ended(on))


def weights_off(objectives: Iterable[Objective]) -> str:
    """Return what the weights come to, where any are given and it is not 100; or nothing.

    >>> weights_off([Objective(name="Sell", weight=60), Objective(name="Open", weight=70)])
    'The weights of the objectives come to 130, not 100.'
    >>> weights_off([Objective(name="Sell", weight=33.33) for _ in range(3)])
    ''
    """
    given = [objective.weight for objective in objectives if objective.weight is not None]
    total = fsum(given)
    if not given or abs(total - 100) < 1:  # thirds and sevenths are written rounded
        return ""
    return f"The weights of the objectives come to {say_number(total)}, not 100."


_LETTERS = {
    "S": "S – specific",
    "M": "M – measurable",
    "A": "A – achievable",
    "R": "R – relevant",
    "T": "T – time-bound",
}


class SmartOverride(Entity, table=True):
    """Somebody's own verdict on one letter of the SMART check, which counts instead of ours."""

    __tablename__ = "smart_override"
    nouns = Nouns("SMART verdict", "SMART verdicts")
    once = Once(
        "one_override_a_letter",
        ("objective_id", "letter"),
        # Beside the field that a verdict cannot do without, so that nothing of it is saved.
        "objective_id",
        "It has a verdict of yours on that letter already. Change that one.",
    )

    objective_id: str = one("objective", "Objective", required=True)
    letter: Literal["S", "M", "A", "R", "T"] = choice("Letter", default="S", labels=_LETTERS)
    met: bool = tick("Met", "Ticked: this letter is met, whatever the check says.")
    reason: str = text("Reason", "Why you see it differently.", required=True)


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    found = open_objectives(plan, plan.today)
    any_ended = bool(plan.all(Objective))
    first = (
        "Add a next objective: all others have ended." if any_ended else "Add a first objective."
    )
    yield Ask(bool(found), first)
    yield from every(found, "owner_id", "Give {} an owner.")
    yield from every(found, "due", "Give {} a due date.")
    if any(objective.weight is not None for objective in found):
        off = weights_off(found)
        yield Ask(not off, f"{off} Share out 100 points in all.", essential=False, field="weight")
