"""Real tables on slides: a head on each, rows that go on on the next, and none in small type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.util import Pt

from workbook.pack.blocks import Cell, Table
from workbook.pack.writers.office import apportioned, legible, shares
from workbook.pack.writers.pictures import DPI
from workbook.pack.writers.slides.room import height_of
from workbook.pack.writers.slides.words import SMALL, Paragraph, Words, fill

__all__ = ["Rows", "describe"]

_ALIGN = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}
_LIGHT = "{3B4B98B0-60AC-42C2-AFA5-B58CD77FA1E5}"  # Light Style 1 – Accent 1
_X, _Y = 5.0, 3.0  # between a cell's edge and its text


@dataclass(frozen=True)
class Rows:
    """Rows of a table, with its head and its caption; `about` is told to those who listen.

    What is drawn in a cell is a picture that lies on it: a table of slides holds only words.
    """

    table: Table
    about: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    size: float = SMALL

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the figures in it."""
        cells = (cell for row in self.table.rows for cell in row)
        return tuple(cell.code for cell in cells if isinstance(cell, Cell) and cell.code)

    def height(self, width: float) -> float:
        """Return how high it stands."""
        return self._above(width) + sum(self._heights(width))

    def most(self, width: float) -> float:
        """Return the same: rows need no more."""
        return self.height(width)

    @property
    def heads(self) -> bool:
        """Whether it ends in a heading, which it does not."""
        return False

    def _above(self, width: float) -> float:
        return self._caption.height(width) if self.table.caption else 0.0

    @property
    def _caption(self) -> Paragraph:
        return Paragraph(self.table.caption, SMALL, bold=True, muted=True)

    def _heights(self, width: float) -> list[float]:
        widths = [share * width - 2 * _X for share in shares(self.table)]
        names = [
            2 * _Y + height_of(column.name, wide, SMALL, bold=True)
            for column, wide in zip(self.table.columns, widths, strict=True)
        ]
        rows = [
            max(self._high(cell, wide) for cell, wide in zip(row, widths, strict=True))
            for row in self.table.rows
        ]
        return [max(names), *rows]

    def split(
        self, width: float, room: float, *, alone: bool
    ) -> "tuple[Rows | Words, Rows | Words] | None":
        """Return the rows that find room and the rest, or None; a row too high becomes words."""
        used, kept = self._above(width), -1
        for high in self._heights(width):
            if used + high > room:
                break
            used, kept = used + high, kept + 1
        if kept >= min(2, len(self.table.rows)) or (kept > 0 and alone):
            return self._part(slice(kept)), self._part(slice(kept, None))
        if not alone:
            return None
        words = self._as_words(self.table.rows[0])
        rest = self._part(slice(1, None))
        if not rest.table.rows:
            return words.split(width, room, alone=True)
        return words, rest

    def _part(self, which: slice) -> "Rows":
        table = self.table
        some = Table(table.caption, table.columns, table.rows[which])
        return replace(self, table=some)

    def _as_words(self, row: Sequence[str | Cell]) -> Words:
        named = zip(self.table.columns, row, strict=True)
        said = [(column.name, self._paragraphs(cell, first=False)) for column, cell in named]
        drawn = (cell.chart.alt for cell in row if isinstance(cell, Cell) and cell.chart)
        said += [("Drawn there", (Paragraph(alt, SMALL),)) for alt in drawn]
        return Words(
            tuple(
                Paragraph(f"{name}: {each.text}", SMALL, tone=each.tone, codes=each.codes)
                for name, every in said
                for each in every
            )
        )

    def draw(self, slide: Any, box: tuple[float, float, float, float]) -> None:
        """Put the table on a slide, below its caption."""
        left, top, width, _ = box
        above = self._above(width)
        if self.table.caption:
            Words((self._caption,)).draw(slide, (left, top, width, above))
        heights = self._heights(width)
        place = (left, top + above, width, sum(heights))
        columns = self.table.columns
        frame = slide.shapes.add_table(len(heights), len(columns), *map(Pt, place))
        describe(frame, self.about)
        made = frame.table
        frame._element.graphic.graphicData.tbl.tblPr.find(_STYLE_ID).text = _LIGHT
        made.first_row, made.first_col, made.horz_banding = True, True, False
        for column, wide in zip(
            made.columns, apportioned(shares(self.table), Pt(width)), strict=True
        ):
            column.width = wide
        for row, high in zip(made.rows, heights, strict=True):
            row.height = Pt(high)
        names = [Paragraph(column.name, SMALL, bold=True) for column in columns]
        for at, (column, name) in enumerate(zip(columns, names, strict=True)):
            _write(made.cell(0, at), (name,), column.align)
            for number, row in enumerate(self.table.rows, start=1):
                written = self._paragraphs(row[at], first=at == 0)
                _write(made.cell(number, at), written, column.align)
        self._lay_pictures(slide, (left, top + above), width, heights)

    def _lay_pictures(
        self, slide: Any, corner: tuple[float, float], width: float, heights: Sequence[float]
    ) -> None:
        """Put what is drawn in cells on them, below their words."""
        left, top = corner
        wide = [share * width for share in shares(self.table)]
        for number, row in enumerate(self.table.rows, start=1):
            for at, cell in enumerate(row):
                if not (isinstance(cell, Cell) and cell.chart):
                    continue
                size = self._drawn(cell, wide[at] - 2 * _X)
                words = self._high(cell, wide[at] - 2 * _X) - size[1] - _Y
                place = (left + sum(wide[:at]) + _X, top + sum(heights[:number]) + words, *size)
                drawing = BytesIO(self.pictures[cell.chart.svg])
                describe(slide.shapes.add_picture(drawing, *map(Pt, place)), cell.chart.alt)

    def _drawn(self, cell: str | Cell, width: float) -> tuple[float, float]:
        """Return the size of what is drawn in a cell."""
        if isinstance(cell, str) or not cell.chart:
            return 0.0, 0.0
        picture = self.pictures[cell.chart.svg]
        across, down = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
        scale = min(width / across, 72 / DPI)
        return across * scale, down * scale

    def _paragraphs(self, cell: str | Cell, *, first: bool) -> tuple[Paragraph, ...]:
        if isinstance(cell, str):
            return (Paragraph(cell, self.size, bold=first),)
        pieces = " ".join(f"[{label}: {text}]" if label else text for label, text in cell.pieces)
        said = " ".join(filter(None, (pieces or cell.text, cell.word)))
        if not said and not cell.note and cell.chart:
            return ()
        codes = (cell.code,) if cell.code else ()
        own = Paragraph(said, self.size, bold=first, tone=cell.status, codes=codes)
        return (own, Paragraph(cell.note, SMALL, muted=True)) if cell.note else (own,)

    def _high(self, cell: str | Cell, width: float) -> float:
        every = self._paragraphs(cell, first=False)
        words = (height_of(each.signed, width, each.size, bold=True) for each in every)
        return 2 * _Y + sum(words) + self._drawn(cell, width)[1]


_STYLE_ID = "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"


def describe(frame: Any, words: str) -> None:
    """Give a table, chart or picture its alternative text."""
    frame._element.xpath("./*/p:cNvPr")[0].set("descr", legible(words))


def _write(place: Any, paragraphs: Sequence[Paragraph], align: str) -> None:
    place.margin_left = place.margin_right = Pt(_X)
    place.margin_top = place.margin_bottom = Pt(_Y)
    fill(place.text_frame, paragraphs)
    for each in place.text_frame.paragraphs:
        each.space_after = Pt(0)
        # Else a cell without a word is as high as the largest type.
        each._p.get_or_add_endParaRPr().set("sz", str(int(SMALL * 100)))
        if align != "left":
            each.alignment = _ALIGN[align]
