"""What the next quarter is about: few priorities, who does what by when, and a word to all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workbook.insight.figure import Figure
from workbook.insight.provenance import rows
from workbook.quarter import Quarter
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.strategy.review import Action, Priority, Review, Win

__all__ = ["LIMIT", "ActionLine", "NextQuarter", "PriorityLine", "next_quarter"]

# More than three of anything is a wish list; the page shows three and says how many were written.
LIMIT = 3


@dataclass(frozen=True)
class ActionLine:
    """Who does what by when."""

    name: str
    owner: str
    due: date | None


@dataclass(frozen=True)
class PriorityLine:
    """A priority with at most three of its actions; `written` is how many it has in all."""

    name: str
    serves: str
    actions: tuple[ActionLine, ...]
    written: int


@dataclass(frozen=True)
class NextQuarter:
    """The plan for `quarter`, the one after the reviewed one.

    `written` and `actions_written` count everything that the review agreed, shown or not.
    """

    quarter: Quarter
    priorities: tuple[PriorityLine, ...]
    written: int
    actions_written: int
    other_actions: tuple[ActionLine, ...]
    closing_win: str
    thanks_to: str
    message: str
    figures: tuple[Figure, ...]


def next_quarter(plan: Plan, quarter: Quarter) -> NextQuarter:
    """Return what a quarter's review agreed for the quarter after it."""
    priorities = plan.in_quarter(Priority, quarter)
    actions = plan.in_quarter(Action, quarter)
    shown = priorities[:LIMIT]
    wins, review = plan.in_quarter(Win, quarter), plan.only(Review, quarter)
    known = {priority.id for priority in priorities}
    loose = [action for action in actions if action.priority_id not in known]
    return NextQuarter(
        quarter=quarter.next,
        priorities=tuple(_priority(plan, priority, actions) for priority in shown),
        written=len(priorities),
        actions_written=len(actions),
        other_actions=tuple(_action(plan, action) for action in loose),
        # The executive page opens with the first win, so this page closes with the last.
        closing_win=wins[-1].name if wins else "",
        thanks_to=plan.name_of(wins[-1].person_id) if wins else "",
        message=review.message if review else "",
        figures=(
            _count(plan, "next-quarter.priorities", "Priorities written", priorities),
            _count(plan, "next-quarter.actions", "Actions agreed", actions),
            *(
                _count(
                    plan,
                    f"next-quarter.priority-{place}.actions",
                    f"Actions agreed for “{priority.name}”",
                    [action for action in actions if action.priority_id == priority.id],
                )
                for place, priority in enumerate(shown, 1)
            ),
        ),
    )


def _priority(plan: Plan, priority: Priority, actions: Sequence[Action]) -> PriorityLine:
    own = [action for action in actions if action.priority_id == priority.id]
    lines = tuple(_action(plan, action) for action in own[:LIMIT])
    return PriorityLine(priority.name, plan.name_of(priority.objective_id), lines, len(own))


def _action(plan: Plan, action: Action) -> ActionLine:
    return ActionLine(action.name, plan.name_of(action.owner_id), action.due)


def _count(plan: Plan, id: str, label: str, records: Sequence[Entity]) -> Figure:
    method = "Count of those written in the review."
    return Figure(id, label, len(records), method=method, sources=rows(plan, records))
