"""What was decided in the quarter, and what became of the actions agreed before it."""

from workbook.insight.period import say_quarter
from workbook.insight.register import ActionLine, ActionStatus, DecisionLine, Register, register
from workbook.pack.blocks import Block, Callout, Cell, Column, Facts, Section, Table
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count, say_date

__all__ = ["register_section"]


def register_section(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of last quarter's decisions and actions, by name."""
    page = register(plan, quarter)
    return Section(
        name="register",
        title="Decisions and actions",
        lead=_lead(page),
        blocks=[
            *([_facts(page)] if page.actions else []),
            _decisions(page, quarter),
            _actions(page),
        ],
    )


def _lead(page: Register) -> str:
    decided = capital(say_count(len(page.decisions), "decision")) + " taken"
    if not page.actions:
        return f"{decided}."
    done, agreed = page.count(ActionStatus.DONE), len(page.actions)
    return f"{decided}; {say_count(done)} of {say_count(agreed, 'agreed action')} done."


def _facts(page: Register) -> Facts:
    return Facts(
        [
            ("Actions agreed", str(len(page.actions))),
            ("Done", str(page.count(ActionStatus.DONE))),
            ("Overdue", str(page.count(ActionStatus.OVERDUE))),
            ("Completion rate", f"{page.rate}%"),
        ]
    )


def _decisions(page: Register, quarter: Quarter) -> Block:
    if not page.decisions:
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
        rows=[_decision(line) for line in page.decisions],
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


def _actions(page: Register) -> Block:
    if not page.actions:
        return Callout(
            "missing",
            f"No action was agreed in the review of {say_quarter(page.agreed_in)}.",
            "Actions that are agreed in the step Review of one quarter are followed up here "
            "in the next.",
        )
    return Table(
        caption=f"Actions agreed in the review of {say_quarter(page.agreed_in)}",
        columns=[
            Column("Action", width=0.5),
            Column("Owner", width=0.16),
            Column("Due", width=0.18),
            Column("Status", width=0.16),
        ],
        rows=[_action(line) for line in page.actions],
    )


def _action(line: ActionLine) -> list[str | Cell]:
    return [
        Cell(line.name, note=line.result),
        line.owner or "Nobody yet",
        say_date(line.due) if line.due else "No date",
        _STATUS[line.status],
    ]
