"""What a quarter means for a team or a person: what is theirs, and what changed for them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbook.insight.destination.strategy_page import Aim, Stopped, strategy_page
from workbook.insight.review.changed_fields import Kind
from workbook.insight.review.changes import Difference, changes
from workbook.insight.review.next_quarter import next_quarter
from workbook.insight.review.register import ActionStatus, Agreed, register
from workbook.insight.review.scorecard import Row, scorecard
from workbook.insight.route.initiatives import Progress
from workbook.insight.route.roadmap import roadmap
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.destination import Objective
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.strategy.review import Action, Message
from workbook.strategy.route import Decision, NotDoing
from workbook.strategy.start.people import Department, Person
from workbook.written.names import folded

__all__ = ["ForYou", "for_person", "for_team"]

_EVERYBODY = {"all", "everybody", "everyone", "the team", "the whole team", "us all"}


@dataclass(frozen=True)
class ForYou:
    """The part of a quarter's review that concerns some people; all figures are of other findings.

    `asks` says by objective who answers for the larger one that it serves, to be asked about it.
    `late` names the work, the agreed actions and the decisions whose day has passed.
    """

    aims: tuple[Aim, ...]
    asks: dict[str, str]
    rows: tuple[Row, ...]
    work: tuple[Progress, ...]
    agreed: tuple[Agreed, ...]
    actions: tuple[Action, ...]
    decisions: tuple[Decision, ...]
    changed: tuple[Difference, ...]
    stopped: tuple[Stopped, ...]
    not_doing: tuple[NotDoing, ...]
    messages: tuple[Message, ...]
    to_everyone: str
    late: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing of the plan is theirs."""
        mine = (self.aims, self.rows, self.work, self.agreed, self.actions, self.decisions)
        return not any(mine)


def for_team(plan: Plan, quarter: Quarter, department: Department) -> ForYou:
    """Return a department's branch of the cascade, its KPIs and work, and what was stopped."""
    members = [each for each in plan.all(Person) if each.department_id == department.id]
    here = {each.id for each in members if not each.has_left(plan.today)}
    roots = [
        each
        for each in plan.all(Objective)
        if each.department_id == department.id or each.owner_id in here
    ]
    branch = {each.id for root in roots for each in _below(plan, root)}
    names = [department.name, *(each.name for each in members if each.id in here)]
    return _found(plan, quarter, here, branch, names, everything_stopped=True)


def for_person(plan: Plan, quarter: Quarter, person: Person) -> ForYou:
    """Return what one person answers for, and what changed in it."""
    own = {each.id for each in plan.all(Objective) if each.owner_id == person.id}
    department = plan.name_of(person.department_id)
    return _found(plan, quarter, {person.id}, own, [person.name, *filter(None, [department])])


def _found(  # noqa: PLR0913 -- whose part of the plan it is
    plan: Plan,
    quarter: Quarter,
    people: set[str],
    objectives: set[str],
    names: list[str],
    *,
    everything_stopped: bool = False,
) -> ForYou:
    def theirs(record: Entity) -> bool:
        return getattr(record, "owner_id", None) in people

    strategy, following = strategy_page(plan, quarter), next_quarter(plan, quarter)
    aims = tuple(aim for aim in strategy.aims if aim.objective.id in objectives)
    rows = tuple(
        row
        for row in scorecard(plan, quarter).rows
        if theirs(row.kpi) or row.kpi.objective_id in objectives
    )
    work = tuple(each for each in roadmap(plan, quarter).shown if theirs(each.initiative))
    decisions = tuple(d for d in plan.all(Decision) if d.decided_on is None and theirs(d))
    agreed = tuple(each for each in register(plan, quarter).actions if theirs(each.action))
    own = {*objectives, *(row.kpi.id for row in rows), *(each.initiative.id for each in work)}
    return ForYou(
        aims=aims,
        asks=dict(_asks(plan, aims, people)),
        rows=rows,
        work=work,
        agreed=agreed,
        actions=tuple(each for each in following.actions if theirs(each)),
        decisions=decisions,
        changed=tuple(_changed(plan, quarter, people, own, theirs)),
        stopped=tuple(
            each
            for each in strategy.stopped
            if everything_stopped or (each.decision and theirs(each.decision))
        ),
        not_doing=plan.all(NotDoing),
        messages=tuple(
            each for each in plan.in_quarter(Message, quarter) if _is_for(plan, each, names)
        ),
        to_everyone=following.message,
        late=(
            *(each.initiative.name for each in work if each.overdue),
            *(each.action.name for each in agreed if each.status is ActionStatus.OVERDUE),
            *(each.title for each in decisions if cutoff(plan, quarter).missed(each.due)),
        ),
    )


def _below(plan: Plan, root: Objective) -> Iterator[Objective]:
    """Yield an objective and those that serve it; a circle was refused when it was saved."""
    yield root
    for child in plan.of(Objective, "parent_id", root.id):
        yield from _below(plan, child)


def _asks(plan: Plan, aims: tuple[Aim, ...], people: set[str]) -> Iterator[tuple[str, str]]:
    for aim in aims:
        parent = plan.find(aim.objective.parent_id)
        owner = getattr(parent, "owner_id", None)
        if owner and owner not in people:
            yield aim.objective.id, plan.name_of(owner)


def _changed(
    plan: Plan,
    quarter: Quarter,
    people: set[str],
    own: set[str],
    theirs: Callable[[Entity], bool],
) -> Iterator[Difference]:
    """Yield what changed in their records, with what became theirs or somebody else's."""
    had = {plan.name_of(id) for id in people}
    for each in changes(plan, quarter).differences:
        handed_over = each.what.kind is Kind.OWNER and each.what.before in had
        if handed_over or each.what.record.id in own or theirs(each.what.record):
            yield each


def _is_for(plan: Plan, message: Message, names: list[str]) -> bool:
    """Tell whether a message names one of the people or teams, or is for all."""
    said = folded(message.name)
    return said in _EVERYBODY or any(_is_named(plan, folded(name), said) for name in names)


def _is_named(plan: Plan, name: str, said: str) -> bool:
    """Tell whether a text names somebody, and not only one whose longer name has theirs in it."""
    people, teams = plan.all(Person), plan.all(Department)
    every = {folded(each) for each in (*(p.name for p in people), *(t.name for t in teams))}
    longer = (each for each in every if name in each and name != each)
    for each in sorted(longer, key=len, reverse=True):
        said = re.sub(_WORD.format(re.escape(each)), " ", said)
    return bool(re.search(_WORD.format(re.escape(name)), said))


# Latin, Greek and Cyrillic letters part their words; others set “for” and a name together.
_WORD = r"(?<![^\W\u0590-\U0010ffff]){}(?![^\W\u0590-\U0010ffff])"
