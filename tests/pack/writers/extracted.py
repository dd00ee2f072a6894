"""The text of a file of each format, as a person finds it there."""

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from docx import Document
from pptx import Presentation
from pptx.oxml.ns import qn

from tests.pack.writers.sheets import read, seen, texts

__all__ = ["EXTRACTED", "LISTED", "squeezed"]


_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _pdf(file: bytes) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)


def _html(file: bytes) -> str:
    class Words(HTMLParser):
        said = ""
        hidden = False

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.hidden = tag == "style"

        def handle_endtag(self, tag: str) -> None:
            self.hidden = False

        def handle_data(self, data: str) -> None:
            self.said += "" if self.hidden else data

    words = Words()
    words.feed(file.decode())
    return words.said


def _docx(file: bytes) -> str:
    body = Document(BytesIO(file)).element.body
    lines = (
        "".join(each.text or "" for each in p.iter(_WORD + "t")) for p in body.iter(_WORD + "p")
    )
    return "\n".join(lines)


def _pptx(file: bytes) -> str:
    slides = Presentation(BytesIO(file)).slides
    parts = [part for each in slides for part in (each.element, _notes(each))]
    lines = (line for part in parts for line in part.iter(qn("a:p")))
    return "\n".join("".join(line.itertext()) for line in lines)


def _notes(slide: Any) -> Any:
    return slide.notes_slide.element if slide.has_notes_slide else slide.element


def _xlsx(file: bytes) -> str:
    return "\n".join(texts(read(file)))


EXTRACTED: dict[str, Callable[[bytes], str]] = {
    "pdf": _pdf,
    "html": _html,
    "docx": _docx,
    "pptx": _pptx,
    "xlsx": _xlsx,
}
"""One line for each format: how the text of its files is found."""


def _html_figures(file: bytes) -> dict[str, str]:
    rows = file.decode().split('<tr id="figure-')[1:]
    cells = {row[:4]: re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows}
    return {code: unescape(found[3]).strip() for code, found in cells.items()}


def _xlsx_figures(file: bytes) -> dict[str, str]:
    rows = read(file)["Figures"].iter_rows(min_row=2)
    return {row[0].value: seen(row[2]) for row in rows}


LISTED: dict[str, Callable[[bytes], dict[str, str]]] = {
    "html": _html_figures,
    "xlsx": _xlsx_figures,
}
"""How the figures that a file lists by their codes are found: what each of them shows."""


def squeezed(text: str) -> str:
    """Return a text without what formats treat differently: blanks, and how a tick is drawn."""
    return re.sub(r"\s+|\u00ad|\u200b", "", text).replace("✔", "✓")
