"""What was decided in the quarter, and what became of the actions agreed before it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbook.insight.codes import codes
from workbook.insight.period import say_quarter
from workbook.insight.review.register import ActionStatus, Agreed, Register, register
from workbook.insight.review.unfinished import Item, Unfinished, unfinished
from workbook.insight.route.decisions import Due, decisions
from workbook.pack.blocks import Block, Cell, Column, Facts, Section, Status, Table
from workbook.pack.missing import missing
from workbook.pack.pages.proposals import proposals
from workbook.quarter import Quarter
from workbook.strategy.asking import named
from workbook.strategy.plan import Plan
from workbook.strategy.review import FollowUp
from workbook.strategy.route import Decision, Option
from workbook.strategy.route.decisions import successor
from workbook.wording import capital, say_count, say_date, say_list

__all__ = ["evidence_cells", "page"]


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of last quarter's decisions and actions, by name."""
    found = register(plan, quarter)
    return Section(
        name="register",
        title="Decisions and actions",
        lead=_lead(found),
        blocks=[
            *([_facts(found, codes(plan, quarter))] if found.actions else []),
            *_reviewed(decisions(plan, quarter).due, codes(plan, quarter)),
            _decisions(plan, found, quarter),
            *proposals(plan, quarter, codes(plan, quarter)),
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
        rows=[_decision(plan, each) for each in _with_superseded(plan, found)],
    )


def _with_superseded(plan: Plan, found: Register) -> Iterator[Decision]:
    """Yield the decisions taken, each with the earlier one that it supersedes."""
    for each in found.decisions:
        yield each
        older = plan.find(each.replaces_id)
        if isinstance(older, Decision) and older not in found.decisions:
            yield older


def _decision(plan: Plan, decision: Decision) -> list[str | Cell]:
    kind = "" if decision.kind == "other" else decision.kind.capitalize()
    work = ": ".join(filter(None, (kind, plan.name_of(decision.initiative_id))))
    older, newer = plan.name_of(decision.replaces_id), successor(plan, decision)
    lines = [work, f"Supersedes “{older}”" if older else ""]
    lines += [f"Superseded by “{newer.title}”"] if newer else []
    return [
        Cell(
            decision.title,
            status="none" if newer else "",
            note=_joined(lines),
        ),
        Cell(decision.reason or "No reason written down.", note=_joined(_beside(plan, decision))),
        plan.name_of(decision.owner_id) or "Nobody yet",
        _taken(plan, decision),
    ]


def _beside(plan: Plan, decision: Decision) -> Iterator[str]:
    options = plan.of(Option, "decision_id", decision.id)
    chosen = next((option.name for option in options if option.chosen), "")
    if chosen:
        yield f"Chosen among {say_count(len(options), 'option')}: {chosen}"
    if decision.dissent:
        yield f"Dissent: {decision.dissent}"
    if decision.reopen_when:
        yield f"Look at it again when: {decision.reopen_when}"


def _taken(plan: Plan, decision: Decision) -> str | Cell:
    """Return when it was decided, and where that is written down by whom, and who recorded it."""
    deciders = say_list([plan.name_of(id) for id in decision.decided_by])
    recorder = plan.name_of(decision.recorded_by_id)
    said = [f"by {deciders}"] if deciders else []
    said += [f"recorded by {recorder}"] if recorder else []
    day = say_date(decision.decided_on)
    return Cell(day, note=", ".join(said)) if said else day


def _joined(lines: Iterable[str]) -> str:
    return ". ".join(line.rstrip(".") for line in lines if line)


def _reviewed(due: Sequence[Due], known: Mapping[str, str]) -> Iterator[Block]:
    """Yield what came of earlier decisions; the executive page asks it of the others."""
    answered = [each for each in due if each.answered]
    if not answered:
        return
    yield Table(
        caption="What came of earlier decisions",
        columns=[
            Column("Decision", width=0.26),
            Column("What was expected", width=0.25),
            Column("What the KPI did", width=0.27),
            Column("What happened", width=0.22),
        ],
        rows=[[*evidence_cells(each, known), _outcome(each)] for each in answered],
    )


def evidence_cells(due: Due, known: Mapping[str, str]) -> list[str | Cell]:
    """Return a decision that is due for review, what was expected of it, and what its KPI did."""
    taken = f"Decided on {say_date(due.decision.decided_on)}"
    decision = Cell(due.decision.title, note=taken)
    found = due.evidence
    if found is None:
        return [decision, "Nothing that a KPI shows", "–"]
    return [
        decision,
        Cell(found.expectation, code=known[found.expected.id]),
        Cell(found.reading, code=known[found.shift.id]),
    ]


_CAME: dict[str, tuple[str, Status]] = {
    "came true": ("It came true", "good"),
    "partly": ("Partly", "watch"),
    "did not": ("It did not", "bad"),
    "cannot be told": ("It cannot be told", "none"),
}


def _outcome(due: Due) -> str | Cell:
    if due.said is None or due.said.came is None:
        return "Not said yet"
    words, mark = _CAME[due.said.came]
    said = f"{due.said.words} " if due.said.words else ""
    return Cell(words, status=mark, note=f"{said}({say_date(due.said.on)})")


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
