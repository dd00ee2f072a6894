"""Where one initiative stands on a day, as computed, and how far its date has moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from workbook.insight.figure import Figure
from workbook.insight.provenance import count, journal_line, rows
from workbook.quarter import Quarter
from workbook.strategy.cutoff import Cutoff
from workbook.strategy.history import Change
from workbook.strategy.plan import Plan
from workbook.strategy.route import Decision, Initiative, Milestone
from workbook.strategy.start import Business

__all__ = ["Progress", "Stage", "figures_of", "progress"]


class Stage(StrEnum):
    """Where an initiative stands on the page's day, whatever its owner last said."""

    OVERDUE = "overdue"
    IN_PROGRESS = "in progress"
    NOT_STARTED = "not started"
    STARTING = "starting"
    UNDATED = "no start date"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"
    LATER = "later"


_LIVE = (Stage.OVERDUE, Stage.IN_PROGRESS, Stage.NOT_STARTED, Stage.STARTING)


@dataclass(frozen=True)
class Progress:
    """An initiative as it stands: `owner` and what it `serves` by name, `milestones` by date.

    `moves` are the journal's lines that replaced one due date by another, and `first_due` the
    first one that it knows. `closed_on` is the day on which done or stopped work was marked so,
    or on which it was decided to stop it.
    """

    initiative: Initiative
    owner: str
    serves: tuple[str, ...]
    stage: Stage
    milestones: tuple[Milestone, ...]
    first_due: date | None
    moves: tuple[Change, ...]
    closed_on: date | None
    until: Cutoff

    @property
    def live(self) -> bool:
        """Whether it still has to be done, and has a place in time."""
        return self.stage in _LIVE

    @property
    def slipped(self) -> int | None:
        """The days from the first due date to the current one; negative: earlier."""
        due = self.initiative.due
        return (due - self.first_due).days if due and self.first_due else None

    @property
    def overdue(self) -> int | None:
        """The days from the due date to the page's day, once it has passed."""
        due = self.initiative.due
        return (self.until.day - due).days if due and self.stage == Stage.OVERDUE else None

    @cached_property
    def reached(self) -> tuple[Milestone, ...]:
        """The milestones that were reached by the page's day."""
        return tuple(m for m in self.milestones if m.done_on and m.done_on <= self.until.day)

    @property
    def missed(self) -> tuple[Milestone, ...]:
        """The milestones whose date has passed unreached, while the work goes on."""
        begun = self.live and self.stage != Stage.STARTING
        late = (m for m in self.milestones if m not in self.reached and self.until.missed(m.due))
        return tuple(late) if begun else ()


def progress(plan: Plan, initiative: Initiative, until: Cutoff, quarter: Quarter) -> Progress:
    """Return where an initiative stands at the cut-off of a quarter."""
    changes = plan.history(initiative, "due")
    own = plan.of(Milestone, "initiative_id", initiative.id)
    return Progress(
        initiative=initiative,
        owner=plan.name_of(initiative.owner_id),
        serves=tuple(plan.name_of(id) for id in initiative.objective_ids),
        stage=_stage(initiative, until, quarter),
        milestones=tuple(sorted(own, key=lambda m: m.due or date.max)),
        first_due=_first_due(changes),
        moves=tuple(c for c in changes if c.before.get("due") and c.after.get("due")),
        closed_on=_closed_on(plan, initiative),
        until=until,
    )


def figures_of(plan: Plan, one: Progress, id: str) -> Iterator[Figure]:
    """Yield the figures of one initiative; their ids begin with `id`."""
    record, name = one.initiative, f"“{one.initiative.name}”"
    journal = tuple(map(journal_line, plan.history(record, "due")))
    if one.overdue is not None:
        method = "The page's day minus the due date."
        yield Figure(
            f"{id}.overdue", f"{name} past its date", one.overdue, "days", method,
            rows(plan, [record]),
        )  # fmt: skip
    if one.slipped is not None:
        method = "Current due date minus the first one in the journal."
        yield Figure(f"{id}.slipped", f"Slippage of {name}", one.slipped, "days", method, journal)
    if len(one.moves) > 1:
        method = "Count of journal lines that replace one due date by another."
        label = f"Times that the date of {name} was moved"
        yield Figure(f"{id}.moves", label, len(one.moves), "", method, journal)
    business = plan.only(Business)
    for field, unit in (("cost", business.currency if business else ""), ("hours", "hours")):
        if (value := getattr(record, field)) is not None:
            label = f"{name}: {field}"
            yield Figure(f"{id}.{field}", label, value, unit, "As entered.", rows(plan, [record]))
    if one.milestones:
        reached, every = f"Milestones of {name} reached", f"Milestones of {name}"
        method = "Count of milestones reached by the page's day."
        yield count(plan, f"{id}.milestones-reached", reached, one.reached, method)
        yield count(plan, f"{id}.milestones", every, one.milestones, "Count of milestones.")


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
        for decision in plan.of(Decision, "initiative_id", initiative.id)
        if decision.kind == "stop"
    ]
    marked = [
        change.at.date()
        for change in plan.history(initiative, "status")
        if change.verb == "changed" and change.after["status"] == initiative.status
    ]
    days = [*marked, *(day for day in decided if day and initiative.status == "stopped")]
    return days[-1] if days else None


def _stage(initiative: Initiative, until: Cutoff, quarter: Quarter) -> Stage:
    if initiative.status in ("done", "stopped", "paused"):
        return Stage(initiative.status)
    if until.missed(initiative.due):
        return Stage.OVERDUE
    begun, start = initiative.status == "in progress", initiative.start
    if start is None:
        return Stage.IN_PROGRESS if begun else Stage.UNDATED
    if start <= until.day:
        return Stage.IN_PROGRESS if begun else Stage.NOT_STARTED
    return Stage.STARTING if start <= quarter.plus(2).end else Stage.LATER
