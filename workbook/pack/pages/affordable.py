"""What fits together, what falls out and why: a part of the page of choices."""

from collections.abc import Iterator, Mapping

from workbook.charts.used import used_bar
from workbook.insight.route.affordable import Affordable, affordable
from workbook.insight.route.affordable_parts import Limit, Piece
from workbook.pack.blocks import Block, Bullets, Callout, Cell, Chart, Column, Heading, Prose, Table
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.wording import capital, sentence

__all__ = ["fitting"]

_SHOWN = 10
"""So many of those in, and of those out, are printed; the rest is counted."""


def fitting(plan: Plan, quarter: Quarter, marks: Mapping[str, str]) -> Iterator[Block]:
    """Yield what can be afforded; nothing where no limit is given."""
    found = affordable(plan, quarter)
    if not found.begun:
        return
    yield Heading("What we can afford")
    if found.trouble:
        yield Callout("watch", "What fits cannot be told", "\n".join(found.trouble))
        return
    time = f" {capital(sentence(found.period))}" if found.period else ""
    yield Prose(" ".join(filter(None, (f"{found.sentence}{time}", found.method, found.caveat))))
    yield _limits(found, marks)
    yield _in(found, marks)
    if out := list(_out(found)):
        yield Bullets(out)


def _limits(found: Affordable, marks: Mapping[str, str]) -> Table:
    return Table(
        caption="",
        columns=[
            Column("Limit", width=0.2),
            Column("Used of what there is", width=0.34),
            Column("What more would buy", width=0.46),
        ],
        rows=[_limit(each, marks) for each in found.limits],
    )


def _limit(limit: Limit, marks: Mapping[str, str]) -> list[str | Cell]:
    said = f"{limit.used.bare} of {limit.available.printed}"
    drawn = used_bar(limit.share, f"{limit.words}: {said} used")
    return [
        Cell(limit.words, code=marks[limit.available.id]),
        Cell(said, code=marks[limit.used.id], chart=Chart(drawn.svg, drawn.alt)),
        Cell(limit.more, code=marks[limit.step.id] if limit.step else ""),
    ]


def _in(found: Affordable, marks: Mapping[str, str]) -> Table:
    return Table(
        caption="What fits",
        columns=[
            Column("Initiative", width=0.32),
            Column("Points", "right", width=0.1),
            Column("Takes", width=0.32),
            Column("Points for that", width=0.26),
        ],
        rows=[_piece(each, marks) for each in found.chosen[:_SHOWN]],
    )


def _piece(piece: Piece, marks: Mapping[str, str]) -> list[str | Cell]:
    must = piece.work.must_because
    return [
        Cell(piece.work.name, note=f"Must be done: {must}" if must else ""),
        Cell(piece.points.bare, code=marks[piece.points.id]),
        piece.takes.printed,
        piece.returns.printed,
    ]


def _out(found: Affordable) -> Iterator[str]:
    if (more := len(found.chosen) - _SHOWN) > 0:
        yield f"{more} more are in."
    for each in found.out[:_SHOWN]:
        yield f"Out: {each.sentence}"
    if (more := len(found.out) - _SHOWN) > 0:
        yield f"{more} more are out."
    for said in found.barred:
        yield f"Not now: {said}"
    for said in found.unknown:
        yield f"Not weighed: {said}"
