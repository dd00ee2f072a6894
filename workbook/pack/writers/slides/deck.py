"""The deck that slides are put in: 16:9 in the pack's look, or the layouts of a practice's own."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Presented
from pptx.util import Pt

from workbook.errors import RenderFailed
from workbook.pack.brand.look import Look
from workbook.pack.writers.office import legible
from workbook.pack.writers.slides.look import dressed

__all__ = ["Deck", "Place", "opened"]

Place = tuple[float, float, float, float]
"""Left, top, width and height, in points."""

_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_RUNNING = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_BODIES = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY)
_GAP = 10.0


@dataclass(frozen=True)
class Deck:
    """A presentation without slides, and the layouts of it that are used."""

    presentation: Presented
    cover: Any
    content: Any
    room: Place
    title_room: tuple[float, float]
    title_size: float

    def add(self) -> Any:
        """Add a slide with nothing but a place for its title, and return it."""
        slide = self.presentation.slides.add_slide(self.content)
        for shape in list(slide.placeholders):
            if shape.placeholder_format.type not in _TITLES:
                shape._element.getparent().remove(shape._element)
        return slide

    def run_along(self, slide: Any, foot: str) -> None:
        """Add a slide's foot and its number where the layout has them: they are read last."""
        for shape in _of(self.content, _RUNNING):
            copied = deepcopy(shape._element)
            copied.nvSpPr.cNvPr.set("id", str(1 + max(each.shape_id for each in slide.shapes)))
            slide.shapes._spTree.append(copied)
            if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
                _write_foot(slide.shapes[-1], foot, self.content)


def opened(brand: bytes | None, look: Look, logo: bytes | None) -> Deck:
    """Return the deck of a practice's own file, or the pack's in a brand's look.

    Raises:
        RenderFailed: the practice's file is none, or has no layout with a title.
    """
    deck = dressed(look, logo) if brand is None else _emptied(brand)
    titled = [layout for layout in deck.slide_layouts if list(_of(layout, _TITLES))]
    if not titled:
        raise RenderFailed("brand.pptx has no layout with a title. Add one, or take the file away.")
    cover = _typed(titled, "title") or titled[0]
    content = _typed(titled, "titleOnly") or min(titled, key=_others)
    title = next(_of(content, _TITLES))
    room = title.width / 12700, title.height / 12700
    return Deck(deck, cover, content, _room(deck, content), room, _size(content))


def _write_foot(shape: Any, foot: str, layout: Any) -> None:
    """Write a foot as the master has it, which LibreOffice would not look up there."""
    shape.text_frame.text = legible(foot)
    [run] = shape.text_frame.paragraphs[0].runs
    run.font.name = "+mn-lt"
    for above in _of(layout.slide_master, (PP_PLACEHOLDER.FOOTER,)):
        marks = above._element.find(f".//{qn('a:lvl1pPr')}")
        if marks is not None and marks.get("algn"):
            shape.text_frame.paragraphs[0]._p.get_or_add_pPr().set("algn", marks.get("algn"))
        size = None if marks is None else marks.find(qn("a:defRPr"))
        if size is not None and size.get("sz"):
            run.font.size = Pt(int(size.get("sz")) / 100)


def _emptied(brand: bytes) -> Presented:
    """Return a practice's presentation without its slides, and without what names them."""
    try:
        deck = Presentation(BytesIO(brand))
    except Exception as wrong:  # whatever the file is: zipfile, lxml and python-pptx each complain
        raise RenderFailed(
            "brand.pptx cannot be opened. Save it anew as a PowerPoint presentation (.pptx), or "
            "take it away."
        ) from wrong
    for named in list(deck.slides._sldIdLst):
        deck.part.drop_rel(named.rId)
        deck.slides._sldIdLst.remove(named)
    for tag in ("p:custShowLst", "p:extLst"):  # shows and sections list slides by number
        for found in deck.part._element.findall(qn(tag)):
            deck.part._element.remove(found)
    return deck


def _typed(layouts: list[Any], kind: str) -> Any:
    return next((each for each in layouts if each._element.get("type") == kind), None)


def _others(layout: Any) -> int:
    kinds = (*_TITLES, *_RUNNING, PP_PLACEHOLDER.DATE)
    return sum(each.placeholder_format.type not in kinds for each in layout.placeholders)


def _of(layout: Any, kinds: tuple[Any, ...]) -> Iterator[Any]:
    for shape in layout.placeholders:
        if shape.placeholder_format.type in kinds:
            yield shape


def _room(deck: Presented, layout: Any) -> Place:
    """Return where a slide's content stands: the master's body, or below the title."""
    title = next(_of(layout, _TITLES))
    wide, high = deck.slide_width or Pt(960), deck.slide_height or Pt(540)
    body = next(_of(layout.slide_master, _BODIES), None)
    left, width = title.left, title.width
    top, bottom = title.top + title.height + Pt(_GAP), high - Pt(34)
    if body is not None and body.top >= title.top and body.width > wide / 2:
        left, width = body.left, body.width
        bottom = min(bottom, body.top + body.height)
    feet = [each.top for each in _of(layout, _RUNNING) if each.top > high * 0.8]
    bottom = min([bottom, *feet])
    return left / 12700, top / 12700, width / 12700, (bottom - top) / 12700


def _size(layout: Any) -> float:
    """Return the size of a layout's title, which the master gives unless it says otherwise."""
    title = next(_of(layout, _TITLES))
    own = title._element.findall(".//" + qn("a:lstStyle") + "/*/" + qn("a:defRPr"))
    style = layout.slide_master._element.find(f".//{qn('p:titleStyle')}/*/{qn('a:defRPr')}")
    sizes = [each.get("sz") for each in (*own, style) if each is not None]
    return next((int(size) / 100 for size in sizes if size), 28.0)
