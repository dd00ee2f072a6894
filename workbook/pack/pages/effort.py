"""Where planned money and hours go, beside what the objectives weigh."""

from collections.abc import Iterator

from workbook.insight.route.misallocation import Effort, Measure, Row, effort
from workbook.pack.blocks import Block, Bullets, Callout, Cell, Column, Prose, Section, Table
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, say_date, say_list, say_number

__all__ = ["page"]


def page(plan: Plan, quarter: Quarter) -> Section:
    """Return the page of the effort; no block where no planned work says what it takes."""
    found = effort(plan, quarter)
    return Section(
        name="effort",
        title="Where money and hours go",
        lead=_lead(found),
        blocks=list(_blocks(found)),
        optional=True,
    )


def _lead(found: Effort) -> str:
    said = [
        f"{each.index.printed} of the {each.name}"
        for each in found.measures
        if each.index.value is not None
    ]
    return capital(f"{say_list(said)} would have to move to follow the weights.") if said else ""


def _blocks(found: Effort) -> Iterator[Block]:
    if not found.measures:
        return
    yield _shares(found)
    yield Bullets(list(_moves(found)))
    if found.unplaced:
        names = say_list(found.unplaced)
        yield Callout(
            "watch",
            f"Not counted: {names}.",
            "Give it a start and a due date, so that its cost and hours have a place in time.",
        )
    yield Prose(
        "Planned work, spread evenly from start to due. What is cheap is not neglected: the table "
        "asks, and does not judge."
    )


def _shares(found: Effort) -> Table:
    rows = {_key(row): row for measure in found.measures for row in measure.rows}
    until = f"{say_date(found.first)} to {say_date(found.last)}"
    columns = [Column("Objective", width=0.4), Column("Weight", "right", width=0.12)]
    width = 0.48 / (2 * len(found.measures))
    for measure in found.measures:
        unit = measure.rows[0].amount.unit
        named = f"{capital(measure.name)} ({unit})" if measure.name == "money" else "Hours"
        columns += [Column(named, "right", width=width), Column("Share", "right", width=width)]
    return Table(
        caption=f"What each objective weighs and takes, {until}",
        columns=columns,
        rows=[_share(found, row) for row in rows.values()],
    )


def _key(row: Row) -> str:
    return row.objective.id if row.objective else ""


def _share(found: Effort, of: Row) -> list[str | Cell]:
    cells: list[str | Cell] = [of.name, say_number(of.weight, "%")]
    for measure in found.measures:
        row = next((row for row in measure.rows if _key(row) == _key(of)), None)
        cells += [row.amount.bare, row.share.printed] if row else ["–", "–"]
    return cells


def _moves(found: Effort) -> Iterator[str]:
    for measure in found.measures:
        yield " ".join(filter(None, [_index(measure), measure.lacks]))


def _index(measure: Measure) -> str:
    name = capital(measure.name)
    said = f"{name}: {measure.index.printed} would have to move to follow the weights."
    moves = [f"{move.amount.printed} from {move.source} to {move.target}" for move in measure.moves]
    if not moves:
        return said
    most = "The move that closes most of it" if len(moves) == 1 else "The two moves that close most"
    return f"{said} {most}: {say_list(moves)}."
