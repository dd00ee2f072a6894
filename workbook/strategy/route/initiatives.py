"""The pieces of work that are meant to move the objectives, and whether they are approved."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, TypeAlias

from pydantic import ValidationInfo, field_validator

from workbook.quarter import Quarter
from workbook.strategy.asking import Ask, every, named
from workbook.strategy.destination.objectives import Objective
from workbook.strategy.entity import (
    Ending,
    Entity,
    Nouns,
    Records,
    Seal,
    choice,
    day,
    long_text,
    many,
    money,
    not_before_start,
    number,
    one,
    text,
)
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered
from workbook.strategy.route.initiatives_approvers import refuse_others, the_rule
from workbook.strategy.route.initiatives_automation import Automation, checked, held
from workbook.strategy.route.prerequisites import at_odds, circle
from workbook.wording import say_date

__all__ = [
    "Approval",
    "Initiative",
    "Standing",
    "approvals_used",
    "asks",
    "live_work",
    "newest_approval",
    "set_aside",
    "standing",
]

Standing: TypeAlias = Literal["idea", "proposed", "approved", "refused", ""]
"""How far work is on its way to approval; empty where it needs none."""


class Initiative(Entity, table=True):
    """A piece of work that is meant to move objectives."""

    nouns = Nouns("initiative", "initiatives")
    line = ("name", "objective_ids", "owner_id", "due", "status")
    ending = Ending("Note that it was stopped", lambda _: {"status": "stopped"})

    name: str = text("Initiative", "What will be done, in a few words.", required=True)
    description: str = long_text("In short", "What changes when it is finished.")
    objective_ids: list[str] = many("objective", "Serves", "The objectives it moves.")
    distinction: Literal["not said", "sets us apart", "keeps us level"] = choice(
        "Own or copied", "Does it make you different, or do others have it too?",
        default="not said",
    )  # fmt: skip
    owner_id: str | None = one("person", "Owner", "The one person who answers for it.")
    status: Literal["not started", "in progress", "paused", "stopped", "done"] = choice(
        "Status", "Where it stands today.", default="not started"
    )
    start: date | None = day("Start")
    due: date | None = day("Due", "The date by which it is finished.")
    cost: float | None = money("Cost", "What it costs in all.")
    hours: float | None = number("Hours", "Working hours it takes in all.", ge=0)
    owner_hours: float | None = number(
        "Of these, the owner’s",
        "Hours that only the owner of the business can work. Empty: none.",
        ge=0,
    )
    needs_ids: list[str] = many(
        "initiative", "Needs first", "What has to be there before it can begin."
    )
    excludes_ids: list[str] = many("initiative", "Either this or", "Only one of them can be done.")
    must_because: str = text(
        "Must be done, because", "Only what leaves no choice, such as the law. Empty: it competes."
    )
    kpi_id: str | None = one(
        "kpi", "KPI it should move", "Empty: each KPI of the objectives that it serves."
    )
    settling: float | None = number(
        "Weeks to settle", "Left out before it is judged. Empty: four.", ge=0, le=104
    )

    _order = field_validator("due")(not_before_start)

    @field_validator("owner_hours")
    @classmethod
    def _within_all(cls, own: float | None, info: ValidationInfo) -> float | None:
        hours = info.data.get("hours")
        if own is not None and hours is not None and own > hours:
            raise ValueError(f"The owner cannot work more of it than all its hours, {hours:g}.")
        return own

    def rule(self, field: str, others: Records) -> str:
        """Refuse what other work forbids, and approved work that would serve nothing."""
        if field == "objective_ids":
            return "" if self.objective_ids else self._approved(others)
        if field not in ("needs_ids", "excludes_ids") or not getattr(self, field):
            return ""
        every = others.all(Initiative)
        needs = {each.id: each.needs_ids for each in every}
        excludes = {each.id: each.excludes_ids for each in every}
        round = circle(self.id, needs, others.name_of) if field == "needs_ids" else ""
        return round or at_odds(self.id, needs, excludes, others.name_of)

    def _approved(self, others: Records) -> str:
        newest = newest_approval(others, self.id)
        approved = newest is not None and newest.verdict == "approved"
        return f"“{self.name}” is approved for what it serves. {_ORPHAN}" if approved else ""

    def step(self, field: str, before: object, others: Records) -> str:
        """Hold work back while a check of what it automates is not met."""
        begins = field == "status" and self.status == "in progress"
        return held(others, self.id) if begins else ""


_ORPHAN = "Say first which objective it serves: work that serves none is not approved."


class Approval(Entity, table=True):
    """That work was proposed, and whether it was approved or refused. Once decided it stands.

    Work that is proposed anew has another one: the newest counts.
    """

    nouns = Nouns("proposal", "proposals")
    line = ("initiative_id", "asked_on", "asked_by_id", "verdict", "decided_on")
    seal = Seal("decided_on", free=("position",))

    initiative_id: str = one("initiative", "Initiative", "What is proposed.", required=True)
    asked_on: date = day("Proposed on", "The day on which it was proposed.", required=True)
    asked_by_id: str | None = one("person", "Proposed by", "Who asks for it.")
    verdict: Literal["approved", "refused"] | None = choice(
        "Verdict", "Empty while it waits.", default=None
    )
    decided_on: date | None = day("Decided on", "Empty while it waits.")
    decided_by: list[str] = many("person", "Decided by", "Those who had the say.")
    reason: str = text("Reason", "Why it is refused, or on what terms it is approved.", limit=400)

    @property
    def called(self) -> str:
        """It is known by what became of it."""
        return self.verdict or "proposed"

    def over(self, on: date) -> str:
        """Say what became of it, once it is decided."""
        return self.called if self.decided_on and self.decided_on <= on else ""

    @property
    def sealed(self) -> str:
        """That it stands, and how to change it all the same."""
        return (
            f"What was {self.called} on {say_date(self.decided_on)} stands to the letter. To "
            "decide otherwise, propose the work anew: both are kept."
        )

    def rule(self, field: str, others: Records) -> str:
        """Refuse a verdict that has no day, no reason, or no objective behind it."""
        match field:
            case "verdict" | "decided_on" if bool(self.verdict) != bool(self.decided_on):
                both = "Approved or refused, and the day of it, are said together"
                return f"{both}: give both, or neither."
            case "decided_on" | "asked_on" if self.decided_on and self.decided_on < self.asked_on:
                return f"It was proposed on {say_date(self.asked_on)}: it is decided after that."
            case "reason" | "verdict" if self.verdict == "refused" and not self.reason:
                return "Say why it is refused: whoever proposed it is told."
            case "verdict" | "initiative_id":
                return self._in_the_way(others)
        return ""

    def _in_the_way(self, others: Records) -> str:
        work = _initiative(others, self.initiative_id)
        if work and self.verdict == "approved" and not work.objective_ids:
            return f"“{work.name}” serves no objective. {_ORPHAN}"
        same = (a for a in others.all(Approval) if a.initiative_id == self.initiative_id)
        waits = any(a.verdict is None and a.id != self.id for a in same)
        return "It is proposed already, and waits." if waits and self.verdict is None else ""

    def step(self, field: str, before: object, others: Records) -> str:
        """Leave the verdict to those who may; approve nothing that is held, or whose end is past.

        Who may decide, and what a check lacks, change with time: what was approved stays so.
        """
        if self.verdict is None or field not in ("verdict", "decided_by", "initiative_id"):
            return ""
        said = refuse_others(others, self.decided_by, "approve or refuse work")
        if said or self.verdict == "refused" or field == "decided_by":
            return said
        return self._over(others) or held(others, self.initiative_id)

    def _over(self, others: Records) -> str:
        work, on = _initiative(others, self.initiative_id), self.decided_on
        served = [o for o in others.all(Objective) if work and o.id in work.objective_ids]
        if work and on and served and all(o.over(on) for o in served):
            return f"“{work.name}” serves only what has ended. {_ORPHAN}"
        return ""


def _initiative(records: Records, id: str) -> Initiative | None:
    return next((each for each in records.all(Initiative) if each.id == id), None)


def approvals_used(plan: Plan) -> bool:
    """Tell whether work of this business is approved at all before it begins."""
    return bool(plan.all(Approval)) or the_rule(plan).said


def newest_approval(
    records: Records, initiative_id: str, on: date | None = None
) -> Approval | None:
    """Return what was last proposed or decided about an initiative, by a day if one is given."""
    if isinstance(records, Plan):
        own: Sequence[Approval] = records.of(Approval, "initiative_id", initiative_id)
    else:
        own = [a for a in records.all(Approval) if a.initiative_id == initiative_id]
    known = (each for each in own if on is None or each.asked_on <= on)
    return max(known, key=_when, default=None)


def _when(approval: Approval) -> tuple[date, bool, date]:
    """Sort by the day; of one day, what waits is the newest."""
    return approval.asked_on, approval.verdict is None, approval.decided_on or date.min


def standing(plan: Plan, work: Initiative, on: date | None = None) -> Standing:
    """Return how far an initiative is on its way to approval, by the end of a day if given.

    What nobody has proposed is an idea, if it needs approval and has not begun.
    """
    newest = newest_approval(plan, work.id, on)
    if newest is not None:
        decided = newest.decided_on if on is None or newest.over(on) else None
        return (newest.verdict if decided else None) or "proposed"
    waits = work.status == "not started" and approvals_used(plan)
    return "idea" if waits and the_rule(plan).covers(work.cost) else ""


def set_aside(plan: Plan, work: Initiative) -> bool:
    """Tell whether an initiative has not begun, and is an idea only or was refused."""
    return work.status == "not started" and standing(plan, work) in ("idea", "refused")


@remembered
def live_work(plan: Plan) -> tuple[Initiative, ...]:
    """Return the initiatives that are still to be done: not started yet, or in progress.

    What was refused is not among them, nor what is an idea only.
    """
    going = (i for i in plan.all(Initiative) if i.status in ("not started", "in progress"))
    return tuple(each for each in going if not set_aside(plan, each))


def asks(plan: Plan, _: Quarter | None) -> Iterator[Ask]:
    """Yield what the chapter asks for."""
    live = live_work(plan)
    yield Ask(bool(plan.all(Initiative)), "Add a first initiative.")
    yield from every(live, "owner_id", "Give {} an owner.")
    yield from every(live, "due", "Give {} a due date.")
    yield from every(live, "objective_ids", "Say which objective {} serves.")
    if automations := plan.all(Automation):
        bare = [each for each in automations if any(c.holds for c in checked(plan, each))]
        sentence = f"Answer the checks of {named([each.name for each in bare])}."
        yield Ask(not bare, sentence, essential=False)
