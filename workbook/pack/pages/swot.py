"""Where the business stands, on one page: four lists with their evidence, and the resources."""

from collections.abc import Iterator, Sequence

from workbook.insight.position.swot import Swot, swot
from workbook.pack.blocks import (
    Block,
    Cell,
    Column,
    Grid,
    Panel,
    Section,
    Table,
)
from workbook.pack.missing import missing
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.position import KINDS, Resource, SwotItem
from workbook.wording import capital, say_count, say_number

__all__ = ["page"]

_OUTSIDE = {"opportunity", "threat"}


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of strengths, weaknesses, opportunities, threats and resources."""
    found = swot(plan, quarter)
    return Section(
        name="swot",
        title="Where we stand",
        lead=_lead(found),
        blocks=list(_blocks(found)),
    )


def _lead(found: Swot) -> str:
    if not found.count:
        return "Strengths, weaknesses, opportunities and threats are still to be written down."
    said = capital(say_count(found.count, "point"))
    bare = len(found.unproven)
    if not bare:
        return f"{said}, each with its evidence."
    return f"{said}, {say_count(bare)} of them without evidence: a hope until somebody can show it."


def _blocks(found: Swot) -> Iterator[Block]:
    lists = [_list(kind, items) for kind, items in found.items.items()]
    yield Grid(2, lists, packed=True)
    if found.resources:
        yield _resources(found.resources)
    else:
        what = "Say what is free for the plan in a quarter: cash, hours."
        yield missing("swot", "No resource is written down yet.", what)


def _list(kind: str, items: Sequence[SwotItem]) -> Block:
    title = f"{KINDS[kind]} ({'outside' if kind in _OUTSIDE else 'inside'})"
    if not items:
        return missing("swot", f"No {kind} is written down yet.")
    return Panel(title, [Table("", [Column("")], [[_item(item)] for item in items])])


def _item(item: SwotItem) -> Cell:
    if item.evidence.strip():
        return Cell(item.text, note=item.evidence)
    return Cell(item.text, status="watch", word="no evidence")


def _resources(resources: Sequence[Resource]) -> Table:
    return Table(
        caption="What is free for the plan in a quarter",
        columns=[Column("Resource", width=0.3), Column("Free", "right", width=0.25),
                 Column("What limits it", width=0.45)],
        rows=[_resource(each) for each in resources],
    )  # fmt: skip


def _resource(each: Resource) -> list[str | Cell]:
    amount = say_number(each.amount, each.unit) if each.amount is not None else "Not said"
    return [each.name, amount, each.note or "–"]
