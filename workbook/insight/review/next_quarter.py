"""What the next quarter is about: few priorities, who does what by when, who hears of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbook.insight.figure import Figure
from workbook.insight.finding import Finding, finding
from workbook.insight.provenance import count
from workbook.quarter import Quarter
from workbook.strategy.entity import Entity
from workbook.strategy.plan import Plan
from workbook.strategy.review import Action, Message, Priority, Review, Win
from workbook.wording import capital, say_count

__all__ = ["LIMIT", "NextQuarter", "next_quarter"]

# More than three of anything is a wish list; the page shows three and says how many were written.
LIMIT = 3


@dataclass(frozen=True)
class NextQuarter(Finding):
    """The plan for `quarter`, the one after the reviewed one: all that its review agreed.

    `closing_win` is the last one named: the executive page opens with the first.
    """

    quarter: Quarter
    priorities: tuple[Priority, ...]
    actions: tuple[Action, ...]
    messages: tuple[Message, ...]
    closing_win: Win | None
    message: str
    figures: tuple[Figure, ...]

    @property
    def shown(self) -> tuple[Priority, ...]:
        """The priorities that the page shows."""
        return self.priorities[:LIMIT]

    @property
    def too_many(self) -> tuple[str, ...]:
        """What is more than anybody carries, in sentences: a warning, and never forbidden."""
        counted: list[tuple[str, str, Sequence[Entity]]] = [("priority", "", self.priorities)]
        counted += [("action", f" for “{p.name}”", self.actions_for(p)) for p in self.priorities]
        return tuple(
            f"{capital(say_count(len(many), noun))}{whose}: more than {say_count(LIMIT)} of "
            f"anything is a wish list. The pack shows the first {say_count(LIMIT)}."
            for noun, whose, many in counted
            if len(many) > LIMIT
        )

    def actions_for(self, priority: Priority | None) -> tuple[Action, ...]:
        """Return the actions for a priority, or those without one."""
        known = {each.id for each in self.priorities}
        return tuple(
            action
            for action in self.actions
            if (action.priority_id == priority.id if priority else action.priority_id not in known)
        )


@finding
def next_quarter(plan: Plan, quarter: Quarter) -> NextQuarter:
    """Return what a quarter's review agreed for the quarter after it."""
    priorities = plan.in_quarter(Priority, quarter)
    actions = plan.in_quarter(Action, quarter)
    review, id, written = plan.only(Review, quarter), "next-quarter", "Count of those written."
    return NextQuarter(
        quarter=quarter.next,
        priorities=priorities,
        actions=actions,
        messages=plan.in_quarter(Message, quarter),
        closing_win=next(reversed(plan.in_quarter(Win, quarter)), None),
        message=review.message if review else "",
        figures=(
            count(plan, f"{id}.priorities", "Priorities written", priorities, written),
            count(plan, f"{id}.actions", "Actions agreed", actions, written),
        ),
    )
