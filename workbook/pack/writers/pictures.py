"""Charts as pictures, for formats that can carry no drawing with the pack's typefaces."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbook.pack.blocks import Block, Cell, Chart, Grid, Panel, Table
from workbook.pack.printing.diagnosis import cannot_print
from workbook.pack.printing.fonts import fonts
from workbook.pack.reading import look_of
from workbook.typefaces import faces_for, unprintable

__all__ = ["DPI", "charts", "pictures"]

DPI = 200
"""Dots an inch: a picture is as many inches wide as its dots divided by this."""

_SHEET = b"""
#set text(font: ("Source Sans 3", "DejaVu Sans"))
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#let drawings = json(bytes(sys.inputs.drawings))
#for (i, svg) in drawings.enumerate() {
  if i > 0 { pagebreak() }
  image(bytes(svg), format: "svg")
}
"""


def charts(blocks: Sequence[Block]) -> Iterator[Chart]:
    """Yield the charts among blocks, and those inside them, in reading order."""
    for block in blocks:
        if isinstance(block, Chart):
            yield block
        elif isinstance(block, Grid | Panel):
            yield from charts(block.blocks)
        elif isinstance(block, Table):
            cells = (cell for row in block.rows for cell in row if isinstance(cell, Cell))
            yield from (cell.chart for cell in cells if cell.chart)


def pictures(drawn: Sequence[Chart], document: Mapping[str, Any]) -> dict[str, bytes]:
    """Return charts as PNG by their SVG, drawn by the printer with the pack's own typefaces.

    They have the accent of the pack's brand; its logo is among them, if it has one.

    Raises:
        RenderFailed: no typeface has a letter of a chart; the text names it and where it stands.
    """
    look = look_of(document)
    logo = [look.logo.svg] if look.logo else []
    drawings = list(dict.fromkeys([*(chart.svg for chart in drawn), *logo]))
    if not drawings:
        return {}
    import typst

    texts = "".join(text for svg in drawings for text in re.findall(r">([^<>]+)<", svg))
    if missing := unprintable(texts):
        raise cannot_print(missing, document)
    made = typst.compile(
        _SHEET,
        font_paths=fonts(faces_for(texts)),
        ignore_system_fonts=True,
        sys_inputs={"drawings": json.dumps([look.coloured(svg) for svg in drawings])},
        format="png",
        ppi=DPI,
    )
    pages = [made] if isinstance(made, bytes) else list(made)
    return dict(zip(drawings, pages, strict=True))
