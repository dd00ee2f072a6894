"""Each kind of block, and what it becomes on a slide."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import singledispatch
from typing import TypeAlias

from workbook.pack.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Column,
    Facts,
    Grid,
    Heading,
    Panel,
    Prose,
    Table,
)
from workbook.pack.writers.office import legible
from workbook.pack.writers.slides.beside import Beside
from workbook.pack.writers.slides.charts import Drawn
from workbook.pack.writers.slides.item import Item
from workbook.pack.writers.slides.tables import Rows
from workbook.pack.writers.slides.words import SMALL, TEXT, Paragraph, Words

__all__ = ["things"]

Pictures: TypeAlias = Mapping[str, bytes]

_IN_NOTES = (
    "The notes of each slide say where its figures come from. Those that stand on no slide by "
    "themselves are listed in the notes of the last one."
)
_AT_A_GLANCE, _LABEL = 14, 60  # letters of a value that is set large, and of what it is


@singledispatch
def things(block: Block, pictures: Pictures, about: str) -> list[Item]:
    """Return what a block becomes; `about` is the heading that it stands under."""
    raise TypeError(f"A slide has no place for a {type(block).__name__}.")


@things.register
def _(block: Heading, pictures: Pictures, about: str) -> list[Item]:
    return [Words((_heading(block.text),))]


@things.register
def _(block: Prose, pictures: Pictures, about: str) -> list[Item]:
    parts = [part.strip() for part in re.split(r"\n\s*\n", legible(block.text))]
    return _words(*(Paragraph(part) for part in parts if part))


@things.register
def _(block: Bullets, pictures: Pictures, about: str) -> list[Item]:
    return _words(*(Paragraph(item, bullet=True) for item in block.items))


@things.register
def _(block: Facts, pictures: Pictures, about: str) -> list[Item]:
    codes = block.codes or [""] * len(block.items)
    each = list(zip(block.items, codes, strict=True))
    if len(each) > 4 or any(
        len(value) > _AT_A_GLANCE or len(label) > _LABEL for label, value in block.items
    ):
        lines = ((f"{label}: {value}", code) for (label, value), code in each)
        return _words(*(Paragraph(line, codes=_code(code)) for line, code in lines))
    if not each:
        return []
    columns = [Column(label, width=1 / len(each)) for label, _ in block.items]
    values = [Cell(value, code=code) for (_, value), code in each]
    return [Rows(Table("", columns, [values]), about, size=24.0)]


@things.register
def _(block: Table, pictures: Pictures, about: str) -> list[Item]:
    if block.index:
        return _words(Paragraph(_IN_NOTES))
    if len(block.columns) == 1 and not block.columns[0].name:
        return _words(*(part for (value,) in block.rows for part in _entry(value)))
    if not block.rows:
        empty = (
            f"{block.caption}: nothing recorded yet." if block.caption else "Nothing recorded yet."
        )
        return _words(Paragraph(empty))
    return [Rows(block, block.caption or about, pictures)]


@things.register
def _(block: Chart, pictures: Pictures, about: str) -> list[Item]:
    return [Drawn(block, pictures.get(block.svg, b""))]


@things.register
def _(block: Grid, pictures: Pictures, about: str) -> list[Item]:
    cells = [tuple(things(each, pictures, about)) for each in block.blocks]
    cells = [cell for cell in cells if cell]
    if block.columns == 1:
        return [item for cell in cells for item in cell]
    rows = (cells[at : at + block.columns] for at in range(0, len(cells), block.columns))
    return [Beside(tuple(row), block.columns) for row in rows]


@things.register
def _(block: Panel, pictures: Pictures, about: str) -> list[Item]:
    inner = [item for each in block.blocks for item in things(each, pictures, block.headed)]
    heading = replace(_heading(block.headed), tone=block.tone)
    if inner and isinstance(inner[0], Words):
        return [Words((heading, *inner[0].paragraphs)), *inner[1:]]
    if inner and isinstance(inner[0], Rows) and not inner[0].table.caption and not block.tone:
        return [replace(inner[0], table=replace(inner[0].table, caption=block.headed)), *inner[1:]]
    return [Words((heading,)), *inner]


@things.register
def _(block: Callout, pictures: Pictures, about: str) -> list[Item]:
    where = f"Where to give it: {block.place}" if block.place else ""
    title = Paragraph(block.title, bold=True, tone=block.tone, heads=bool(block.text or where))
    return _words(title, *(Paragraph(text) for text in (block.text, where) if text))


def _heading(text: str) -> Paragraph:
    return Paragraph(text, TEXT + 1, bold=True, accent=True, heads=True)


def _words(*paragraphs: Paragraph) -> list[Item]:
    return [Words(paragraphs)] if paragraphs else []


def _code(code: str) -> tuple[str, ...]:
    return (code,) if code else ()


def _entry(value: str | Cell) -> tuple[Paragraph, ...]:
    cell = value if isinstance(value, Cell) else Cell(value)
    text = " ".join(filter(None, (cell.text, cell.word)))
    noted = bool(cell.note)
    own = Paragraph(
        text, bold=noted, bullet=True, tone=cell.status, heads=noted, codes=_code(cell.code)
    )
    return (own, Paragraph(cell.note, SMALL, muted=True, under=True)) if noted else (own,)
