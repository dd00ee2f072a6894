"""Which initiative comes out ahead among those that compete, how surely, and what that rests on."""

from collections.abc import Iterator

from workbook.insight.codes import codes
from workbook.insight.route.choosing import Choosing, choosing
from workbook.pack.blocks import Block, Cell, Column, Section, Table
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan

__all__ = ["page"]


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of choices; no block where nothing is compared."""
    found = choosing(plan, quarter)
    return Section(
        name="choices",
        title="Choices",
        lead=found.verdict if found.ranked else "",
        blocks=list(_blocks(plan, quarter, found)) if found.ranked else [],
        new_page=True,
        optional=True,
    )


def _blocks(plan: Plan, quarter: Quarter, found: Choosing) -> Iterator[Block]:
    marks = codes(plan, quarter)
    yield Table(
        caption="What competes, the best first",
        columns=[
            Column("Option"),
            Column("Points", "right"),
            Column("First", "right"),
            Column(f"Among the first {found.places}", "right"),
        ],
        rows=[
            [
                Cell(each.option.name, code=marks[each.points.id]),
                each.points.printed,
                each.first.printed,
                each.among.printed,
            ]
            for each in found.shown
        ],
    )
