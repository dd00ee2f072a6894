"""What was decided in a quarter, and what became of the actions agreed in the review before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbook.insight.figure import Figure, percentage
from workbook.insight.finding import Finding, Glance, finding
from workbook.insight.naming import quoted
from workbook.insight.provenance import count, rows
from workbook.quarter import Quarter
from workbook.strategy.cutoff import cutoff
from workbook.strategy.plan import Plan
from workbook.strategy.review import Action
from workbook.strategy.route import Decision

__all__ = ["ActionStatus", "Agreed", "Register", "register"]


class ActionStatus(StrEnum):
    """Where an agreed action stands, as computed: an open one whose date has passed is overdue."""

    DONE = "done"
    OPEN = "open"
    OVERDUE = "overdue"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Agreed:
    """An action that was agreed, and what became of it."""

    action: Action
    status: ActionStatus


@dataclass(frozen=True)
class Register(Finding):
    """A quarter's decisions, and the actions agreed in `agreed_in`, the quarter before."""

    decisions: tuple[Decision, ...]
    actions: tuple[Agreed, ...]
    agreed_in: Quarter
    figures: tuple[Figure, ...]

    def of(self, status: ActionStatus) -> tuple[Action, ...]:
        """Return the agreed actions that stand so."""
        return tuple(agreed.action for agreed in self.actions if agreed.status == status)

    @property
    def concerns(self) -> tuple[str, ...]:
        """What was agreed and is overdue."""
        late = [action.name for action in self.of(ActionStatus.OVERDUE)]
        return (f"Agreed and overdue: {quoted(late)}.",) if late else ()

    @property
    def at_a_glance(self) -> tuple[Glance, ...]:
        """How many of the agreed actions are done."""
        if not self.actions:
            return ()
        done, every = map(self.figure, ("register.actions.done", "register.actions.agreed"))
        return (Glance("Actions done", done, every),)


@finding
def register(plan: Plan, quarter: Quarter) -> Register:
    """Return the decisions of a quarter and the outcome of the actions agreed before it."""
    taken = [d for d in plan.all(Decision) if d.decided_on and d.decided_on in quarter]
    decided = tuple(sorted(taken, key=lambda d: d.decided_on or date.max))
    until = cutoff(plan, quarter)
    actions = tuple(
        Agreed(action, ActionStatus.OVERDUE if late else ActionStatus(action.status))
        for action in plan.in_quarter(Action, quarter.previous)
        for late in [action.status == "open" and until.missed(action.due)]
    )
    method = "Count of decisions whose date lies in the quarter."
    figure = count(plan, "register.decisions", "Decisions taken in the quarter", decided, method)
    return Register(
        decided, actions, quarter.previous, (figure, *(_figures(plan, actions) if actions else ()))
    )


_MEANING = {
    ActionStatus.DONE: "marked as done",
    ActionStatus.OPEN: "still open, not yet due",
    ActionStatus.OVERDUE: "still open, due date passed",
    ActionStatus.DROPPED: "marked as dropped",
}


def _figures(plan: Plan, agreed: Sequence[Agreed]) -> Iterator[Figure]:
    id, every = "register.actions", [each.action for each in agreed]
    label, method = "Actions agreed", "Count of the actions agreed in the review before."
    yield count(plan, f"{id}.agreed", label, every, method)
    for status, meaning in _MEANING.items():
        standing = [each.action for each in agreed if each.status == status]
        method = f"Count of agreed actions that are {meaning}."
        yield count(plan, f"{id}.{status}", f"Agreed actions {status}", standing, method)
    done = sum(each.status == ActionStatus.DONE for each in agreed)
    yield Figure(
        f"{id}.rate", "Completion rate", percentage(done, len(agreed)), "%",
        "Done ÷ agreed, as a whole percentage; dropped actions count as not done.",
        rows(plan, every), "Done is what the owner says; nobody has checked it.",
    )  # fmt: skip
