"""What Word keeps up by itself: contents, numbers of captions and pages, links within the text."""

from collections.abc import Sequence

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.run import CT_R
from docx.text.paragraph import Paragraph

__all__ = ["bookmark", "contents", "field", "link"]


def field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Add a field to a paragraph, and what it shows until it is brought up to date."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), instruction)
    simple.append(paragraph.add_run(shown)._r)
    paragraph._p.append(simple)


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Make a paragraph a place that links lead to; each has a number of its own."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), str(number))
    properties = paragraph._p.pPr
    if properties is None:
        paragraph._p.insert(0, start)
    else:
        properties.addnext(start)
    paragraph._p.append(end)


def link(paragraph: Paragraph, name: str, shown: str) -> CT_R:
    """Add words that lead to a bookmark, and return their run."""
    run = paragraph.add_run(shown)._r
    leads = OxmlElement("w:hyperlink")
    leads.set(qn("w:anchor"), name)
    leads.set(qn("w:history"), "1")
    leads.append(run)
    paragraph._p.append(leads)
    return run


def contents(document: Document, entries: Sequence[tuple[str, str]]) -> None:
    """Add a table of contents: what it shows are links to bookmarks, each with its words.

    Without numbers of pages, which only Word knows: nothing in it is wrong before it is brought
    up to date, and nobody is asked to do so.
    """
    for at, (name, words) in enumerate(entries):
        paragraph = document.add_paragraph()
        paragraph._p.get_or_add_pPr().style = "TOC1"
        if at == 0:
            _mark(paragraph, "begin")
            paragraph.add_run()._r.append(parse_xml(_CONTENTS))
            _mark(paragraph, "separate")
        link(paragraph, name, words)
        if at == len(entries) - 1:
            _mark(paragraph, "end")


_CONTENTS = (
    f'<w:instrText {nsdecls("w")} xml:space="preserve"> TOC \\o "1-1" \\n \\h </w:instrText>'
)


def _mark(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
