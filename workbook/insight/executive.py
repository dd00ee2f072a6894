"""The page for those who read only one: headline, wins, worries and the decisions needed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workbook.insight.destination.ownership import ownership
from workbook.insight.figure import Figure
from workbook.insight.naming import named, quoted
from workbook.insight.provenance import rows
from workbook.insight.review.behaviour import Verdict
from workbook.insight.review.register import ActionStatus, Register, register
from workbook.insight.review.scorecard import Scorecard, scorecard
from workbook.insight.route.focus import focus
from workbook.insight.route.initiatives import Stage
from workbook.insight.route.roadmap import Roadmap, roadmap
from workbook.quarter import Quarter
from workbook.strategy.cutoff import Cutoff, cutoff
from workbook.strategy.plan import Plan
from workbook.strategy.review import Review, Win
from workbook.strategy.route import Decision
from workbook.wording import say_date, say_list

__all__ = ["Executive", "Glance", "OpenDecision", "WinLine", "executive"]


@dataclass(frozen=True)
class WinLine:
    """A win and whom to thank for it."""

    name: str
    thanks_to: str


@dataclass(frozen=True)
class OpenDecision:
    """A decision that has to be made; `late` says that the day it was needed by has passed."""

    title: str
    reason: str
    owner: str
    needed_by: date | None
    late: bool


@dataclass(frozen=True)
class Glance:
    """A count to see at a glance, `of` another where that says more; both are figures' values.

    The figures themselves belong to the page that explains them.
    """

    label: str
    count: int
    of: int | None = None


@dataclass(frozen=True)
class Executive:
    """What the executive page says.

    `headline` is the review's, or else computed from the scorecard, as `computed` tells.
    `wins` and `worries` are what the review says; `gains` and `concerns` are what the data add.
    `runs_until` is the quarter's last day while it still runs.
    """

    headline: str
    computed: bool
    at_a_glance: tuple[Glance, ...]
    wins: tuple[WinLine, ...]
    gains: tuple[str, ...]
    worries: tuple[str, ...]
    concerns: tuple[str, ...]
    decisions: tuple[OpenDecision, ...]
    runs_until: date | None
    figures: tuple[Figure, ...]


def executive(plan: Plan, quarter: Quarter) -> Executive:
    """Return the quarter on a page."""
    card, agreed = scorecard(plan, quarter), register(plan, quarter)
    route, review = roadmap(plan, quarter), plan.only(Review, quarter)
    needed = sorted(
        (d for d in plan.all(Decision) if d.decided_on is None), key=lambda d: d.due or date.max
    )
    until = cutoff(plan, quarter)
    written = review.headline if review else ""
    return Executive(
        headline=written or card.headline,
        computed=not written,
        at_a_glance=tuple(_glance(card, route, agreed)),
        wins=tuple(
            WinLine(win.name, plan.name_of(win.person_id)) for win in plan.in_quarter(Win, quarter)
        ),
        gains=tuple(_gains(card, route)),
        worries=tuple(filter(None, map(str.strip, review.worries.splitlines()))) if review else (),
        concerns=(*_in_kpis(card), *_in_work(route, agreed), *_in_strategy(plan, quarter)),
        decisions=tuple(_open(plan, decision, until) for decision in needed),
        runs_until=None if until.over else quarter.end,
        figures=(_decisions_figure(plan, needed),),
    )


def _glance(card: Scorecard, route: Roadmap, agreed: Register) -> Iterator[Glance]:
    targets = [row for row in card.rows if row.target is not None]
    if targets:
        met = sum(row.distance == "target met" for row in targets)
        yield Glance("Targets met", met, len(targets))
    if card.rows:
        worse = sum(row.verdict == Verdict.WORSE for row in card.rows)
        yield Glance("Signals for the worse", worse)
    if route.lines:
        yield Glance("Initiatives overdue", len(route.of(Stage.OVERDUE)))
    if agreed.actions:
        yield Glance("Actions done", agreed.count(ActionStatus.DONE), len(agreed.actions))


def _gains(card: Scorecard, route: Roadmap) -> Iterator[str]:
    if met := [row.kpi.name for row in card.rows if row.distance == "target met"]:
        yield f"Target met: {say_list(met)}."
    if better := [row.kpi.name for row in card.rows if row.verdict == Verdict.BETTER]:
        yield f"A signal for the better: {say_list(better)}."
    if done := [line.name for line in route.of(Stage.DONE)]:
        yield f"Finished: {say_list(done)}."


def _in_kpis(card: Scorecard) -> Iterator[str]:
    if worse := [row.kpi.name for row in card.rows if row.verdict == Verdict.WORSE]:
        yield f"A signal for the worse: {say_list(worse)}."
    off = [row.kpi.name for row in card.rows if row.status == "bad" and row.kpi.name not in worse]
    if off:
        yield f"Off track: {say_list(off)}."
    if at_odds := [row.kpi.name for row in card.at_odds]:
        yield f"Target and direction disagree, so there is no status: {say_list(at_odds)}."
    if unread := [row.kpi.name for row in card.unread]:
        yield f"No reading this quarter: {say_list(unread)}."


def _in_work(route: Roadmap, agreed: Register) -> Iterator[str]:
    for line in route.of(Stage.OVERDUE):
        owner = line.owner or "no owner"
        yield f"“{line.name}” is overdue: it was due on {say_date(line.due)} ({owner})."
    late = [action.name for action in agreed.actions if action.status == ActionStatus.OVERDUE]
    if late:
        yield f"Agreed and overdue: {say_list([f'“{name}”' for name in late])}."
    if unowned := [line.name for line in route.lines if not line.owner and _live(line.stage)]:
        yield f"Nobody owns {say_list([f'“{name}”' for name in unowned])}."


def _in_strategy(plan: Plan, quarter: Quarter) -> Iterator[str]:
    spent = focus(plan, quarter)
    if against := dict.fromkeys(conflict.work for conflict in spent.conflicts):
        yield f"On the not-doing list, and live all the same: {quoted(list(against))}."
    if spent.warning and not spent.unsaid.count:
        yield "Nothing live sets the business apart."
    if loaded := [load.person for load in ownership(plan, quarter).overloaded]:
        yield f"Owning too much at once: {named(loaded)}."


def _live(stage: Stage) -> bool:
    return stage in (Stage.OVERDUE, Stage.IN_FLIGHT, Stage.NOT_STARTED, Stage.STARTING)


def _open(plan: Plan, decision: Decision, until: Cutoff) -> OpenDecision:
    return OpenDecision(
        title=decision.title,
        reason=decision.reason,
        owner=plan.name_of(decision.owner_id),
        needed_by=decision.due,
        late=until.missed(decision.due),
    )


def _decisions_figure(plan: Plan, needed: Sequence[Decision]) -> Figure:
    return Figure(
        id="executive.decisions-needed",
        label="Decisions needed",
        value=len(needed),
        method="Count of decisions without a day on which they were decided.",
        sources=rows(plan, needed),
    )
