"""What was not finished by the end of a quarter, what is done with it, and what only stays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TypeAlias

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.live import live_objectives
from workbook.insight.naming import quoted
from workbook.insight.provenance import count
from workbook.quarter import Quarter
from workbook.strategy.asking import named
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination import KPI, Objective
from workbook.strategy.plan import Plan
from workbook.strategy.review import Action, FollowUp
from workbook.strategy.review.agreed import late_work
from workbook.strategy.route import Initiative, Milestone
from workbook.wording import say_count

__all__ = ["Item", "Unfinished", "unfinished"]

_Work: TypeAlias = Action | Initiative | Objective
_TIMES = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}


@dataclass(frozen=True)
class Item:
    """Something that is not finished, and what is `said` of it in the quarter's review.

    `kept` counts in how many reviews running it was kept, this one included, with no change of
    date, owner, milestone or reading in between.
    """

    record: _Work
    said: FollowUp | None
    kept: int

    @property
    def lacks(self) -> str:
        """What is still to be said of it; empty once it is decided."""
        return self.said.lacks if self.said else "keep, modify or abandon"

    @property
    def stuck(self) -> str:
        """That it was kept again without movement, in words; empty where it was not."""
        if self.kept < 2:
            return ""
        often = _TIMES.get(self.kept)
        times = f"for the {often} time" if often else f"in {say_count(self.kept, 'review')} running"
        return f"kept {times}, nothing moved"


@dataclass(frozen=True)
class Unfinished(Finding):
    """All that is not finished: actions first, then initiatives, then objectives."""

    items: tuple[Item, ...]
    figures: tuple[Figure, ...]

    @property
    def undecided(self) -> tuple[Item, ...]:
        """Those of which it is not said, or not said in full, what is done with them."""
        return tuple(item for item in self.items if item.lacks)

    @property
    def stuck(self) -> tuple[Item, ...]:
        """Those that were kept again, and did not move in between."""
        return tuple(item for item in self.items if item.stuck)

    @property
    def in_the_way(self) -> str:
        """What keeps the quarter from being signed off, and where to say it; or nothing."""
        if not self.undecided:
            return ""
        names = named([item.record.name for item in self.undecided])
        return (
            f"Not finished, and not decided: {names}. Say in the step Review, under “What was "
            "agreed, and wins”, whether you keep, modify or abandon each, and why."
        )

    @property
    def concerns(self) -> tuple[str, ...]:
        """What was kept again without movement."""
        names = quoted([item.record.name for item in self.stuck])
        return (f"Kept once more, and nothing moved: {names}.",) if names else ()


@finding
def unfinished(plan: Plan, quarter: Quarter) -> Unfinished:
    """Return what was not finished by the end of a quarter, and what its review says of it.

    That is an open action from an earlier review and a live initiative whose date has passed, and
    an objective that is overdue and not reached. What a follow-up has moved or ended stays listed.
    """
    said = {each.item_id: each for each in plan.in_quarter(FollowUp, quarter)}
    late = (*late_work(plan, quarter), *_overdue(plan, quarter))
    known = {record.id for record in late}
    handled = (record for id in said if id not in known and (record := plan.find(id)))
    every = (*late, *(record for record in handled if isinstance(record, _Work)))
    kinds = (Action, Initiative, Objective)
    items = tuple(
        Item(record, said.get(record.id), _kept(plan, quarter, record))
        for record in sorted(every, key=lambda record: kinds.index(type(record)))
    )
    return Unfinished(items, tuple(_figures(plan, items)) if items else ())


def _overdue(plan: Plan, quarter: Quarter) -> Iterator[Objective]:
    until = cutoff(plan, quarter)
    return (each for each in live_objectives(plan, quarter) if until.missed(each.due))


def _kept(plan: Plan, quarter: Quarter, record: _Work) -> int:
    times, newer = 0, None
    while said := _said(plan, quarter, record):
        if said.lacks or said.verdict != "keep" or (newer and _moved(plan, record, said, newer)):
            break
        times, newer, quarter = times + 1, said, quarter.previous
    return times


def _said(plan: Plan, quarter: Quarter, record: _Work) -> FollowUp | None:
    every = plan.of(FollowUp, "item_id", record.id)
    return next((each for each in every if each.quarter == str(quarter)), None)


def _moved(plan: Plan, record: _Work, older: FollowUp, newer: FollowUp) -> bool:
    """Return whether anything about a record changed between two follow-ups."""
    since, until = _moment(plan, older), _moment(plan, newer)
    lines = [
        line
        for line in plan.history(record)
        if line.verb == "changed" and {"due", "owner_id", "status"} & line.after.keys()
    ]
    for milestone in plan.of(Milestone, "initiative_id", record.id):
        lines += plan.history(milestone)
    if any(since < line.at <= until for line in lines):
        return True
    quarter = plan.calendar.quarter(newer.quarter)
    read = plan.readings.in_quarter(plan.all(KPI), quarter)
    kpis = plan.of(KPI, "objective_id", record.id)
    return any(len(read[kpi.id].whole) for kpi in kpis if kpi.id in read)


def _moment(plan: Plan, said: FollowUp) -> datetime:
    lines = plan.history(said)
    end = plan.calendar.quarter(said.quarter).end
    return lines[0].at if lines else datetime.combine(end, time.max, UTC)


def _figures(plan: Plan, items: tuple[Item, ...]) -> Iterator[Figure]:
    every = [item.record for item in items]
    method = "Count of open actions, live initiatives and objectives whose date has passed."
    yield count(plan, "unfinished.items", "Not finished", every, method)
    for verdict, label in {"keep": "kept", "modify": "modified", "abandon": "abandoned"}.items():
        own = [i.record for i in items if i.said and not i.lacks and i.said.verdict == verdict]
        yield count(plan, f"unfinished.{label}", f"Not finished, {label}", own, "As decided.")
    stuck = [item.record for item in items if item.stuck]
    method = "Count of those kept twice running without a change of date, owner or milestone."
    yield count(plan, "unfinished.stuck", "Kept again, nothing moved", stuck, method)
