"""Words on a slide: paragraphs in a box, which may go on in the next one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Pt

from workbook.pack.writers.office import COLOURS, SIGNS, leftwards, legible
from workbook.pack.writers.slides.room import LINE, cut, height_of

__all__ = ["SMALL", "TEXT", "Paragraph", "Words", "fill", "rgb"]

TEXT, SMALL = 14.0, 12.0
"""The size of text, and the smallest that is used, in points."""

_AFTER = 6.0


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `tone` puts a status's shape before it, `codes` are of the figures in it.

    One that `heads` others never stands last on a slide; one `under` a bullet stands as far in.
    """

    text: str
    size: float = TEXT
    bold: bool = False
    bullet: bool = False
    muted: bool = False
    accent: bool = False
    heads: bool = False
    under: bool = False
    tone: str = ""
    codes: tuple[str, ...] = ()

    @property
    def signed(self) -> str:
        """The text with the shape of its status."""
        shape = SIGNS.get(self.tone, "")
        return legible(f"{shape} {self.text}" if shape else self.text)

    def height(self, width: float) -> float:
        """Return how high it stands, with the space below it."""
        inner = width - (TEXT if self.bullet or self.under else 0)
        return height_of(self.signed, inner, self.size, bold=self.bold) + _AFTER

    def parted(self, width: float, room: float) -> tuple["Paragraph", "Paragraph"]:
        """Return what of it finds room, and the rest."""
        most = max(1, int((room - _AFTER) / (self.size * LINE)))
        here, rest = cut(self.text, width - self.size, self.size, most)
        return replace(self, text=here), replace(self, text=rest, bullet=False, codes=())


@dataclass(frozen=True)
class Words:
    """Paragraphs below one another, in one box."""

    paragraphs: tuple[Paragraph, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the figures in it."""
        return tuple(code for each in self.paragraphs for code in each.codes)

    def smaller(self) -> "Words":
        """Return the same in the smallest type that is used."""
        return Words(tuple(replace(each, size=SMALL) for each in self.paragraphs))

    def height(self, width: float) -> float:
        """Return how high it stands."""
        return sum(each.height(width) for each in self.paragraphs)

    def most(self, width: float) -> float:
        """Return the same: words need no more."""
        return self.height(width)

    @property
    def heads(self) -> bool:
        """Whether it ends in a heading."""
        return self.paragraphs[-1].heads

    def split(self, width: float, room: float, *, alone: bool) -> "tuple[Words, Words] | None":
        """Return what finds room and the rest; None if nothing does, unless it stands `alone`."""
        used, kept = 0.0, 0
        for each in self.paragraphs:
            if used + each.height(width) > room:
                break
            used, kept = used + each.height(width), kept + 1
        while kept and self.paragraphs[kept - 1].heads:
            kept -= 1
        if kept:
            return Words(self.paragraphs[:kept]), Words(self.paragraphs[kept:])
        if not alone:
            return None
        first, *others = self.paragraphs
        if first.height(width) <= room and others:
            return Words((first,)), Words(tuple(others))
        here, rest = first.parted(width, room)
        return Words((here,)), Words((rest, *others))

    def draw(self, slide: Any, box: tuple[float, float, float, float]) -> None:
        """Put the words on a slide."""
        left, top, width, height = (Pt(each) for each in box)
        frame = slide.shapes.add_textbox(left, top, width, height).text_frame
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        fill(frame, self.paragraphs)


def fill(frame: Any, paragraphs: Sequence[Paragraph]) -> None:
    """Write paragraphs into a frame that has an empty one."""
    for number, each in enumerate(paragraphs):
        made = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        made.space_after, made.line_spacing = Pt(_AFTER), 1.0
        _bullet(made, each)
        for run in _runs(made, each):
            run.font.size, run.font.bold = Pt(each.size), each.bold
            _colour(run, each)
        if leftwards(each.text):
            made._p.get_or_add_pPr().set("rtl", "1")
            made.alignment = PP_ALIGN.RIGHT


def rgb(colour: str) -> RGBColor:
    """Return a colour that is given as six hexadecimal digits."""
    return RGBColor(*bytes.fromhex(colour))  # type: ignore[no-untyped-call]


def _runs(made: Any, each: Paragraph) -> Iterator[Any]:
    if each.tone in SIGNS:
        run = made.add_run()
        run.text = f"{SIGNS[each.tone]} "
        yield run
        if each.tone in COLOURS:
            run.font.color.rgb = rgb(COLOURS[each.tone])
        else:
            run.font.color.theme_color = MSO_THEME_COLOR.TEXT_2
    for number, line in enumerate(legible(each.text).split("\n")):
        if number:
            made.add_line_break()
        run = made.add_run()
        run.text = line
        yield run


def _colour(run: Any, each: Paragraph) -> None:
    if each.accent:
        run.font.color.theme_color = (
            MSO_THEME_COLOR.TEXT_2
        )  # of an accent nobody knows its contrast
    elif each.muted:
        run.font.color.rgb = rgb(COLOURS["none"])


def _bullet(made: Any, each: Paragraph) -> None:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    marks = made._p.get_or_add_pPr()
    wide = str(int(Pt(TEXT)))
    if each.bullet or each.under:
        marks.set("marL", wide)
    if each.bullet:
        marks.set("indent", f"-{wide}")
        marks.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))
    else:
        marks.append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))
