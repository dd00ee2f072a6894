"""What is still missing, as sentences, and the state of each of the four steps."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbook.quarter import Quarter
from workbook.strategy.destination import KPI, period_end, weights_off
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.strategy.position import Resource, SwotItem
from workbook.strategy.review import Action, Priority, Win
from workbook.wording import say_list

__all__ = ["State", "Step", "completeness", "gaps", "next_step", "steps"]


class State(StrEnum):
    """How far a step is."""

    EMPTY = "empty"
    STARTED = "started"
    READY = "ready"
    DONE = "done"


@dataclass(frozen=True)
class Check:
    """One thing that a step asks for: `missing` says in a sentence what to give, when it is not.

    What is not `essential` makes a plan better; a first pack can do without it.
    """

    met: bool
    missing: str
    essential: bool = True


@dataclass(frozen=True)
class Step:
    """One guided step, as it stands: `blockers` are the sentences that keep it from ready.

    `hints` say what would make it better. `met` and `asked` count both.
    """

    name: str
    title: str
    notebook: str
    state: State
    blockers: tuple[str, ...]
    hints: tuple[str, ...]
    met: int
    asked: int

    @property
    def missing(self) -> tuple[str, ...]:
        """Everything that is not given yet, what is essential first."""
        return (*self.blockers, *self.hints)


def steps(plan: Plan, quarter: Quarter | None = None) -> tuple[Step, ...]:
    """Return the state of each step, in order; the review is that of `quarter`.

    Without a quarter, the plan's newest one is meant. A step is *empty* while nothing that it
    asks for is given, *started* while something essential is missing, *ready* when nothing is, and
    *done* once the quarter has been signed off as well.
    """
    reviewed = quarter or plan.newest_quarter
    signed = reviewed is not None and plan.sign_off(reviewed) is not None
    found = []
    for name, title, notebook, ask in _STEPS:
        checks = tuple(ask(plan, reviewed))
        missing = [check for check in checks if not check.met]
        blockers = tuple(check.missing for check in missing if check.essential)
        hints = tuple(check.missing for check in missing if not check.essential)
        met = len(checks) - len(missing)
        state = _state(met, blockers, signed)
        found.append(Step(name, title, notebook, state, blockers, hints, met, len(checks)))
    return tuple(found)


def gaps(plan: Plan, quarter: Quarter | None = None) -> tuple[str, ...]:
    """Return everything that is still missing, step by step, as sentences."""
    return tuple(sentence for step in steps(plan, quarter) for sentence in step.missing)


def next_step(plan: Plan, quarter: Quarter | None = None) -> Step:
    """Return the first step that is not ready, or the last one."""
    found = steps(plan, quarter)
    return next((step for step in found if step.blockers), found[-1])


def completeness(plan: Plan, quarter: Quarter | None = None) -> float:
    """Return the share, from 0 to 1, of what the steps ask for that has been given."""
    found = steps(plan, quarter)
    return sum(step.met for step in found) / sum(step.asked for step in found)


def _state(met: int, blockers: Sequence[str], signed: bool) -> State:
    if blockers:
        return State.STARTED if met else State.EMPTY
    return State.DONE if signed else State.READY


def _start(plan: Plan, _: Quarter | None) -> Iterable[Check]:
    yield Check(plan.business is not None, "Give the business a name.")
    yield Check(bool(plan.people), "Name at least one person who will own something.")


def _destination(plan: Plan, _: Quarter | None) -> Iterable[Check]:
    words = plan.destination
    yield Check(bool(words and words.vision), "Write the vision: where will the business be?")
    mission = "Write the mission: what do you do, and for whom?"
    yield Check(bool(words and words.mission), mission, essential=False)
    yield Check(bool(plan.objectives), "Add a first objective.")
    yield from _every(plan.objectives, "owner_id", "Give {} an owner.")
    yield from _every(plan.objectives, "due", "Give {} a due date.")
    if any(o.weight is not None for o in plan.objectives):
        off = weights_off(plan.objectives)
        yield Check(not off, f"{off} Share out 100 points in all.", essential=False)
    measured = {kpi.objective_id for kpi in plan.kpis}
    unmeasured = [o.name for o in plan.objectives if o.id not in measured]
    if plan.objectives:
        yield Check(not unmeasured, f"Add a KPI for {_named(unmeasured)}.")
    yield from _every(plan.kpis, "target", "Set a target for {}.")
    yield from _every(plan.kpis, "unit", "Give {} a unit, such as EUR, tickets or %.")
    yield from (Check(not kpi.at_odds, kpi.at_odds) for kpi in plan.kpis if kpi.at_odds)


def _position(plan: Plan, _: Quarter | None) -> Iterable[Check]:
    items = plan.all(SwotItem)
    for kind in _SWOT:
        yield Check(any(item.kind == kind for item in items), f"Add at least one {kind}.")
    bare = [item.text for item in items if not item.evidence]
    if items:
        yield Check(not bare, f"Say how you know: {_named(bare)}.", essential=False)
    resource = "Add a first resource: cash, or free hours."
    yield Check(bool(plan.all(Resource)), resource, essential=False)


def _route(plan: Plan, _: Quarter | None) -> Iterable[Check]:
    live = [i for i in plan.initiatives if i.status in ("proposed", "in progress")]
    yield Check(bool(plan.initiatives), "Add a first initiative.")
    yield from _every(live, "owner_id", "Give {} an owner.")
    yield from _every(live, "due", "Give {} a due date.")
    yield from _every(live, "objective_ids", "Say which objective {} serves.")
    decision = "Write down a first decision: what starts, pauses or stops."
    yield Check(bool(plan.decisions), decision, essential=False)


def _review(plan: Plan, quarter: Quarter | None) -> Iterable[Check]:
    if quarter is None:
        yield Check(False, "Give a first reading of a KPI.")
        return
    read = {kpi.id for kpi in plan.kpis if _has_reading(plan, kpi, quarter)}
    unread = [kpi.name for kpi in plan.kpis if kpi.id not in read]
    yield Check(bool(read), f"Give a first reading of a KPI in {quarter}.")
    if read:
        yield Check(not unread, f"Give a reading in {quarter} for {_named(unread)}.")
    said = plan.review(quarter)
    yield Check(bool(said and said.headline), f"Write the headline of {quarter}.")
    win = f"Name a win of {quarter}."
    yield Check(bool(plan.in_quarter(Win, quarter)), win, essential=False)
    yield Check(bool(plan.in_quarter(Priority, quarter)), "Choose the priorities for next quarter.")
    actions = plan.in_quarter(Action, quarter)
    yield Check(bool(actions), "Agree on the first action for next quarter.")
    yield from _every(actions, "owner_id", "Give {} an owner.")
    yield from _every(actions, "due", "Give {} a due date.")


def _has_reading(plan: Plan, kpi: KPI, quarter: Quarter) -> bool:
    return any(
        reading.complete and period_end(reading.start, kpi.frequency) in quarter
        for reading in plan.readings(kpi)
    )


def _every(records: Sequence[Entity], field: str, sentence: str) -> Iterable[Check]:
    bare = [str(getattr(r, "name", "")) for r in records if getattr(r, field) in (None, "", [])]
    if records:
        yield Check(not bare, sentence.format(_named(bare)))


def _named(names: list[str]) -> str:
    shown = [f"“{name}”" for name in names[:3]]
    return say_list([*shown, f"{len(names) - 3} more"] if len(names) > 3 else shown)


_SWOT = ("strength", "weakness", "opportunity", "threat")
_Checks = Callable[[Plan, Quarter | None], Iterable[Check]]
_STEPS: tuple[tuple[str, str, str, _Checks], ...] = (
    ("start", "Start", "00_start.ipynb", _start),
    ("destination", "Define the destination", "01_define_destination.ipynb", _destination),
    ("position", "Assess the position", "02_assess_position.ipynb", _position),
    ("route", "Map the route", "03_map_route.ipynb", _route),
    ("review", "Review", "04_review.ipynb", _review),
)
