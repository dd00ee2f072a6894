"""Tables on paper: rows that stay whole, a head that repeats, and widths that add up."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from workbook.pack.blocks import Cell, Table
from workbook.pack.writers.office import COLOURS, apportioned, legible, shares
from workbook.pack.writers.word.paper import Paper
from workbook.pack.writers.word.styles import TABLE, TEXT_WIDTH
from workbook.pack.writers.word.text import say, sign, turned

__all__ = ["laid_out", "put_table", "write"]

_INSETS = 140  # on both sides of a cell, in twentieths of a point

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}


def put_table(block: Table, paper: Paper) -> None:
    """Add a table under its caption; one without a row says so."""
    if block.caption or paper.after_table:  # two tables that touch would be one
        paper.caption(
            "Table", block.caption or paper.heading
        ).paragraph_format.keep_with_next = True
    if not block.rows:
        paper.paragraph("Nothing recorded yet.")
        return
    made = laid_out(paper, shares(block), len(block.rows) + 1, block.caption or paper.heading)
    first, *others = made._tbl.tr_lst
    for column, tc in zip(block.columns, first.tc_lst, strict=True):
        write(_Cell(tc, made), column.name, "TableHeading", column.align)
    text, note = ("TableSmall", "TableSmall") if block.index else ("TableText", "TableNote")
    for row, tr in zip(block.rows, others, strict=True):
        for at, (value, tc) in enumerate(zip(row, tr.tc_lst, strict=True)):
            cell = value if isinstance(value, Cell) else Cell(value)
            place, align = _Cell(tc, made), block.columns[at].align
            paragraph = write(place, "", text, align)
            _fill(paragraph, cell, paper, first=at == 0)
            if cell.chart and tc.width:
                paper.draw(paragraph, cell.chart, tc.width.twips - _INSETS)
            if cell.note:
                write(place, cell.note, note, align)
        if block.index:
            name = row[0].text if isinstance(row[0], Cell) else row[0]
            paper.mark(_Cell(tr.tc_lst[0], made).paragraphs[0], f"figure_{name}")


def laid_out(paper: Paper, parts: list[float], rows: int, told: str) -> WordTable:
    """Add an empty table as wide as the text, with a head; `told` is what it is about."""
    widths = apportioned(parts, TEXT_WIDTH)
    made: WordTable = paper.document.add_table(rows, len(widths))
    properties = parse_xml(_PROPERTIES)
    for tag, said in (("w:tblCaption", told), ("w:tblDescription", f"{told}: {rows - 1} rows.")):
        described = OxmlElement(tag)
        described.set(qn("w:val"), legible(said))
        properties.append(described)
    made._tbl.replace(made._tbl.tblPr, properties)
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Twips(width)
    for at, tr in enumerate(made._tbl.tr_lst):
        kept = tr.get_or_add_trPr()
        kept.append(OxmlElement("w:cantSplit"))
        if at == 0:
            kept.append(OxmlElement("w:tblHeader"))
        for tc, width in zip(tr.tc_lst, widths, strict=True):
            tc.width = Twips(width)
    return made


_PROPERTIES = f"""
<w:tblPr {nsdecls("w")}>
  <w:tblStyle w:val="{TABLE}"/>
  <w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>
  <w:tblLayout w:type="fixed"/>
  <w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0"
    w:noHBand="1" w:noVBand="1"/>
</w:tblPr>"""


def write(cell: _Cell, text: str, style: str, align: str = "left") -> Paragraph:
    """Add a paragraph to a cell, whose first one is there already; `style` is one's id."""
    [*_, last] = cell.paragraphs
    paragraph: Paragraph = cell.add_paragraph() if last._p.pPr is not None else last
    paragraph._p.get_or_add_pPr().style = style
    if align != "left":
        paragraph.alignment = _ALIGN[align]
    turned(paragraph, text)
    if text:
        say(paragraph, text)
    return paragraph


def _fill(paragraph: Paragraph, cell: Cell, paper: Paper, *, first: bool) -> None:
    """Write what a cell says: its status, its words or what became of them, and its code."""
    turned(paragraph, cell.text)
    sign(paragraph, cell.status)
    for label, piece in cell.pieces:
        _changed(paragraph, label, piece)
    if not cell.pieces:
        say(paragraph, cell.text, bold=first or None)
    if cell.word:
        say(paragraph, f" {cell.word}", colour=COLOURS["none"])
    paper.code(paragraph, cell.code)


def _changed(paragraph: Paragraph, label: str, words: str) -> None:
    """Add words that stayed, or were deleted or added: marked, and named for those who listen."""
    if not label:
        say(paragraph, f"{words} ")
        return
    say(paragraph, f"[{label}: ")
    run = say(paragraph, words)
    run.font.strike, run.font.underline = label == "deleted" or None, label == "added" or None
    say(paragraph, "] ")
