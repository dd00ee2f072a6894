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

__all__ = ["executive_section"]


def executive_section(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of headline, wins, worries and decisions needed."""
    page = executive(plan, quarter)
    return Section(
        name="executive",
        title="The quarter at a glance",
        lead=page.headline,
        blocks=list(_blocks(page)),
    )


def _blocks(page: Executive) -> Iterator[Block]:
    if page.computed:
        yield Callout(
            "missing",
            "No headline is written yet; the sentence above is computed.",
            "Say the quarter in one sentence of your own in the step Review.",
        )
    if page.at_a_glance:
        yield Facts(
            [
                (item.label, str(item.count) if item.of is None else f"{item.count} of {item.of}")
                for item in page.at_a_glance
            ]
        )
    yield Grid(2, [_wins(page), _worries(page)])
    yield from _decisions(page)


def _wins(page: Executive) -> Block:
    if not (page.wins or page.gains):
        return Callout("missing", "No win is named.", "Name one in the step Review: big or small.")
    return Panel("Wins", list(_told([_win(win) for win in page.wins], page.gains)), tone="good")


def _win(win: WinLine) -> str:
    thanks = f" Thanks to {win.thanks_to}." if win.thanks_to else ""
    return sentence(win.name) + thanks


def _worries(page: Executive) -> Block:
    if not (page.worries or page.concerns):
        return Callout(
            "missing",
            "No worry is written down, and the records show none.",
            "Say in the step Review what could go wrong next.",
        )
    said = [sentence(line) for line in page.worries]
    return Panel("Worries", list(_told(said, page.concerns)), tone="watch")


def _told(said: Sequence[str], found: Sequence[str]) -> Iterator[Block]:
    if said:
        yield Bullets(said)
    if found:
        yield Prose("The records add:" if said else "The records show:")
        yield Bullets(found)


def _decisions(page: Executive) -> Iterator[Block]:
    if not page.decisions:
        yield Heading("Decisions needed")
        yield Prose("None.")
        return
    needed = say_count(len(page.decisions), "decision")
    yield Heading(capital(f"{needed} needed"))
    yield Table(
        caption="",
        columns=[
            Column("Decision", width=0.6),
            Column("Owner", width=0.19),
            Column("Needed by", width=0.21),
        ],
        rows=[_decision(line) for line in page.decisions],
    )


def _decision(line: OpenDecision) -> list[str | Cell]:
    by = say_date(line.needed_by) if line.needed_by else "No date"
    return [
        Cell(line.title, note=line.reason),
        line.owner or "Nobody yet",
        Cell(by, status="bad", word="Overdue") if line.late else by,
    ]
