"""Words on paper: a paragraph in a style, in runs, in the direction in which its text is read."""

from docx.oxml import OxmlElement
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from workbook.pack.writers.office import COLOURS, SIGNS, leftwards, legible
from workbook.pack.writers.word.styles import ACCENT

__all__ = ["say", "sign", "toned", "turned"]


def say(paragraph: Paragraph, text: str, *, bold: bool | None = None, colour: str = "") -> Run:
    """Add a text to a paragraph; `colour` is six hexadecimal digits, or the style's."""
    run = paragraph.add_run(legible(text))
    run.bold = bold
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    if leftwards(text):
        run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
    return run


def sign(paragraph: Paragraph, tone: str) -> None:
    """Add the shape of a status or tone, if it has one."""
    if tone in SIGNS:
        toned(say(paragraph, f"{SIGNS[tone]} "), tone)


def toned(run: Run, tone: str) -> None:
    """Give words the colour of a tone; a note's is the accent."""
    if tone in COLOURS:
        run.font.color.rgb = RGBColor.from_string(COLOURS[tone])
    else:
        run._r.get_or_add_rPr().style = ACCENT


def turned(paragraph: Paragraph, text: str) -> Paragraph:
    """Let a paragraph begin at the right where its text is read from there."""
    if leftwards(text):
        marks = paragraph._p.get_or_add_pPr()
        marks.insert_element_before(
            OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
        )
    return paragraph
