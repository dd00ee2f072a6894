"""What was decided in the quarter, and what became of the actions agreed before it."""

from workbook.insight.period import say_quarter
from workbook.insight.review.register import (
    ActionLine,
    ActionStatus,
    DecisionLine,
    Register,
    register,
)
from workbook.pack.blocks import Block, Callout, Cell, Column, Facts, Section, Table
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count, say_date

__all__ = ["page"]


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of last quarter's decisions and actions, by name."""
    found = register(plan, quarter)
    return Section(
        name="register",
        title="Decisions and actions",
        lead=_lead(found),
        blocks=[
            *([_facts(found)] if found.actions else []),
            _decisions(found, quarter),
            _actions(found),
        ],
    )


def _lead(found: Register) -> str:
    decided = capital(say_count(len(found.decisions), "decision")) + " taken"
    if not found.actions:
        return f"{decided}."
    done, agreed = found.count(ActionStatus.DONE), len(found.actions)
    return f"{decided}; {say_count(done)} of {say_count(agreed, 'agreed action')} done."


def _facts(found: Register) -> Facts:
    return Facts(
        [
            ("Actions agreed", str(len(found.actions))),
            ("Done", str(found.count(ActionStatus.DONE))),
            ("Overdue", str(found.count(ActionStatus.OVERDUE))),
            ("Completion rate", f"{found.rate}%"),
        ]
    )


def _decisions(found: Register, quarter: Quarter) -> Block:
    if not found.decisions:
        return Callout(
            "missing",
            f"No decision is dated {say_quarter(quarter)}.",
            "If something was started, paused or stopped, write it down in the step Map the route, "
            "with its reason and the day it was decided.",
        )
    return Table(
        caption="Decisions taken this quarter",
        columns=[
            Column("Decision", width=0.33),
            Column("Why", width=0.37),
            Column("Owner", width=0.13),
            Column("Decided on", width=0.17),
        ],
        rows=[_decision(line) for line in found.decisions],
    )


def _decision(line: DecisionLine) -> list[str | Cell]:
    kind = "" if line.kind == "other" else line.kind.capitalize()
    return [
        Cell(line.title, note=": ".join(filter(None, (kind, line.about)))),
        Cell(
            line.reason or "No reason written down.",
            note=f"Look at it again when: {line.reopen_when}" if line.reopen_when else "",
        ),
        line.owner or "Nobody yet",
        say_date(line.decided_on),
    ]


_STATUS = {
    ActionStatus.DONE: Cell("Done", status="good"),
    ActionStatus.OPEN: Cell("Open", status="info"),
    ActionStatus.OVERDUE: Cell("Overdue", status="bad"),
    ActionStatus.DROPPED: Cell("Dropped", status="none"),
}


def _actions(found: Register) -> Block:
    if not found.actions:
        return Callout(
            "missing",
            f"No action was agreed in the review of {say_quarter(found.agreed_in)}.",
            "Actions that are agreed in the step Review of one quarter are followed up here "
            "in the next.",
        )
    return Table(
        caption=f"Actions agreed in the review of {say_quarter(found.agreed_in)}",
        columns=[
            Column("Action", width=0.5),
            Column("Owner", width=0.16),
            Column("Due", width=0.18),
            Column("Status", width=0.16),
        ],
        rows=[_action(line) for line in found.actions],
    )


def _action(line: ActionLine) -> list[str | Cell]:
    return [
        Cell(line.name, note=line.result),
        line.owner or "Nobody yet",
        say_date(line.due) if line.due else "No date",
        _STATUS[line.status],
    ]
