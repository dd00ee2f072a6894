"""Each kind of block, and how it stands in a Word document, one below the other."""

import re
from collections.abc import Sequence
from functools import singledispatch
from itertools import zip_longest

from docx.shared import Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from workbook.pack.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Facts,
    Grid,
    Heading,
    Panel,
    Prose,
    Section,
    Table,
)
from workbook.pack.writers.office import COLOURS, SIGNS, legible
from workbook.pack.writers.word.paper import Paper
from workbook.pack.writers.word.tables import laid_out, put_table, write
from workbook.pack.writers.word.text import say, sign, toned

__all__ = ["put_facts", "put_section"]

_AT_A_GLANCE = 14  # letters of a value that is set large


def put_section(section: Section, paper: Paper, name: str) -> Paragraph:
    """Add a section, and return its heading, to which links to `name` lead."""
    heading = paper.head(section.title, 1, name)
    if section.lead:
        paper.paragraph(section.lead, "Lead")
    _all(section.blocks, paper, 1)
    return heading


def _all(blocks: Sequence[Block], paper: Paper, level: int) -> None:
    """Add blocks under a heading of a level; no level below it is left out."""
    inner = level
    for block, after in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Heading):
            inner = min(block.level, level + 1)
            paper.head(block.text, inner)
        else:
            _put(block, paper, inner)
        if isinstance(block, Prose) and isinstance(after, Table | Chart | Bullets):
            paper.last.paragraph_format.keep_with_next = True


@singledispatch
def _put(block: Block, paper: Paper, level: int) -> None:
    raise TypeError(f"A Word document has no place for a {type(block).__name__}.")


@_put.register
def _(block: Prose, paper: Paper, level: int) -> None:
    for part in re.split(r"\n\s*\n", legible(block.text)):
        if part.strip():
            paper.paragraph(part.strip())


@_put.register
def _(block: Bullets, paper: Paper, level: int) -> None:
    for item in block.items:
        paper.paragraph(item, "List Bullet")


@_put.register
def _(block: Facts, paper: Paper, level: int) -> None:
    put_facts(block, paper)


@_put.register
def _(block: Table, paper: Paper, level: int) -> None:
    if len(block.columns) > 1 or block.columns[0].name:
        put_table(block, paper)
        return
    for (value,) in block.rows:
        _entry(value, paper)


@_put.register
def _(block: Chart, paper: Paper, level: int) -> None:
    paper.picture(block)


@_put.register
def _(block: Grid, paper: Paper, level: int) -> None:
    _all(block.blocks, paper, level)


@_put.register
def _(block: Panel, paper: Paper, level: int) -> None:
    heading = paper.head(block.headed, level + 1)
    if block.tone in SIGNS:
        shape = heading.runs[0].text
        heading.runs[0].text = f"{SIGNS[block.tone]} {shape}"
    _all(block.blocks, paper, level + 1)


@_put.register
def _(block: Callout, paper: Paper, level: int) -> None:
    title = paper.paragraph(style="Callout")
    sign(title, block.tone)
    toned(say(title, block.title, bold=True), block.tone)
    where = f"Where to give it: {block.place}" if block.place else ""
    lines = [paper.paragraph(text, "Callout") for text in (block.text, where) if text]
    for above in [title, *lines][:-1]:
        above.paragraph_format.keep_with_next = True
    [title, *lines][-1].paragraph_format.space_after = Pt(8)


def _entry(value: str | Cell, paper: Paper) -> None:
    cell = value if isinstance(value, Cell) else Cell(value)
    item = paper.paragraph(style="List Bullet")
    sign(item, cell.status)
    say(item, cell.text, bold=True)
    if cell.word:
        say(item, f" {cell.word}", colour=COLOURS["none"])
    paper.code(item, cell.code)
    if cell.note:
        say(item, f"\n{cell.note}")


def put_facts(block: Facts, paper: Paper) -> None:
    """Add labels with their values: a few short ones large, side by side, others line by line."""
    if not block.items:
        return
    codes = block.codes or [""] * len(block.items)
    if len(block.items) > 4 or any(len(value) > _AT_A_GLANCE for _, value in block.items):
        for (label, value), code in zip(block.items, codes, strict=True):
            line = paper.paragraph()
            say(line, f"{label}: ", colour=COLOURS["none"])
            say(line, value)
            paper.code(line, code)
        return
    many = len(block.items)
    made = laid_out(paper, [1 / many] * many, 2, paper.heading)
    names, values = made._tbl.tr_lst
    for at, ((label, value), code) in enumerate(zip(block.items, codes, strict=True)):
        write(_Cell(names.tc_lst[at], made), label, "TableHeading")
        paper.code(write(_Cell(values.tc_lst[at], made), value, "KeyFigure"), code)
