"""Codes on a page: beside each row, chart and glance that has figures, wherever it stands."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import singledispatch

from workbook.insight.codes import codes
from workbook.insight.things import Thing, of_records, things
from workbook.pack.blocks import Block, Cell, Chart, Facts, Grid, Panel, Part, Section, Table
from workbook.quarter import Quarter
from workbook.strategy.plan import Plan
from workbook.strategy.remembering import remembered

__all__ = ["marked", "marks", "printed_codes"]

Codes = Mapping[str, str]


def marked(section: Section, plan: Plan, quarter: Quarter) -> Section:
    """Return the page with the code of each thing where it is named, so that no page has to.

    A thing is named by the first cell of a row, and by the title of a panel with a chart; a figure
    by the label of a glance. Where several share a name, only the page itself knows which it
    means, and marks it by `marks`. The page of sources stays as it is: there the codes lead to.
    """
    if section.appendix:
        return section
    return replace(section, blocks=_all(section.blocks, _by_name(plan, quarter)))


@remembered
def _by_name(plan: Plan, quarter: Quarter) -> Codes:
    known = codes(plan, quarter)
    each = things(plan, quarter)
    own = ((figure.label, known[figure.id]) for thing in each for figure in thing.figures)
    named = ((thing.name, known[thing.figures[0].id]) for thing in _whole(each))
    return {**_only(own), **_only(named)}


def marks(plan: Plan, quarter: Quarter) -> Codes:
    """Return the code of each KPI, objective and initiative that has figures, by its id."""
    known = codes(plan, quarter)
    return {id: known[thing.figures[0].id] for id, thing in of_records(plan, quarter).items()}


def printed_codes(pages: Iterable[Section], plan: Plan, quarter: Quarter) -> set[str]:
    """Return the codes of figures that pages print: in fields of their own, and in sentences."""
    return set(codes(plan, quarter).values()).intersection(_words(list(pages)))


_WORD = re.compile(r"\w+")


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from _WORD.findall(value)
    elif isinstance(value, Part):
        for name, item in vars(value).items():
            if name not in ("svg", "attachments"):
                yield from _words(item)
    elif isinstance(value, Sequence):
        for each in value:
            yield from _words(each)


def _whole(each: Sequence[Thing]) -> Iterable[Thing]:
    """Leave out the parts of a thing that go by its name."""
    names = {thing.stem: thing.name for thing in each}
    return (one for one in each if names.get(one.stem.rpartition(".")[0]) != one.name)


def _only(named: Iterable[tuple[str, str]]) -> Codes:
    """Return the code of each name; one that could mean another, too, has an empty one."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, code in named:
        found[name].add(code)
    return {name: "" if len(each) > 1 else next(iter(each)) for name, each in found.items()}


def _all(blocks: Sequence[Block], by_name: Codes) -> tuple[Block, ...]:
    return tuple(_marked(block, by_name) for block in blocks)


@singledispatch
def _marked(block: Block, by_name: Codes) -> Block:
    return block


@_marked.register
def _(block: Facts, by_name: Codes) -> Block:
    return replace(block, codes=block.codes or [by_name.get(label, "") for label, _ in block.items])


@_marked.register
def _(block: Table, by_name: Codes) -> Block:
    return replace(block, rows=[[_cell(row[0], by_name), *row[1:]] for row in block.rows])


@_marked.register
def _(block: Grid, by_name: Codes) -> Block:
    return replace(block, blocks=_all(block.blocks, by_name))


@_marked.register
def _(block: Panel, by_name: Codes) -> Block:
    code = by_name.get(block.title, "")
    inner = _all(block.blocks, by_name)
    charts = (replace(each, code=code) if isinstance(each, Chart) else each for each in inner)
    return replace(block, blocks=tuple(charts) if code else inner)


def _cell(cell: str | Cell, by_name: Codes) -> str | Cell:
    whole = cell if isinstance(cell, Cell) else Cell(cell)
    code = by_name.get(whole.text, "")
    return replace(whole, code=code) if code and not whole.code else cell
