"""The strategy map: what is to help what, what the readings tell of it, and what is missing."""

from collections.abc import Iterator, Mapping

from workbook.charts.strategy_map import HOW_TO_READ, strategy_map_chart
from workbook.insight.codes import codes
from workbook.insight.route.map import StrategyMap, strategy_map
from workbook.insight.route.map_arrows import STATES, Arrow, ArrowState
from workbook.pack.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Grid,
    Panel,
    Prose,
    Section,
    Status,
    Table,
)
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital

__all__ = ["page"]

_SHOWN = 10  # arrows in the table; the map has them all


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of the strategy map; nothing while nobody has drawn an arrow."""
    found = strategy_map(plan, quarter)
    return Section(
        name="map",
        title="Strategy map",
        lead=found.lead if found.used else "",
        blocks=list(_blocks(found, codes(plan, quarter))) if found.used else [],
        new_page=True,
        optional=True,
    )


def _blocks(found: StrategyMap, marks: Mapping[str, str]) -> Iterator[Block]:
    if found.placed.boxes:
        drawing = strategy_map_chart(found)
        yield Chart(drawing.svg, drawing.alt)
    if found.arrows:
        yield Prose(HOW_TO_READ)
        yield _arrows(found, marks)
    if found.beyond:
        yield Prose(found.beyond)
    fine = "Nothing: every perspective has objectives, and each has a KPI, live work and an arrow."
    missing: Block = Bullets(found.missing) if found.missing else Prose(fine)
    tone: Status = "watch" if found.missing else "good"
    panels: list[Block] = [Panel("What is missing", [missing], tone=tone)]
    if found.balance:
        panels.append(Panel("Leading and lagging", [Prose(found.balance)]))
    yield Grid(len(panels), panels)


def _arrows(found: StrategyMap, marks: Mapping[str, str]) -> Table:
    rows = sorted(found.arrows, key=lambda arrow: STATES.index(arrow.state))[:_SHOWN]
    return Table(
        caption="" if len(rows) == len(found.arrows) else f"The clearest of {len(found.arrows)}",
        columns=[
            Column("Arrow", width=0.5),
            Column("What is known of it", width=0.5),
        ],
        rows=[_row(arrow, marks) for arrow in rows],
    )


_TONES: Mapping[ArrowState, Status] = {"moves together": "good", "moves apart": "watch"}


def _row(arrow: Arrow, marks: Mapping[str, str]) -> list[str | Cell]:
    figures = arrow.pair.figures if arrow.pair else ()
    why = arrow.link.why or "No reason is written down."
    ends = f"{arrow.start.name} → {arrow.end.name}"
    code = marks[figures[0].id] if figures else ""
    return [
        Cell(f"{arrow.number}: {why}", note=ends, code=code),
        Cell(capital(arrow.said), status=_TONES.get(arrow.state, ""), note=arrow.rests),
    ]
