"""A chart's drawing as part of a page of HTML: only what draws, under names of its own."""

import hashlib
import re
from xml.etree import ElementTree

from workbook.errors import RenderFailed

__all__ = ["inline"]

_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_SHAPES = {"circle", "ellipse", "image", "line", "path", "polygon", "polyline", "rect", "use"}
_REST = {"clipPath", "defs", "g", "linearGradient", "marker", "mask", "pattern", "radialGradient"}
_DRAWS = {*_SHAPES, *_REST, "stop", "svg", "symbol", "text", "tspan"}
_INSIDE = re.compile(r"url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)")


def inline(svg: str, alt: str) -> str:
    """Return a drawing to stand in a page: `alt` is said in its place to who cannot see it.

    Nothing in it can act or ask for anything: it keeps what draws, and refers to itself only. Its
    names are its own, so that two drawings never take each other's parts.

    >>> "script" in inline('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "Sales")
    False

    Raises:
        RenderFailed: it is no SVG.
    """
    try:
        root = ElementTree.fromstring(svg)
    except (ElementTree.ParseError, ValueError) as wrong:
        raise RenderFailed(f"A chart is damaged and cannot be shown: “{alt}”.") from wrong
    own = f"d{hashlib.sha256(f'{svg}{alt}'.encode()).hexdigest()[:8]}-"
    _clean(root, own)
    # As matplotlib asks for in a style sheet, which would hold for the whole page.
    root.attrib.update({"stroke-linejoin": "round", "stroke-linecap": "butt"})
    root.attrib.update({"role": "img", "aria-label": alt})
    ElementTree.register_namespace("", _SVG)
    return ElementTree.tostring(root, encoding="unicode")


def _clean(element: ElementTree.Element, own: str) -> None:
    for name, value in list(element.attrib.items()):
        element.attrib.pop(name)
        if kept := _attribute(name, value, own):
            element.set(*kept)
    for child in list(element):
        if child.tag.removeprefix(f"{{{_SVG}}}") in _DRAWS:
            _clean(child, own)
        else:
            element.remove(child)


def _attribute(name: str, value: str, own: str) -> tuple[str, str] | None:
    if name == "id":
        return name, own + value
    if name in ("href", _LINK):
        if value.startswith("#"):
            return "href", f"#{own}{value[1:]}"
        return ("href", value) if value.startswith("data:image/") else None
    if name.startswith(("on", "{")):
        return None
    named = _INSIDE.sub(rf"url(#{own}\1)", value)
    return None if "url(" in _INSIDE.sub("", value) else (name, named)
