"""What changed in the plan since the last pack, and why: what people last saw against what stands.

What was changed and put back between the two is no change: nobody has seen it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from workbook.errors import WorkbookError
from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.provenance import journal_line, slugs
from workbook.insight.review.changed_fields import Changed, Kind, changed
from workbook.insight.review.restated import Restated, restated
from workbook.quarter import Quarter
from workbook.strategy.destination import KPI, Objective
from workbook.strategy.history import Change, utc
from workbook.strategy.journal import by_record, explained
from workbook.strategy.past import last_seen, lines_since, records_at
from workbook.strategy.plan import Plan, SignedOff
from workbook.strategy.route import Decision, Initiative
from workbook.strategy.route.initiatives import set_aside
from workbook.wording import say_date, say_number

__all__ = ["Changes", "Difference", "Move", "changes", "told_elsewhere"]


class Move(StrEnum):
    """What a new target asks for, against the old one, by the KPI's direction."""

    EASIER = "easier"
    HARDER = "harder"
    OTHER = ""


@dataclass(frozen=True)
class Difference:
    """Something that is not as people last saw it: with the journal's lines that made it so.

    `elsewhere` is a reason that stands in a record: in a decision, or where an objective ended.
    """

    what: Changed
    lines: tuple[Change, ...]
    elsewhere: str = ""
    figures: tuple[Figure, ...] = ()

    @property
    def reason(self) -> str:
        """Why, as somebody wrote beside the newest line that says so, then or later."""
        return next((line.reason for line in reversed(self.lines) if line.reason), self.elsewhere)

    @property
    def newest(self) -> Change:
        """The line that holds who did it last, and when."""
        return self.lines[-1]

    @property
    def then(self) -> str:
        """What was there, as it is printed."""
        return self._said(self.what.before)

    @property
    def now(self) -> str:
        """What is there now, as it is printed."""
        return self._said(self.what.after)

    def _said(self, value: Any) -> str:
        if value in (None, "", []):
            return "–" if self.what.before is None else "none"
        if isinstance(value, date):
            return say_date(value)
        if isinstance(value, int | float):
            kpi = self.what.record if isinstance(self.what.record, KPI) else None
            return say_number(value, kpi.unit if kpi and self.what.kind is Kind.TARGET else "")
        return str(value)

    @property
    def asked_why(self) -> bool:
        """Whether a reason is looked for: what is new says itself what it is for."""
        return self.what.before is not None or self.what.kind is not Kind.THERE

    @property
    def move(self) -> Move:
        """Whether it is a target that became easier or harder to meet."""
        kpi, old, new = self.what.record, self.what.before, self.what.after
        numbers = isinstance(old, int | float) and isinstance(new, int | float)
        if self.what.kind is not Kind.TARGET or not isinstance(kpi, KPI) or not numbers:
            return Move.OTHER
        higher = kpi.direction == "higher is better"
        return Move.HARDER if (new > old) == higher else Move.EASIER


_SHOWN = 8  # readings: of more, a reader takes none in


@dataclass(frozen=True)
class Changes(Finding):
    """What changed `since` a sign-off, or a quarter's end; `begun` is False in a first quarter.

    `restated` are readings that people saw in the pack before, and that are different now.
    `unknown` says why it cannot be told, if the journal does not lead to what stands.
    """

    begun: bool
    signed: SignedOff | None
    since: date
    differences: tuple[Difference, ...] = ()
    restated: tuple[Restated, ...] = ()
    figures: tuple[Figure, ...] = ()
    unknown: str = ""

    @property
    def changed(self) -> tuple[Difference, ...]:
        """What is not as it was: what is only new is not among it."""
        return tuple(each for each in self.differences if each.asked_why)

    @property
    def unexplained(self) -> tuple[Difference, ...]:
        """What nobody has given a reason for."""
        return tuple(each for each in self.changed if not each.reason)

    @property
    def printed(self) -> tuple[Restated, ...]:
        """The readings that are printed one by one: the rest is counted."""
        return self.restated[:_SHOWN]

    def moved(self, move: Move) -> tuple[Difference, ...]:
        """Return the targets that moved this way."""
        return tuple(each for each in self.differences if each.move is move)

    @property
    def concerns(self) -> tuple[str, ...]:
        """Targets that became easier to meet, and nobody has said why."""
        easier = [each for each in self.moved(Move.EASIER) if not each.reason]
        names = [f"“{each.what.name}”" for each in easier]
        return tuple(f"The target of {name} was made easier without a reason." for name in names)


@finding
def changes(plan: Plan, quarter: Quarter) -> Changes:
    """Return what changed since the last sign-off before this quarter's, or the quarter before."""
    signed, moment = last_seen(plan, quarter)
    first = plan.changes.first
    begun = first is not None and utc(first.at) <= moment
    if not begun:
        return Changes(False, signed, moment.date())
    try:
        differences = tuple(_differences(plan, moment))
        old = restated(plan, quarter, moment)
    except WorkbookError as error:  # a pack is made all the same, and says what it cannot tell
        return Changes(True, signed, moment.date(), unknown=str(error))
    found = Changes(True, signed, moment.date(), differences, old)
    own = (figure for each in differences for figure in each.figures)
    printed = (figure for each in found.printed for figure in (each.then, each.now))
    return replace(found, figures=(*_counts(found), *own, *printed))


def _differences(plan: Plan, moment: datetime) -> Iterator[Difference]:
    lines = by_record(lines_since(plan, moment))
    if not lines:
        return
    stood = records_at(plan, moment)
    then = {record.id: record for record in stood if record.id in lines}
    called = {record.id: record.called for record in (*stood, *plan.records)}
    names = slugs(plan, plan.all(KPI))
    found = []
    for id in lines:
        for what in changed(then.get(id), plan.find(id), called):
            if _is_idea(plan, what):
                continue
            concerned = tuple(_about(what, lines[id]))
            figures = tuple(_targets(what, names.get(id, ""), concerned[-1]))
            elsewhere = told_elsewhere(plan, what, moment.date())
            found.append(Difference(what, concerned, elsewhere, figures))
    yield from sorted(found, key=_place)


def _is_idea(plan: Plan, what: Changed) -> bool:
    """Whether it is only new, and was not begun: the page of decisions tells of proposals."""
    new = what.kind is Kind.THERE and what.before is None
    return new and isinstance(what.record, Initiative) and set_aside(plan, what.record)


def _place(each: Difference) -> tuple[int, bool, int]:
    """What matters most comes first; within each kind, what nobody has explained."""
    return list(Kind).index(each.what.kind), bool(each.reason), -each.newest.number


def _about(what: Changed, lines: Sequence[Change]) -> Iterator[Change]:
    """Return a record's lines about one of its fields, with the reasons that were given later."""
    told = explained(lines)
    if what.field:
        own = [line for line in told if what.field in (line.after or line.before)]
    else:
        own = [line for line in told if line.verb != "changed"][-1:]
    yield from own or told


def told_elsewhere(plan: Plan, what: Changed, since: date) -> str:
    """Return why something changed, where a decision or an ended objective says so; or nothing."""
    if isinstance(what.record, Decision) and what.field == "replaces_id":
        return what.record.reason
    if what.kind is not Kind.THERE:
        return ""
    if isinstance(what.record, Objective):
        return what.record.ended_why if what.field else ""
    decided = [
        decision
        for decision in plan.of(Decision, "initiative_id", what.record.id)
        if what.field and decision.decided_on and decision.decided_on >= since
    ]
    return next((each.reason or f"Decided: {each.title}" for each in reversed(decided)), "")


def _targets(what: Changed, slug: str, line: Change) -> Iterator[Figure]:
    if what.kind is not Kind.TARGET or not isinstance(what.record, KPI):
        return
    unit, source = what.record.unit, (journal_line(line),)
    for name, value in (("then", what.before), ("now", what.after)):
        label = f"{what.name}: target {'before' if name == 'then' else 'now'}"
        if isinstance(value, int | float):
            yield Figure(
                f"changes.target.{slug}.{name}", label, value, unit, "As written down.", source
            )


def _counts(found: Changes) -> Iterator[Figure]:
    explained = len(found.changed) - len(found.unexplained)
    since = f"sign-off of {found.signed.quarter}" if found.signed else "the last quarter’s end"
    sources = (f"journal from {since}, {say_date(found.since)}, on",)
    new = len(found.differences) - len(found.changed)
    counted = (
        ("all", "Changes", len(found.changed), "Fields that do not hold what they held then."),
        ("explained", "Changes explained", explained, "Those with a reason in the journal."),
        ("easier", "Targets made easier", len(found.moved(Move.EASIER)), "By the KPI’s direction."),
        ("harder", "Targets made harder", len(found.moved(Move.HARDER)), "By the KPI’s direction."),
        (
            "restated",
            "Past readings that differ",
            len(found.restated),
            "Those of past quarters.",
        ),
        ("new", "Things that are new", new, "Records that were not there then."),
    )
    for id, label, count, method in counted:
        if count or id != "restated":
            yield Figure(f"changes.{id}", label, count, "", method, sources)
