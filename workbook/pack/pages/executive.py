"""The page for those who read only one."""

from collections.abc import Iterator, Mapping, Sequence

from workbook.insight.codes import codes
from workbook.insight.executive import Executive, executive
from workbook.insight.review.wins import Wins
from workbook.insight.route.decisions import decisions
from workbook.pack.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    Facts,
    Grid,
    Heading,
    Panel,
    Prose,
    Section,
    Table,
)
from workbook.pack.missing import missing
from workbook.pack.pages.register import evidence_cells
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.review import Win
from workbook.strategy.route import Decision
from workbook.wording import capital, say_count, say_date, sentence

__all__ = ["page"]

_MOST = 8  # of what the records add: the page stays one to see at a glance


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of headline, wins, worries and decisions needed."""
    found = executive(plan, quarter)
    return Section(
        name="executive",
        title="The quarter at a glance",
        lead=found.headline,
        blocks=[
            *_blocks(plan, found, codes(plan, quarter)),
            *_due(plan, quarter, codes(plan, quarter)),
            *_decisions(plan, found),
        ],
    )


def _blocks(plan: Plan, found: Executive, known: Mapping[str, str]) -> Iterator[Block]:
    if plan.spoiled:
        yield Callout(
            tone="watch",
            title="The workbook is damaged in part, and this pack lacks what could not be used.",
            text=" ".join(plan.spoiled.values()),
        )
    if found.runs_until:
        yield Callout(
            tone="info",
            title=f"The quarter runs until {say_date(found.runs_until)}.",
            text="What is not due yet is not missing, and every figure may still change.",
        )
    if found.computed:
        title = "No headline is written yet; the sentence above is computed."
        yield missing("lessons", title, "Say the quarter in one sentence of your own.")
    if found.at_a_glance:
        marks = [known[glance.figure.id] for glance in found.at_a_glance]
        yield Facts([(glance.label, glance.printed) for glance in found.at_a_glance], marks)
    if found.notes:
        yield Prose(" ".join(found.notes))
    wins = [_win(plan, found.wins, win, known) for win in found.wins.named]
    worries = [sentence(line) for line in found.worries]
    yield Grid(2, [_wins(wins, found.gains), _worries(worries, found.concerns)])


def _win(plan: Plan, found: Wins, win: Win, known: Mapping[str, str]) -> str:
    who = plan.name_of(win.person_id)
    return found.told(win, known) + (f" Thanks to {who}." if who else "")


def _wins(said: Sequence[str], found: Sequence[str]) -> Block:
    if not (said or found):
        return missing("agreed", "No win is named.", "Name one, big or small.")
    return Panel("Wins", list(_told(said, found)), tone="good")


def _worries(said: Sequence[str], found: Sequence[str]) -> Block:
    if not (said or found):
        title = "No worry is written down, and the records show none."
        return missing("lessons", title, "Say what could go wrong next.")
    return Panel("Worries", list(_told(said, found)), tone="watch")


def _told(said: Sequence[str], found: Sequence[str]) -> Iterator[Block]:
    if said:
        yield Bullets(said)
    if found:
        yield Prose("The records add:" if said else "The records show:")
        yield Bullets(found[:_MOST])
        if (more := len(found) - _MOST) > 0:
            yield Prose(f"And {say_count(more)} more.")


def _due(plan: Plan, quarter: Quarter, known: Mapping[str, str]) -> Iterator[Block]:
    """Yield the decisions whose review date has come, and of which nobody has said what came."""
    waiting = [each for each in decisions(plan, quarter).due if not each.answered]
    if waiting:
        yield Heading("Decisions due for review")
        yield Table(
            caption="",
            columns=[
                Column("Decision", width=0.3),
                Column("What was expected", width=0.33),
                Column("What the KPI did", width=0.37),
            ],
            rows=[evidence_cells(each, known) for each in waiting],
        )


def _decisions(plan: Plan, found: Executive) -> Iterator[Block]:
    if not found.decisions:
        yield Heading("Decisions needed")
        yield Prose("None.")
        return
    needed = say_count(len(found.decisions), "decision")
    yield Heading(capital(f"{needed} needed"))
    yield Table(
        caption="",
        columns=[
            Column("Decision", width=0.6),
            Column("Owner", width=0.19),
            Column("Needed by", width=0.21),
        ],
        rows=[_decision(plan, each, found.until.missed(each.due)) for each in found.decisions],
    )


def _decision(plan: Plan, decision: Decision, late: bool) -> list[str | Cell]:
    by = say_date(decision.due) if decision.due else "No date"
    return [
        Cell(decision.title, note=decision.reason),
        plan.name_of(decision.owner_id) or "Nobody yet",
        Cell(by, status="bad", word="Overdue") if late else by,
    ]
