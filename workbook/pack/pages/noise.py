"""What a habit of explaining every large movement asks for, how much of it is noise, its cost."""

from collections.abc import Iterator, Sequence

from workbook.charts.behaviour import small_behaviour_chart
from workbook.insight.review.habit import SIGNAL, Bill
from workbook.insight.review.noise import Noise, noise
from workbook.insight.review.noise_words import (
    ASKS_COST,
    cost,
    grounds,
    in_quarter,
    lead,
    misses,
    signals,
    untold,
)
from workbook.pack.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
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
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import say_count, say_number

__all__ = ["page", "sheet"]

_LISTED = 12  # series in the table: the page stays a page
_DRAWN = 6
_TITLE = "The noise bill"
_UNASKED = "Not in the pack until you tick it: Review, What noise costs."


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of the noise bill; it stays out of the pack until somebody asks for it."""
    found = noise(plan, quarter)
    wanted = found.habit.in_pack
    return Section(
        name="noise",
        optional=True,
        title=_TITLE,
        lead=lead(found) if wanted else _UNASKED,
        blocks=[*_bill(found), *_grounds(found)] if wanted else [],
    )


def sheet(found: Noise) -> Section:
    """Return the same as a sheet by itself, with the charts that it rests on."""
    charts = _charts(found.bills)
    blocks = [*_bill(found), *charts, *_grounds(found)]
    return Section(name="noise", title=_TITLE, lead=lead(found), blocks=blocks)


def _bill(found: Noise) -> Iterator[Block]:
    if not found.bills:
        yield missing("readings", "There is too little to tell signal from noise.", _few(found))
        return
    yield Facts(list(_facts(found)))
    told = (in_quarter(found), misses(found), cost(found) or ASKS_COST)
    yield Prose(" ".join(filter(None, told)))
    yield _table(found)
    if (more := len(found.bills) - _LISTED) > 0:
        yield Prose(f"Not shown: {say_count(more)} more, with less noise. They are counted.")


def _few(found: Noise) -> str:
    return " ".join(untold(found)) or "Give readings, or import a file."


def _facts(found: Noise) -> Iterator[tuple[str, str]]:
    names = ["asked", "signals", "noise", "cost" if found.said("cost") else "missed"]
    for figure in found.computed:
        if figure.id.removeprefix("noise.") in names:
            yield figure.label, figure.printed


def _table(found: Noise) -> Table:
    size = say_number(found.habit.percent, "%")
    listed = sorted(found.bills, key=lambda bill: -bill.noise)[:_LISTED]
    return Table(
        caption="",
        columns=[
            Column("Series", width=0.34),
            Column("Readings", "right"),
            Column(f"Moved by more than {size}", "right"),
            Column("Signals", "right"),
            Column("Noise", "right"),
            Column("Missed", "right"),
        ],
        rows=[_row(found, bill) for bill in listed],
    )


def _row(found: Noise, bill: Bill) -> list[str | Cell]:
    kpi = bill.found.kpi
    counts = (found.said(f"{bill.found.slug}.{name}") for name in _COUNTED)
    note = "provisional limits" if bill.provisional else ""
    return [Cell(kpi.name, note=note), say_number(len(bill.found.complete)), *counts]


_COUNTED = ("asked", "signals", "noise", "missed")


def _charts(bills: Sequence[Bill]) -> Iterator[Block]:
    if bills:
        yield Grid(2, [_panel(bill) for bill in bills[:_DRAWN]])


def _panel(bill: Bill) -> Panel:
    drawing = small_behaviour_chart(bill.found)
    return Panel(bill.found.kpi.name, [Chart(drawing.svg, drawing.alt), Prose(signals(bill))])


def _grounds(found: Noise) -> Iterator[Block]:
    if not found.bills:
        return
    yield Heading("What this rests on")
    yield Bullets([*grounds(found), SIGNAL, *untold(found)])
