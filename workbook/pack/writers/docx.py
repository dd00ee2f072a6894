"""The pack to edit in a word processor: real headings, captions, tables and contents."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Pt, Twips

from workbook.pack.blocks import Cell, Cover, Facts, Section, Table
from workbook.pack.brand import PLAIN, Brand
from workbook.pack.brand.look import Look
from workbook.pack.reading import look_of, parts
from workbook.pack.writers.office import footed, legible, settled
from workbook.pack.writers.pictures import charts, pictures
from workbook.pack.writers.word.fields import contents, field
from workbook.pack.writers.word.paper import Paper
from workbook.pack.writers.word.put import put_facts, put_section
from workbook.pack.writers.word.styles import TEXT_WIDTH, blank
from workbook.pack.writers.word.text import say

__all__ = ["write"]


def write(document: Mapping[str, Any], brand: Brand = PLAIN) -> bytes:
    """Return the pack as a Word document (DOCX).

    Raises:
        RenderFailed: no typeface has a letter of a chart; the text names it and where it stands.
    """
    (cover, sections), look = parts(document), look_of(document)
    drawn = [chart for section in sections for chart in charts(section.blocks)]
    page, shown = blank(cover.language, look), pictures(drawn, document)
    paper = Paper(page, shown, _codes(sections), cover.title)
    _describe(paper.document, cover)
    _run_along(paper, cover, look)
    named = [(f"_Toc{number:08}", each) for number, each in enumerate(sections, start=1)]
    if cover.shown:
        _put_cover(cover, paper, look, room=_ABOVE - _LINE * max(0, len(sections) - _LINES))
        paper.paragraph("In this pack", "TOC Heading")
        contents(paper.document, [(name, legible(each.title)) for name, each in named])
    for name, section in named:
        heading = put_section(section, paper, name)
        begins = (cover.shown and section is sections[0]) or section.appendix
        heading.paragraph_format.page_break_before = begins or None
    paper.paragraph(footed(cover), "Running")
    written = BytesIO()
    paper.document.save(written)
    return settled(written.getvalue())


def _codes(sections: Sequence[Section]) -> frozenset[str]:
    """Return the codes that have a line among the sources, to which those in the text lead."""
    tables = [each for one in sections for each in one.blocks if isinstance(each, Table)]
    first = (row[0] for table in tables if table.index for row in table.rows)
    return frozenset(cell.text if isinstance(cell, Cell) else cell for cell in first)


def _describe(document: Document, cover: Cover) -> None:
    about = document.core_properties
    about.title = legible(f"{cover.business} – {cover.title}, {cover.quarter}")
    about.author = about.last_modified_by = legible(cover.business)
    about.subject, about.comments = legible(cover.subtitle), ""
    about.language, about.keywords = cover.language, "strategy, quarterly review"


_ABOVE, _LINE, _LINES = 120, 18, 13  # points above the name; contents of more lines take from it


def _put_cover(cover: Cover, paper: Paper, look: Look, room: float) -> None:
    draft = " · Draft – not signed off" if cover.draft else ""
    if look.logo:
        paper.logo(paper.paragraph(), look.logo, 58, 17)
        room -= 54
    above = paper.paragraph(f"{cover.quarter}{draft}", "Eyebrow")
    above.paragraph_format.space_before = Pt(max(6, room))
    paper.paragraph(cover.business, "Title")
    subtitle = f"{cover.title} – {cover.subtitle}" if cover.subtitle else cover.title
    paper.paragraph(subtitle, "Subtitle")
    put_facts(Facts(cover.facts), paper)


def _run_along(paper: Paper, cover: Cover, look: Look) -> None:
    """Set what stands at the foot of every page, and at the head of all but the cover."""
    page = paper.document.sections[0]
    page.different_first_page_header_footer = cover.shown
    head = page.header.paragraphs[0]
    head.style = "Running"
    say(head, f"{cover.business} · {cover.quarter}")
    if look.logo:
        head.paragraph_format.tab_stops.add_tab_stop(Twips(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        head.add_run("\t")
        paper.logo(head, look.logo, 30, 8)
    for foot in (page.footer, page.first_page_footer) if cover.shown else (page.footer,):
        line = foot.paragraphs[0]
        line.style = "Running"
        line.paragraph_format.tab_stops.add_tab_stop(Twips(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        say(line, "\n".join(filter(None, (look.footer, footed(cover)))))
        line.add_run("\tPage ")
        field(line, " PAGE ", "1")
        line.add_run(" of ")
        field(line, " NUMPAGES ", "1")
