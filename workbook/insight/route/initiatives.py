"""Where one initiative stands on a day, as computed, and how far its date has moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbook.quarter import Quarter
from workbook.strategy.cutoff import Cutoff
from workbook.strategy.history import Change
from workbook.strategy.plan import Plan
from workbook.strategy.route import Decision, Initiative, Milestone

__all__ = ["MilestoneMark", "RoadmapLine", "Stage", "roadmap_line"]


class Stage(StrEnum):
    """Where an initiative stands on the page's day, whatever its owner last said."""

    OVERDUE = "overdue"
    IN_FLIGHT = "in flight"
    NOT_STARTED = "not started"
    STARTING = "starting"
    UNDATED = "no start date"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"
    LATER = "later"


@dataclass(frozen=True)
class MilestoneMark:
    """A milestone; `missed` is true where its date has passed and it was not reached."""

    name: str
    due: date | None
    reached_on: date | None
    missed: bool


@dataclass(frozen=True)
class RoadmapLine:
    """An initiative as the roadmap shows it.

    `first_due` is the first due date that the journal knows, `slipped` the days from it to the
    current one (negative: earlier), `moves` how often the date was changed, and `moved_because`
    the reason for the last change since the quarter began. `overdue` counts the days from the
    due date to the page's day. `closed_on` is the day on which done or stopped work was marked
    so, or on which it was decided to stop it.
    """

    name: str
    owner: str
    serves: tuple[str, ...]
    stage: Stage
    start: date | None
    due: date | None
    first_due: date | None
    slipped: int | None
    overdue: int | None
    moves: int
    moved_because: str
    closed_on: date | None
    milestones: tuple[MilestoneMark, ...]

    @property
    def reached(self) -> int:
        """How many milestones were reached."""
        return sum(mark.reached_on is not None for mark in self.milestones)

    @property
    def missed(self) -> tuple[MilestoneMark, ...]:
        """The milestones whose date has passed unreached, while the work goes on."""
        live = self.stage in (Stage.OVERDUE, Stage.IN_FLIGHT, Stage.NOT_STARTED)
        return tuple(mark for mark in self.milestones if mark.missed) if live else ()


def roadmap_line(
    plan: Plan, initiative: Initiative, until: Cutoff, quarter: Quarter
) -> RoadmapLine:
    """Return where an initiative stands at the cut-off of a quarter."""
    stage = _stage(initiative, until, quarter)
    changes = plan.history(initiative, "due")
    moves = [c for c in changes if c.before.get("due") and c.after.get("due")]
    first, due = _first_due(changes), initiative.due
    return RoadmapLine(
        name=initiative.name,
        owner=plan.name_of(initiative.owner_id),
        serves=tuple(plan.name_of(id) for id in initiative.objective_ids),
        stage=stage,
        start=initiative.start,
        due=due,
        first_due=first,
        slipped=(due - first).days if due and first else None,
        overdue=(until.day - due).days if due and stage == Stage.OVERDUE else None,
        moves=len(moves),
        moved_because=moves[-1].reason if moves and moves[-1].at.date() >= quarter.start else "",
        closed_on=_closed_on(plan, initiative),
        milestones=_milestones(plan, initiative, until),
    )


def _first_due(changes: Sequence[Change]) -> date | None:
    for change in changes:
        if first := change.before.get("due") or change.after.get("due"):
            return date.fromisoformat(first)
    return None


def _closed_on(plan: Plan, initiative: Initiative) -> date | None:
    if initiative.status not in ("done", "stopped"):
        return None
    decided = [
        decision.decided_on
        for decision in plan.all(Decision)
        if decision.initiative_id == initiative.id and decision.kind == "stop"
    ]
    marked = [
        change.at.date()
        for change in plan.history(initiative, "status")
        if change.verb == "changed" and change.after["status"] == initiative.status
    ]
    days = [*marked, *(day for day in decided if day and initiative.status == "stopped")]
    return days[-1] if days else None


def _milestones(plan: Plan, initiative: Initiative, until: Cutoff) -> tuple[MilestoneMark, ...]:
    own = [m for m in plan.all(Milestone) if m.initiative_id == initiative.id]
    marks = []
    for milestone in sorted(own, key=lambda m: m.due or date.max):
        done = milestone.done_on
        reached = done if done and done <= until.day else None
        missed = reached is None and until.missed(milestone.due)
        marks.append(MilestoneMark(milestone.name, milestone.due, reached, missed))
    return tuple(marks)


def _stage(initiative: Initiative, until: Cutoff, quarter: Quarter) -> Stage:
    if initiative.status in ("done", "stopped", "paused"):
        return Stage(initiative.status)
    if until.missed(initiative.due):
        return Stage.OVERDUE
    begun, start = initiative.status == "in progress", initiative.start
    if start is None:
        return Stage.IN_FLIGHT if begun else Stage.UNDATED
    if start <= until.day:
        return Stage.IN_FLIGHT if begun else Stage.NOT_STARTED
    return Stage.STARTING if start <= quarter.plus(2).end else Stage.LATER
