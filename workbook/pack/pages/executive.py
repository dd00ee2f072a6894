"""The page for those who read only one."""

from collections.abc import Iterator, Sequence

from workbook.insight.executive import Executive, OpenDecision, WinLine, executive
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
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_count, say_date, sentence

__all__ = ["page"]


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of headline, wins, worries and decisions needed."""
    found = executive(plan, quarter)
    return Section(
        name="executive",
        title="The quarter at a glance",
        lead=found.headline,
        blocks=list(_blocks(found)),
    )


def _blocks(found: Executive) -> Iterator[Block]:
    if found.runs_until:
        yield Callout(
            tone="info",
            title=f"The quarter runs until {say_date(found.runs_until)}.",
            text="What is not due yet is not missing, and every figure may still change.",
        )
    if found.computed:
        yield Callout(
            "missing",
            "No headline is written yet; the sentence above is computed.",
            "Say the quarter in one sentence of your own in the step Review.",
        )
    if found.at_a_glance:
        yield Facts(
            [
                (item.label, str(item.count) if item.of is None else f"{item.count} of {item.of}")
                for item in found.at_a_glance
            ]
        )
    yield Grid(2, [_wins(found), _worries(found)])
    yield from _decisions(found)


def _wins(found: Executive) -> Block:
    if not (found.wins or found.gains):
        return Callout("missing", "No win is named.", "Name one in the step Review: big or small.")
    return Panel("Wins", list(_told([_win(win) for win in found.wins], found.gains)), tone="good")


def _win(win: WinLine) -> str:
    thanks = f" Thanks to {win.thanks_to}." if win.thanks_to else ""
    return sentence(win.name) + thanks


def _worries(found: Executive) -> Block:
    if not (found.worries or found.concerns):
        return Callout(
            "missing",
            "No worry is written down, and the records show none.",
            "Say in the step Review what could go wrong next.",
        )
    said = [sentence(line) for line in found.worries]
    return Panel("Worries", list(_told(said, found.concerns)), tone="watch")


def _told(said: Sequence[str], found: Sequence[str]) -> Iterator[Block]:
    if said:
        yield Bullets(said)
    if found:
        yield Prose("The records add:" if said else "The records show:")
        yield Bullets(found)


def _decisions(found: Executive) -> Iterator[Block]:
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
        rows=[_decision(line) for line in found.decisions],
    )


def _decision(line: OpenDecision) -> list[str | Cell]:
    by = say_date(line.needed_by) if line.needed_by else "No date"
    return [
        Cell(line.title, note=line.reason),
        line.owner or "Nobody yet",
        Cell(by, status="bad", word="Overdue") if line.late else by,
    ]
