"""The pack's own look as a deck: 16:9, a dark cover, titles at the left, an accent above them."""

import re
from io import BytesIO
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.oxml.shapes.picture import CT_Picture
from pptx.presentation import Presentation as Presented
from pptx.util import Pt

from workbook.pack.brand.look import Logo, Look
from workbook.pack.writers.office import legible, six

__all__ = ["dressed"]

_WIDE, _HIGH, _EDGE = 960, 540, 44  # points: 13.33 by 7.5 inches
_INK, _SIGNAL = "1B2430", "B8430C"
_EDGING = 10  # points of white around a logo
_LARGE = (_EDGE + _EDGING, 54.0, 200.0, 58.0)  # where it stands on the first slide

_BAR = f"""
<p:sp {nsdecls("p", "a")}>
  <p:nvSpPr><p:cNvPr id="90" name="Accent"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>
  <p:spPr>
    <a:xfrm><a:off x="{Pt(_EDGE)}" y="{Pt(28)}"/><a:ext cx="{Pt(62)}" cy="{Pt(3)}"/></a:xfrm>
    <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
    <a:solidFill><a:schemeClr val="accent1"/></a:solidFill><a:ln><a:noFill/></a:ln>
  </p:spPr>
</p:sp>"""

_PLATE = """
<p:sp {spaces}>
  <p:nvSpPr><p:cNvPr id="92" name="White"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>
  <p:spPr>
    <a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>
    <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
    <a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:ln><a:noFill/></a:ln>
  </p:spPr>
</p:sp>"""

_ON_DARK = """
<a:lstStyle {spaces}><a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/>
  <a:defRPr sz="{size}" b="{bold}"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:defRPr>
</a:lvl1pPr></a:lstStyle>"""


def dressed(look: Look, logo: bytes | None) -> Presented:
    """Return an empty deck in the pack's look with a brand's colour, typeface and `logo` (PNG)."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(_WIDE), Pt(_HIGH)
    master = deck.slide_masters[0]
    _theme(master, look)
    for page in (master, *deck.slide_layouts):
        _widen(page)
    _set_master(master)
    cover = deck.slide_layouts[0]
    _set_cover(cover)
    if look.logo and logo:
        _put(master, look.logo, logo, (_WIDE - _EDGE - min(96, 20 * look.logo.ratio), 13, 96, 20))
        _plate(cover, look.logo, _LARGE)
        _put(cover, look.logo, logo, _LARGE)
    return deck


def _theme(master: Any, look: Look) -> None:
    accent = six(look.accent)
    colours = {"dk1": _INK, "dk2": accent, "accent1": accent, "accent2": _SIGNAL, "hlink": accent}
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode()
    for name, colour in colours.items():
        own = f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>'
        text = re.sub(f"<a:{name}>.*?</a:{name}>", own, text)
    if look.font:
        face = quoteattr(look.font)
        heads = r"(<a:m(?:aj|in)orFont>\s*<a:latin typeface=)\"[^\"]*\""
        text = re.sub(heads, rf"\g<1>{face}", text)
    theme._blob = text.encode()


def _widen(page: Any) -> None:
    """Bring what stands on a page of 4:3 to 16:9."""
    for place in page._element.iter(qn("a:off"), qn("a:ext")):
        for name in ("x", "cx"):
            if place.get(name):
                place.set(name, str(round(int(place.get(name)) * 4 / 3)))


def _set_master(master: Any) -> None:
    title, body, day, foot, number = master.placeholders
    _at(title, _EDGE, 38, _WIDE - 2 * _EDGE, 66)
    _at(body, _EDGE, 116, _WIDE - 2 * _EDGE, 380)
    _at(foot, _EDGE, 508, 700, 20)
    _at(day, 760, 508, 60, 20)
    _at(number, _WIDE - _EDGE - 80, 508, 80, 20)
    for shape, side in ((title, ""), (foot, "l"), (number, "r")):
        edges = shape._element.txBody.find(qn("a:bodyPr"))
        for name in ("lIns", "rIns", "tIns", "bIns"):
            edges.set(name, "0")
        if side:
            shape._element.find(f".//{qn('a:lvl1pPr')}").set("algn", side)
        else:
            edges.set("anchor", "t")
    style = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    style.set("algn", "l")
    marks = style.find(qn("a:defRPr"))
    marks.set("sz", "2400")
    marks.set("b", "1")
    master.shapes._spTree.insert(2, parse_xml(_BAR))


def _set_cover(layout: Any) -> None:
    layout.background.fill.solid()
    layout.background.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    layout._element.set("showMasterSp", "0")
    title, under, *_ = layout.placeholders
    _at(title, _EDGE, 150, _WIDE - 2 * _EDGE, 90)
    _at(under, _EDGE, 250, _WIDE - 2 * _EDGE, 220)
    for shape, size, bold, anchor in ((title, 4000, 1, "b"), (under, 1800, 0, "t")):
        body = shape._element.txBody
        own = parse_xml(_ON_DARK.format(spaces=nsdecls("a"), size=size, bold=bold))
        body.replace(body.find(qn("a:lstStyle")), own)
        body.find(qn("a:bodyPr")).set("anchor", anchor)
    for shape in layout.placeholders:
        if shape.placeholder_format.idx >= 10:  # its date, foot and number
            shape._element.getparent().remove(shape._element)


def _put(page: Any, logo: Logo, picture: bytes, room: tuple[float, float, float, float]) -> None:
    """Put a logo on a master or a layout, at the left of a room."""
    left, top, width, height = room
    high = min(height, width / logo.ratio)
    box = [Pt(each) for each in (left, top, high * logo.ratio, high)]
    _, id = page.part.get_or_add_image_part(BytesIO(picture))
    # The number of the shape: the accent's is 90.
    made = CT_Picture.new_pic(91, "Logo", legible(logo.alt), id, *box)  # type: ignore[no-untyped-call]
    page.shapes._spTree.append(made)


def _plate(page: Any, logo: Logo, room: tuple[float, float, float, float]) -> None:
    """Put the white on a dark page that a logo in a room stands on."""
    left, top, width, height = room
    high = min(height, width / logo.ratio)
    around = left - _EDGING, top - _EDGING, high * logo.ratio + 2 * _EDGING, high + 2 * _EDGING
    places = dict(zip(("x", "y", "cx", "cy"), map(Pt, around), strict=True))
    page.shapes._spTree.append(parse_xml(_PLATE.format(spaces=nsdecls("p", "a"), **places)))


def _at(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Pt, (left, top, width, height))
