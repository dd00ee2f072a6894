"""The way of work to its approval: idea, proposed, approved or refused, and how long it waits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.naming import quoted
from workbook.insight.provenance import count, journal_line, rows, slugs
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.plan import Plan
from workbook.strategy.route import Approval, ApprovalRule, Initiative
from workbook.strategy.route.initiatives import (
    Standing,
    approvals_used,
    newest_approval,
    standing,
)
from workbook.strategy.route.initiatives_approvers import the_rule
from workbook.strategy.route.initiatives_automation import held
from workbook.strategy.start import Business
from workbook.wording import say_count, say_date

__all__ = ["LONG", "Approvals", "Grown", "Proposal", "approvals", "approvals_on"]

LONG = 30
"""Days: whoever waits longer for a yes or no has stopped waiting."""


@dataclass(frozen=True)
class Proposal:
    """An initiative on its way to approval, with what was last asked and said of it.

    `wait` is how long it waited by the page's day, or until its verdict; `hindered` says what keeps
    it from being approved.
    """

    work: Initiative
    standing: Standing
    newest: Approval | None
    wait: Figure | None = None
    hindered: str = ""

    @property
    def days(self) -> int:
        """How many days it waited; none where nobody has asked."""
        return int(self.wait.value or 0) if self.wait else 0

    @property
    def told(self) -> str:
        """How long it waits, or when it was decided, in a few words; empty for an idea."""
        if self.wait is None or self.newest is None:
            return ""
        if self.standing == "proposed":
            return f"waiting {self.wait.printed}"
        return f"on {say_date(self.newest.decided_on)}, after {self.wait.printed}"


@dataclass(frozen=True)
class Grown:
    """Work that costs more than it did on the day on which it was approved, by the journal."""

    work: Initiative
    then: Figure
    now: Figure

    @property
    def sentence(self) -> str:
        """What it cost then, and what it costs now."""
        was, now = self.then.printed, self.now.printed
        return f"“{self.work.name}” was approved at {was}, and costs {now} now."


@dataclass(frozen=True)
class Approvals(Finding):
    """Work by how far it is on its way to approval, as known on `day`; nothing where it is unused.

    `proposals` are ideas, what waits, the longest first, and what was decided in the quarter.
    `unasked` is work that goes on without approval, and `grown` what costs more than was approved.
    """

    used: bool
    day: date
    proposals: tuple[Proposal, ...] = ()
    unasked: tuple[Proposal, ...] = ()
    grown: tuple[Grown, ...] = ()
    figures: tuple[Figure, ...] = ()

    def at(self, standing: Standing) -> tuple[Proposal, ...]:
        """Return what stands there."""
        return tuple(each for each in self.proposals if each.standing == standing)

    @property
    def concerns(self) -> tuple[str, ...]:
        """Work that goes on although nobody has approved it, and what waits too long."""
        bare = [each.work.name for each in self.unasked if each.standing != "refused"]
        against = [each.work.name for each in self.unasked if each.standing == "refused"]
        late = [each for each in self.at("proposed") if each.days > LONG]
        return (
            *([f"Work goes on without approval: {quoted(bare)}."] if bare else []),
            *([f"Work was refused and goes on: {quoted(against)}."] if against else []),
            *(
                f"“{each.work.name}” has waited {say_count(each.days, 'day')} for a yes or no."
                for each in late
            ),
            *(each.sentence for each in self.grown),
        )


@finding
def approvals(plan: Plan, quarter: Quarter) -> Approvals:
    """Return how far work is on its way to approval at the cut-off of a quarter."""
    return approvals_on(plan, quarter, cutoff(plan, quarter).day)


def approvals_on(plan: Plan, quarter: Quarter, day: date) -> Approvals:
    """Return the same as known on a day; verdicts are those since the quarter began."""
    if not approvals_used(plan):
        return Approvals(False, day)
    named = slugs(plan, plan.all(Initiative))
    every = [
        Proposal(each, standing(plan, each, day), newest_approval(plan, each.id, day))
        for each in plan.all(Initiative)
    ]
    unasked = [each for each in every if _goes_on_unasked(plan, each)]
    shown = [each for each in every if each not in unasked and _is_shown(each, quarter, day)]
    weighed = [_weighed(plan, each, day, named[each.work.id]) for each in shown]
    weighed.sort(key=lambda each: (_ORDER.index(each.standing), -each.days))
    late = tuple(_weighed(plan, each, day, named[each.work.id]) for each in unasked)
    found = Approvals(True, day, tuple(weighed), late, tuple(_grown(plan, every, named)))
    return replace(found, figures=tuple(_figures(plan, found)))


_ORDER: tuple[Standing, ...] = ("idea", "proposed", "approved", "refused", "")


def _weighed(plan: Plan, each: Proposal, day: date, slug: str) -> Proposal:
    """Return it with how long it waited, and what keeps it from being approved."""
    work, newest = each.work, each.newest
    if newest is None:
        return each
    waits = each.standing == "proposed"
    decided = None if waits else newest.decided_on
    first = _first_asked(plan, newest)
    wait = Figure(
        f"approvals.{slug}.wait", f"“{work.name}”: waited for approval",
        ((decided or day) - first).days, "days",
        "The day of the verdict, or the page’s day, minus the first day in the journal.",
        tuple(map(journal_line, plan.history(newest, "asked_on"))) or rows(plan, [work]),
    )  # fmt: skip
    bare = "" if work.objective_ids else "It serves no objective, so that it cannot be approved."
    return replace(each, wait=wait, hindered=(bare or held(plan, work.id)) if waits else "")


def _first_asked(plan: Plan, approval: Approval) -> date:
    """Return since when it waits: to date a proposal anew makes nobody's wait shorter."""
    said = [line.after["asked_on"] for line in plan.history(approval, "asked_on")]
    return min([approval.asked_on, *map(date.fromisoformat, filter(None, said))])


def _is_shown(each: Proposal, quarter: Quarter, day: date) -> bool:
    if each.standing in ("idea", "proposed"):
        return each.work.status in ("not started", "in progress")
    decided = each.newest.decided_on if each.newest else None
    return decided is not None and quarter.start <= decided <= day


def _goes_on_unasked(plan: Plan, each: Proposal) -> bool:
    if each.work.status != "in progress" or each.standing == "approved":
        return False
    if each.standing == "refused":
        return True
    return the_rule(plan).covers(each.work.cost) and not _begun_before(plan, each.work)


def _begun_before(plan: Plan, work: Initiative) -> bool:
    """Whether work had begun before this business approved any."""
    lines = (line for rule in plan.all(ApprovalRule) for line in plan.history(rule))
    days = [*(each.asked_on for each in plan.all(Approval)), *(line.at.date() for line in lines)]
    marks = plan.history(work, "status")
    begun = [line.at.date() for line in marks if line.after["status"] == "in progress"]
    day = begun[-1] if begun else work.start
    return bool(days) and day is not None and day < min(days)


def _grown(plan: Plan, every: Sequence[Proposal], named: Mapping[str, str]) -> Iterator[Grown]:
    business = plan.only(Business)
    currency = business.currency if business else ""
    for each in every:
        work, decided = each.work, each.newest.decided_on if each.newest else None
        live = each.standing == "approved" and work.status not in ("done", "stopped")
        if not live or decided is None or work.cost is None:
            continue
        lines = [c for c in plan.history(work, "cost") if c.at.date() <= decided]
        then = lines[-1].after["cost"] if lines else None
        if then is not None and work.cost > then:
            id, name = f"approvals.{named[work.id]}", f"“{work.name}”"
            told = (journal_line(lines[-1]),)
            method = "What the journal holds on the day of the verdict."
            was = Figure(f"{id}.then", f"{name}: cost approved", then, currency, method, told)
            own = rows(plan, [work])
            now = Figure(f"{id}.now", f"{name}: cost now", work.cost, currency, "As entered.", own)
            yield Grown(work, was, now)


def _figures(plan: Plan, found: Approvals) -> Iterator[Figure]:
    for each, (label, method) in _COUNTED.items():
        there = [proposal.work for proposal in found.at(each)]
        yield count(plan, f"approvals.{each}", label, there, method)
    unasked = [each.work for each in found.unasked]
    method = "Count of work in progress that needs approval, and has none."
    yield count(plan, "approvals.unasked", "Work going on without approval", unasked, method)
    shown = (*found.proposals, *found.unasked)
    yield from (each.wait for each in shown if each.wait)
    for grown in found.grown:
        yield from (grown.then, grown.now)


_COUNTED: dict[Standing, tuple[str, str]] = {
    "idea": ("Ideas", "Count of work that needs approval, has not begun, and nobody proposed."),
    "proposed": ("Proposed, and waiting", "Count of proposals without a verdict."),
    "approved": ("Approved in the quarter", "Count of verdicts dated in the quarter."),
    "refused": ("Refused in the quarter", "Count of verdicts dated in the quarter."),
}
