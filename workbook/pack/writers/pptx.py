"""The pack as slides: one message each as the title, charts to edit, sources in the notes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from workbook.pack.blocks import Cover
from workbook.pack.brand import PLAIN, Brand
from workbook.pack.reading import look_of, parts
from workbook.pack.writers.office import footed, legible, settled
from workbook.pack.writers.pictures import charts, pictures
from workbook.pack.writers.slides.beside import Below
from workbook.pack.writers.slides.deck import Deck, opened
from workbook.pack.writers.slides.frames import Frame, frames
from workbook.pack.writers.slides.item import Item
from workbook.pack.writers.slides.sources import Sources
from workbook.pack.writers.slides.titles import fitted, put_title
from workbook.pack.writers.slides.words import Paragraph, Words, fill

__all__ = ["write"]


def write(document: Mapping[str, Any], brand: Brand = PLAIN) -> bytes:
    """Return the pack as a presentation (PPTX), in the layouts of the practice's own if it has one.

    Raises:
        RenderFailed: no typeface has a letter of a chart, or the practice's file is not to be used;
            the text says which, and where.
    """
    (cover, sections), look = parts(document), look_of(document)
    drawn = [chart for section in sections for chart in charts(section.blocks) if not chart.plot]
    drawings = pictures(drawn, document)
    logo = drawings[look.logo.svg] if look.logo else None
    deck, sources = opened(brand.deck(), look, logo), Sources.of(sections)
    if cover.shown:
        _put_cover(deck, cover)
    slides = [
        slide
        for section in sections
        for each in frames(section, drawings)
        for slide in _slides(each, deck)
    ]
    foot = " · ".join(filter(None, (look.footer, footed(cover))))
    for number, (title, body) in enumerate(_named_apart(slides)):
        slide = deck.add()
        put_title(slide, title, deck)
        body.draw(slide, deck.room)
        deck.run_along(slide, foot)
        last = number == len(slides) - 1
        slide.notes_slide.notes_text_frame.text = legible(
            sources.told(body.codes, _origin(cover), rest=last)
        )
    _finish(deck, cover)
    written = BytesIO()
    deck.presentation.save(written)
    return settled(written.getvalue())


def _slides(frame: Frame, deck: Deck) -> Iterator[tuple[str, Item]]:
    """Yield what stands on each of as many slides as a message takes, and their title."""
    _, _, width, height = deck.room
    title = fitted(frame.title, deck)
    rest: Item | None = frame.body
    if title != frame.title:
        whole = Words((Paragraph(frame.title, bold=True, heads=True),))
        rest = Below((whole, *frame.body.items))
    while rest is not None:
        parted = rest.split(width, height, alone=True) if rest.height(width) > height else None
        here, rest = parted or (rest, None)
        yield title, here


def _named_apart(slides: Sequence[tuple[str, Item]]) -> Iterator[tuple[str, Item]]:
    """Yield slides with titles of which each stands once: “Roadmap (2 of 3)”."""
    many = Counter(title.casefold() for title, _ in slides)
    seen: Counter[str] = Counter()
    for title, body in slides:
        key = title.casefold()
        seen[key] += 1
        yield f"{title} ({seen[key]} of {many[key]})" if many[key] > 1 else title, body


def _put_cover(deck: Deck, cover: Cover) -> None:
    slide = deck.presentation.slides.add_slide(deck.cover)
    under = None
    for shape in list(slide.placeholders):
        if shape.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE:
            under = shape
        elif shape.placeholder_format.idx != 0:  # the title's
            shape._element.getparent().remove(shape._element)
    slide.shapes.title.text_frame.text = legible(cover.business).replace("\n", " ")
    draft = " · Draft – not signed off" if cover.draft else ""
    lines = [Paragraph(f"{cover.title}, {cover.quarter}{draft}", 20.0, bold=True)]
    lines += [Paragraph(cover.subtitle)] if cover.subtitle else []
    lines += [Paragraph(f"{label}: {value}") for label, value in cover.facts]
    if under is not None:
        fill(under.text_frame, lines)
    else:
        Words(tuple(lines)).draw(slide, deck.room)
    slide.notes_slide.notes_text_frame.text = legible(f"Source: {_origin(cover)}")


def _origin(cover: Cover) -> str:
    code = f", pack code {cover.code}" if cover.code else ""
    return f"{cover.business}, {cover.title}, {cover.quarter}{code}."


def _finish(deck: Deck, cover: Cover) -> None:
    """Say what the presentation is, and in which language each run of it is."""
    about = deck.presentation.core_properties
    about.title = legible(f"{cover.business} – {cover.title}, {cover.quarter}")
    about.author = about.last_modified_by = legible(cover.business)
    about.subject, about.comments = legible(cover.subtitle), ""
    about.language, about.keywords = cover.language, "strategy, quarterly review"
    spoken = "en-GB" if cover.language == "en" else cover.language
    for slide in deck.presentation.slides:
        for marks in slide._element.iter(qn("a:rPr"), qn("a:endParaRPr")):
            marks.set("lang", spoken)
