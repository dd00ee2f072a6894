"""What was decided in a quarter, and what became of the actions agreed in the review before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbook.insight.figure import Figure
from workbook.insight.provenance import rows
from workbook.quarter import Quarter
from workbook.strategy.cutoff import Cutoff, cutoff
from workbook.strategy.plan import Plan
from workbook.strategy.review import Action
from workbook.strategy.route import Decision

__all__ = ["ActionLine", "ActionStatus", "DecisionLine", "Register", "register"]


class ActionStatus(StrEnum):
    """Where an agreed action stands, as computed: an open one whose date has passed is overdue."""

    DONE = "done"
    OPEN = "open"
    OVERDUE = "overdue"
    DROPPED = "dropped"


@dataclass(frozen=True)
class DecisionLine:
    """A decision with everything that a reader may ask about it."""

    title: str
    kind: str
    about: str
    reason: str
    owner: str
    decided_on: date
    reopen_when: str


@dataclass(frozen=True)
class ActionLine:
    """An action that was agreed, and what became of it."""

    name: str
    owner: str
    due: date | None
    status: ActionStatus
    result: str


@dataclass(frozen=True)
class Register:
    """A quarter's decisions, and the actions agreed in `agreed_in`, the quarter before.

    `rate` is the whole percentage of the agreed actions that were done; None without actions.
    """

    decisions: tuple[DecisionLine, ...]
    actions: tuple[ActionLine, ...]
    agreed_in: Quarter
    rate: int | None
    figures: tuple[Figure, ...]

    def count(self, status: ActionStatus) -> int:
        """Return how many of the agreed actions stand so."""
        return sum(action.status == status for action in self.actions)


def register(plan: Plan, quarter: Quarter) -> Register:
    """Return the decisions of a quarter and the outcome of the actions agreed before it."""
    decided = sorted(
        (d for d in plan.all(Decision) if d.decided_on and d.decided_on in quarter),
        key=lambda d: d.decided_on or date.max,
    )
    agreed = plan.in_quarter(Action, quarter.previous)
    until = cutoff(plan, quarter)
    actions = tuple(_action(plan, action, until) for action in agreed)
    done = sum(action.status == ActionStatus.DONE for action in actions)
    return Register(
        decisions=tuple(_decision(plan, decision) for decision in decided),
        actions=actions,
        agreed_in=quarter.previous,
        rate=round(100 * done / len(actions)) if actions else None,
        figures=(
            _decisions_figure(plan, decided),
            *(_action_figures(plan, agreed, actions) if actions else ()),
        ),
    )


def _decision(plan: Plan, decision: Decision) -> DecisionLine:
    assert decision.decided_on is not None
    return DecisionLine(
        title=decision.title,
        kind=decision.kind,
        about=plan.name_of(decision.initiative_id),
        reason=decision.reason,
        owner=plan.name_of(decision.owner_id),
        decided_on=decision.decided_on,
        reopen_when=decision.reopen_when,
    )


def _action(plan: Plan, action: Action, until: Cutoff) -> ActionLine:
    late = action.status == "open" and until.missed(action.due)
    status = ActionStatus.OVERDUE if late else ActionStatus(action.status)
    return ActionLine(action.name, plan.name_of(action.owner_id), action.due, status, action.result)


def _decisions_figure(plan: Plan, decided: Sequence[Decision]) -> Figure:
    return Figure(
        id="register.decisions",
        label="Decisions taken in the quarter",
        value=len(decided),
        method="Count of decisions whose date lies in the quarter.",
        sources=rows(plan, decided),
    )


_MEANING = {
    ActionStatus.DONE: "marked as done",
    ActionStatus.OPEN: "still open, not yet due",
    ActionStatus.OVERDUE: "still open, due date passed",
    ActionStatus.DROPPED: "marked as dropped",
}


def _action_figures(
    plan: Plan, agreed: Sequence[Action], lines: Sequence[ActionLine]
) -> list[Figure]:
    by_status = {
        status: [
            record for record, line in zip(agreed, lines, strict=True) if line.status == status
        ]
        for status in ActionStatus
    }
    done = len(by_status[ActionStatus.DONE])
    return [
        Figure(
            id="register.actions.agreed",
            label="Actions agreed in the previous review",
            value=len(agreed),
            method="Count of the actions of the quarter before.",
            sources=rows(plan, agreed),
        ),
        *(
            Figure(
                id=f"register.actions.{status}",
                label=f"Agreed actions {status}",
                value=len(records),
                method=f"Count of agreed actions that are {_MEANING[status]}.",
                sources=rows(plan, records),
            )
            for status, records in by_status.items()
        ),
        Figure(
            id="register.actions.rate",
            label="Completion rate",
            value=round(100 * done / len(agreed)),
            unit="%",
            method="Done ÷ agreed, as a whole percentage; dropped actions count as not done.",
            sources=rows(plan, agreed),
            caveat="Done is what the owner says; nobody has checked it.",
        ),
    ]
