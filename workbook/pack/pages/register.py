"""What was decided in the quarter, and what became of the actions agreed before it."""

from collections.abc import Iterator, Mapping

from workbook.insight.codes import codes
from workbook.insight.period import say_quarter
from workbook.insight.review.register import ActionStatus, Agreed, Register, register
from workbook.insight.review.unfinished import Item, Unfinished, unfinished
from workbook.pack.blocks import Block, Cell, Column, Facts, Section, Status, Table
from workbook.pack.missing import missing
from workbook.quarter import Quarter
from workbook.strategy.asking import named
from workbook.strategy.plan import Plan
from workbook.strategy.review import FollowUp
from workbook.strategy.route import Decision
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
            *([_facts(found, codes(plan, quarter))] if found.actions else []),
            _decisions(plan, found, quarter),
            _actions(plan, found),
            *_unfinished(plan, unfinished(plan, quarter)),
        ],
    )


def _lead(found: Register) -> str:
    decided = capital(say_count(len(found.decisions), "decision")) + " taken"
    if not found.actions:
        return f"{decided}."
    done, agreed = len(found.of(ActionStatus.DONE)), len(found.actions)
    return f"{decided}; {say_count(done)} of {say_count(agreed, 'agreed action')} done."


_GLANCE = {
    "agreed": "Actions agreed",
    "done": "Done",
    "overdue": "Overdue",
    "rate": "Completion rate",
}


def _facts(found: Register, known: Mapping[str, str]) -> Facts:
    figures = {label: found.figure(f"register.actions.{id}") for id, label in _GLANCE.items()}
    marks = [known[figure.id] for figure in figures.values()]
    return Facts([(label, figure.printed) for label, figure in figures.items()], marks)


def _decisions(plan: Plan, found: Register, quarter: Quarter) -> Block:
    if not found.decisions:
        return missing(
            "decisions",
            f"No decision is dated {say_quarter(quarter)}.",
            "If something was started, paused or stopped, write it down with its reason and the "
            "day it was decided.",
        )
    return Table(
        caption="Decisions taken this quarter",
        columns=[
            Column("Decision", width=0.33),
            Column("Why", width=0.37),
            Column("Owner", width=0.13),
            Column("Decided on", width=0.17),
        ],
        rows=[_decision(plan, each) for each in found.decisions],
    )


def _decision(plan: Plan, decision: Decision) -> list[str | Cell]:
    kind = "" if decision.kind == "other" else decision.kind.capitalize()
    again = decision.reopen_when
    return [
        Cell(
            decision.title,
            note=": ".join(filter(None, (kind, plan.name_of(decision.initiative_id)))),
        ),
        Cell(
            decision.reason or "No reason written down.",
            note=f"Look at it again when: {again}" if again else "",
        ),
        plan.name_of(decision.owner_id) or "Nobody yet",
        say_date(decision.decided_on),
    ]


_MARKS: dict[ActionStatus, Status] = {
    ActionStatus.DONE: "good",
    ActionStatus.OPEN: "info",
    ActionStatus.OVERDUE: "bad",
    ActionStatus.DROPPED: "none",
}


def _actions(plan: Plan, found: Register) -> Block:
    agreed_in = say_quarter(found.agreed_in)
    if not found.actions:
        return missing(
            "agreed",
            f"No action was agreed in the review of {agreed_in}.",
            "Actions that are agreed in the review of one quarter are followed up here in the "
            "next.",
        )
    return Table(
        caption=f"Actions agreed in the review of {agreed_in}",
        columns=[
            Column("Action", width=0.5),
            Column("Owner", width=0.16),
            Column("Due", width=0.18),
            Column("Status", width=0.16),
        ],
        rows=[_action(plan, each) for each in found.actions],
    )


def _action(plan: Plan, agreed: Agreed) -> list[str | Cell]:
    action = agreed.action
    return [
        Cell(action.name, note=action.result),
        plan.name_of(action.owner_id) or "Nobody yet",
        say_date(action.due) if action.due else "No date",
        Cell(agreed.status.capitalize(), status=_MARKS[agreed.status]),
    ]


def _unfinished(plan: Plan, found: Unfinished) -> Iterator[Block]:
    told = [item for item in found.items if item.said and not item.lacks]
    if told:
        yield Table(
            caption="Not finished: kept, modified or abandoned",
            columns=[
                Column("Not finished", width=0.38),
                Column("Decided", width=0.2),
                Column("Why", width=0.42),
            ],
            rows=[_decided(plan, item, item.said) for item in told if item.said],
        )
    if found.undecided:
        names = named([item.record.name for item in found.undecided])
        yield missing(
            "agreed",
            f"Not finished, and not decided yet: {names}.",
            "Say of each whether you keep, modify or abandon it, and why, before you sign off.",
        )


_DONE_WITH: dict[str, tuple[str, Status]] = {
    "keep": ("Kept", "info"),
    "modify": ("Modified", "watch"),
    "abandon": ("Abandoned", "none"),
}


def _decided(plan: Plan, item: Item, said: FollowUp) -> list[str | Cell]:
    words, mark = _DONE_WITH[said.verdict or "keep"]
    new = [f"now due {say_date(said.due)}"] if said.due else []
    new += [f"now {plan.name_of(said.owner_id)}"] if said.owner_id else []
    owner = plan.name_of(item.record.owner_id) or "nobody yet"
    note = item.stuck or (", ".join(new) if said.verdict == "modify" else "")
    return [
        Cell(item.record.name, note=f"{item.record.nouns.one}, {owner}"),
        Cell(words, status="bad" if item.stuck else mark, note=note),
        said.reason,
    ]
