"""What the next quarter is about."""

from collections.abc import Iterator, Sequence

from workbook.insight.period import say_quarter
from workbook.insight.review.next_quarter import (
    LIMIT,
    ActionLine,
    NextQuarter,
    PriorityLine,
    next_quarter,
)
from workbook.pack.blocks import Block, Callout, Column, Grid, Panel, Prose, Section, Table
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count, say_date, sentence

__all__ = ["page"]


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of priorities, actions, the closing win and the message to everyone."""
    found = next_quarter(plan, quarter)
    return Section(
        name="next_quarter",
        title="Next quarter",
        lead=_lead(found),
        blocks=[*_priorities(found), *_others(found), Grid(2, [_win(found), _message(found)])],
    )


def _lead(found: NextQuarter) -> str:
    period = say_quarter(found.quarter)
    if not found.priorities:
        return f"{period}: no priority is chosen yet."
    actions = say_count(found.actions_written, "action")
    return f"{period}: {say_count(found.written, 'priority')}, {actions}."


def _priorities(found: NextQuarter) -> Iterator[Block]:
    if not found.priorities:
        yield Callout(
            "missing",
            "No priority is chosen for the next quarter.",
            f"Choose at most {say_count(LIMIT)} in the step Review.",
        )
    for place, priority in enumerate(found.priorities, 1):
        yield Panel(f"{place}. {priority.name}", list(_priority(priority)))
    if found.written > len(found.priorities):
        yield Callout(
            "watch",
            capital(_cut(found.written, "priority")),
            "More than three of anything is a wish list: choose in the step Review.",
        )


def _priority(priority: PriorityLine) -> Iterator[Block]:
    if priority.serves:
        yield Prose(f"Serves the objective “{priority.serves}”.")
    if priority.actions:
        yield _table("", priority.actions)
    else:
        yield Prose("No action yet. Agree on one in the step Review, with an owner and a date.")
    if priority.written > len(priority.actions):
        yield Prose(capital(_cut(priority.written, "action")))


def _cut(written: int, noun: str) -> str:
    return f"{say_count(written, noun)} are written down; the first {say_count(LIMIT)} are shown."


def _others(found: NextQuarter) -> Iterator[Block]:
    if found.other_actions:
        yield _table("Actions without a priority", found.other_actions)


def _table(caption: str, actions: Sequence[ActionLine]) -> Table:
    return Table(
        caption=caption,
        columns=[
            Column("Action", width=0.6),
            Column("Owner", width=0.18),
            Column("Due", width=0.22),
        ],
        rows=[
            [a.name, a.owner or "Nobody yet", say_date(a.due) if a.due else "No date"]
            for a in actions
        ],
    )


def _win(found: NextQuarter) -> Block:
    if not found.closing_win:
        return Callout("missing", "No win is named.", "Name one in the step Review: big or small.")
    thanks = f" Thank you, {found.thanks_to}." if found.thanks_to else ""
    return Panel("To close with", [Prose(sentence(found.closing_win) + thanks)], tone="good")


def _message(found: NextQuarter) -> Block:
    if not found.message:
        return Callout(
            "missing",
            "No message to everyone yet.",
            "Write in the step Review what each person should take away.",
        )
    return Panel("To everyone", [Prose(found.message)], tone="info")
