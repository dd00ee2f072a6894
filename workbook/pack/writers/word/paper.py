"""The Word document that is being written: where the next block stands, and what is numbered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Inches, Mm, Pt
from docx.text.paragraph import Paragraph

from workbook.pack.blocks import Chart
from workbook.pack.brand.look import Logo
from workbook.pack.writers.office import legible
from workbook.pack.writers.pictures import DPI
from workbook.pack.writers.word.fields import bookmark, link
from workbook.pack.writers.word.fields import field as kept_up
from workbook.pack.writers.word.styles import TEXT_WIDTH
from workbook.pack.writers.word.text import say, turned

__all__ = ["Paper"]


@dataclass
class Paper:
    """A document and what it is written with: `pictures` of charts, and codes that lead on."""

    document: Document
    pictures: Mapping[str, bytes]
    codes: frozenset[str]
    heading: str = ""
    last: Paragraph = field(init=False)
    numbers: Mapping[str, "count[int]"] = field(
        default_factory=lambda: {"Table": count(1), "Figure": count(1), "bookmark": count(1)}
    )

    def paragraph(self, text: str = "", style: str = "Normal") -> Paragraph:
        """Add a paragraph that says a text."""
        below = self.after_table
        added = turned(self.document.add_paragraph(), text)
        added._p.get_or_add_pPr().style = style.replace(" ", "")  # by its id: a name is looked for
        if below and style in ("Normal", "List Bullet", "Caption"):
            added.paragraph_format.space_before = Pt(10)
        if text:
            say(added, text)
        self.last = added
        return added

    @property
    def after_table(self) -> bool:
        """Whether what stands last is a table."""
        body = self.document.element.body
        return len(body) > 1 and body[-2].tag == qn("w:tbl")

    def head(self, text: str, level: int, name: str = "") -> Paragraph:
        """Add a heading; `name` makes it a place that links lead to."""
        self.heading = text
        added = self.paragraph(text, f"Heading {min(level, 4)}")
        if name:
            self.mark(added, name)
        return added

    def mark(self, paragraph: Paragraph, name: str) -> None:
        """Make a paragraph a place that links lead to."""
        bookmark(paragraph, name, next(self.numbers["bookmark"]))

    def caption(self, kind: str, text: str) -> Paragraph:
        """Add a caption that Word numbers: “Table 3. Targets that moved”."""
        added = self.paragraph(style="Caption")
        say(added, f"{kind} ")
        kept_up(added, f" SEQ {kind} \\* ARABIC ", str(next(self.numbers[kind])))
        say(added, f". {text}")
        return added

    def code(self, paragraph: Paragraph, code: str) -> None:
        """Add a figure's code, which leads to its line among the sources."""
        if code not in self.codes:
            return
        say(paragraph, " ")
        link(paragraph, f"figure_{code}", code).style = "FigureCode"

    def draw(self, paragraph: Paragraph, chart: Chart, room: int) -> None:
        """Add a chart's picture to a paragraph, in at most so many twentieths of a point."""
        drawn = self.pictures[chart.svg]
        across = int.from_bytes(drawn[16:20], "big") / DPI  # as a PNG's head has it
        shape = paragraph.add_run().add_picture(BytesIO(drawn), Inches(min(across, room / 1440)))
        shape._inline.docPr.set("descr", legible(chart.alt))

    def logo(self, paragraph: Paragraph, logo: Logo, width: float, height: float) -> None:
        """Add a logo to a paragraph, inside a room in millimetres."""
        high = min(height, width / logo.ratio)
        shown = BytesIO(self.pictures[logo.svg])
        shape = paragraph.add_run().add_picture(shown, height=Mm(high))
        shape._inline.docPr.set("descr", legible(logo.alt))

    def picture(self, chart: Chart) -> None:
        """Add a chart as a picture, with its alternative text, and its caption below."""
        held = self.paragraph()
        held.paragraph_format.keep_with_next = True
        self.draw(held, chart, TEXT_WIDTH)
        caption = self.caption("Figure", chart.caption or self.heading)
        self.code(caption, chart.code)
