"""What a habit of explaining every large movement asks for, how much of it is noise, its cost."""

from collections.abc import Iterator

from workbook.charts.drawing import Drawing
from workbook.charts.noise import noise_chart, small_noise_chart
from workbook.insight.review.habit import IN_SHORT, Bill
from workbook.insight.review.noise import Noise, noise
from workbook.insight.review.noise_words import (
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

_LISTED = 10  # series in the table: the page stays a page
_DRAWN = 12
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
        blocks=[*_bill(found), *_charts(found, 1), *_grounds(found)] if wanted else [],
    )


def sheet(found: Noise) -> Section:
    """Return the same as a sheet by itself, with the charts that it rests on."""
    blocks = [*_bill(found), *_grounds(found), *_charts(found, _DRAWN)]
    return Section(name="noise", title=_TITLE, lead=lead(found), blocks=blocks)


def _bill(found: Noise) -> Iterator[Block]:
    if not found.bills:
        yield missing("readings", "There is too little to tell signal from noise.", _few(found))
        return
    yield Facts(list(_facts(found)))
    told = (in_quarter(found), misses(found), cost(found))
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
    return [Cell(kpi.name, note=note), say_number(len(bill.found.current)), *counts]


_COUNTED = ("asked", "signals", "noise", "missed")


def _charts(found: Noise, most: int) -> Iterator[Block]:
    """Yield the charts of the series that ask for most, and how to read them."""
    shown = sorted(found.bills, key=lambda bill: -len(bill.asked))[:most]
    if not shown:
        return
    size = say_number(found.habit.percent, "%")
    yield Prose(
        "The solid line is the centre of the readings, the dashed lines are their natural limits. "
        f"Ringed: what moved by more than {size}. An orange diamond is a signal."
    )
    if len(shown) == 1:
        yield from (_panel(bill, noise_chart(bill)) for bill in shown)
    else:
        yield Grid(2, [_panel(bill, small_noise_chart(bill)) for bill in shown])


def _panel(bill: Bill, drawing: Drawing) -> Panel:
    return Panel(
        bill.found.kpi.name,
        [Chart(drawing.svg, drawing.alt, plot=drawing.plot), Prose(signals(bill))],
    )


def _grounds(found: Noise) -> Iterator[Block]:
    if not found.bills:
        return
    yield Heading("What this rests on")
    yield Bullets([*grounds(found), IN_SHORT, *untold(found)])
