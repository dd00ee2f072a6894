"""An empty document with the pack's styles: built-in names, so that Word and readers know them."""

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from workbook.pack.brand.look import Look
from workbook.pack.writers.office import six

__all__ = ["ACCENT", "TABLE", "TEXT_WIDTH", "blank"]

ACCENT = "PackAccent"
"""The style of letters in the accent."""
TABLE = "PackTable"
TEXT_WIDTH = 9525
"""Of an A4 page between its margins, in twentieths of a point."""

_FACE, _INK, _MUTED, _ACCENT = "Calibri", "1B2430", "56616F", ""  # the brand's, if it has one

# Name: size, colour, bold, space before and after, all in points; kept with what follows.
_LOOKS: dict[str, tuple[float, str, bool, float, float, bool]] = {
    "Normal": (10.5, _INK, False, 0, 6, False),
    "Title": (32, _ACCENT, True, 6, 6, True),
    "Subtitle": (14, _MUTED, False, 0, 24, True),
    "Heading 1": (20, _ACCENT, True, 26, 6, True),
    "Heading 2": (14, _INK, True, 16, 6, True),
    "Heading 3": (11.5, _ACCENT, True, 12, 4, True),
    "Heading 4": (10.5, _MUTED, True, 10, 4, True),
    "Caption": (9.5, _MUTED, True, 8, 4, False),
    "List Bullet": (10.5, _INK, False, 0, 4, False),
    "TOC Heading": (14, _ACCENT, True, 24, 8, True),
}
_OWN: dict[str, tuple[float, str, bool, float, float, bool]] = {
    "Eyebrow": (12, _MUTED, True, 0, 0, True),
    "Lead": (13, _ACCENT, False, 0, 10, True),
    "Callout": (10.5, _INK, False, 0, 0, False),
    "Table Heading": (9, _MUTED, True, 2, 2, True),
    "Table Text": (9, _INK, False, 2, 2, False),
    "Table Note": (8, _MUTED, False, 0, 2, False),
    "Table Small": (7.5, _INK, False, 1, 1, False),
    "Key Figure": (20, _INK, True, 0, 4, False),
    "Running": (8.5, _MUTED, False, 0, 0, False),
    "TOC 1": (11, _INK, False, 0, 4, False),
}

_TABLE_STYLE = """
<w:style {spaces} w:type="table" w:customStyle="1" w:styleId="{name}">
  <w:name w:val="Pack Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
  <w:tblPr>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="D5DBE2"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="D5DBE2"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:tblPr/>
    <w:tcPr><w:tcBorders>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{accent}"/>
    </w:tcBorders></w:tcPr>
  </w:tblStylePr>
</w:style>"""

_BOX = """
<w:pBdr {spaces}><w:left w:val="single" w:sz="24" w:space="8" w:color="{accent}"/></w:pBdr>
"""


def blank(language: str, look: Look) -> WordDocument:
    """Return an A4 document without a text, in a language such as `en`, in a brand's look."""
    document = Document()
    face, accent = look.font or _FACE, six(look.accent)
    _set_up(document, language)
    for name, shape in _LOOKS.items():
        _draw(document.styles[name], face, accent, *shape)
    for name, shape in _OWN.items():
        own = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name == "TOC 1")
        own.base_style = document.styles["Normal"]
        _draw(own, face, accent, *shape)
    code = document.styles.add_style("Figure Code", WD_STYLE_TYPE.CHARACTER)
    code.font.size, code.font.bold = Pt(7), False
    code.font.color.rgb = RGBColor.from_string(_MUTED)
    letters = document.styles.add_style(ACCENT, WD_STYLE_TYPE.CHARACTER)
    letters.font.color.rgb = RGBColor.from_string(accent)
    given = {"spaces": nsdecls("w"), "accent": accent}
    document.styles.element.append(parse_xml(_TABLE_STYLE.format(name=TABLE, **given)))
    _box(document.styles["Callout"], _BOX.format(**given))
    return document


def _set_up(document: WordDocument, language: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(21)
    page.top_margin, page.bottom_margin = Mm(24), Mm(22)
    page.different_first_page_header_footer = True
    spoken = "en-GB" if language == "en" else language
    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), spoken)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(
                qn("w:val"), "15"
            )  # else Word opens it in a mode that imitates an older one


def _draw(  # noqa: PLR0913, PLR0917
    style: ParagraphStyle,
    face: str,
    accent: str,
    size: float,
    colour: str,
    bold: bool,
    before: float,
    after: float,
    kept: bool,
) -> None:
    font, shape = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = face, Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(colour or accent)
    marks = style.element.get_or_add_rPr()
    faces = marks.rFonts
    for each in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        faces.attrib.pop(qn(f"w:{each}"), None)
    faces.set(qn("w:cs"), face)
    for unwanted in ("w:spacing", "w:szCs"):
        for found in marks.findall(qn(unwanted)):
            marks.remove(found)
    # What runs from right to left has a size of its own.
    marks.sz.addnext(parse_xml(f'<w:szCs {nsdecls("w")} w:val="{round(size * 2)}"/>'))
    for unwanted in ("w:pBdr", "w:contextualSpacing"):
        for found in list(style.element.iter(qn(unwanted))):
            found.getparent().remove(found)
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.keep_with_next, shape.line_spacing = kept, 1.1


def _box(style: ParagraphStyle, box: str) -> None:
    marks = style.element.get_or_add_pPr()
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="F4F6F8"/>')
    marks.insert_element_before(parse_xml(box), *_AFTER_BORDER)
    marks.insert_element_before(shade, *_AFTER_BORDER[1:])
    style.paragraph_format.left_indent = Mm(4)


_AFTER_BORDER = ("w:shd", "w:tabs", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
