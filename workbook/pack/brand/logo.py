"""A logo from a file: PNG and JPEG made small, SVG only if all it does is draw."""

import re
from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

from workbook.errors import WorkbookError
from workbook.pack.brand.look import Logo

__all__ = ["LARGEST", "logo_of"]

LARGEST = 5_000_000
"""Bytes of a file that is read."""

_DRAWING = 200_000  # bytes of an SVG; each PDF carries it twice
_PIXELS = 40_000_000  # of a picture, before it is made small
_SIZE = (900, 450)  # pixels: three times what a printer shows of it
_FLAT, _HIGH = 8.0, 0.5  # width by height: a logo beyond is a line

_KINDS = {
    b"GIF8": "a GIF",
    b"BM": "a BMP",
    b"II*\0": "a TIFF",
    b"MM\0*": "a TIFF",
    b"%PDF": "a PDF",
    b"%!PS": "a PostScript file",
    b"\0\0\1\0": "an icon",
    b"PK": "an office file or an archive",
}
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWS = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "use",
    "symbol", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "title",
    "desc", "style",
}  # fmt: skip
_BESIDE = {"metadata"}  # and whatever is of another namespace: drawing programs' own notes


def logo_of(content: bytes, name: str, alt: str) -> Logo:
    """Return a logo from a file's content; `name` is for the sentence, `alt` its words.

    Raises:
        WorkbookError: it is of another kind, too large, or does more than draw.
    """
    if content.startswith((b"\x89PNG\r\n", b"\xff\xd8\xff")):
        svg, width, height = _picture(content, name)
    elif re.search(rb"<(\w+:)?svg\b", content[:4096]):
        svg, width, height = _drawing(content, name)
    else:
        raise WorkbookError(f"The logo {name} is {_kind(content)}. {_SAVE}")
    if not _HIGH <= width / height <= _FLAT:
        raise WorkbookError(
            f"The logo {name} is {width / height:.2g} times as wide as high; a page has room for "
            f"{_HIGH:g} to {_FLAT:g}. Cut away the empty edges, or take another form of it."
        )
    return Logo(svg, alt, round(width / height, 4))


_SAVE = "Save it as PNG, SVG or JPEG, and name that file."


def _kind(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "a WebP"
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        return "a HEIC or AVIF"
    known = (kind for start, kind in _KINDS.items() if content.startswith(start))
    return next(known, "no picture" if content else "empty")


def _picture(content: bytes, name: str) -> tuple[str, float, float]:
    """Return a picture as a drawing that holds it, without what a camera or program noted."""
    from PIL import Image, ImageOps

    damaged = WorkbookError(f"The logo {name} is damaged. {_SAVE}")
    giant = WorkbookError(
        f"The logo {name} has more dots than a page can show: {_SIZE[0]} by {_SIZE[1]} are enough. "
        "Make it smaller."
    )
    try:
        image = Image.open(BytesIO(content), formats=("PNG", "JPEG"))
    except Image.DecompressionBombError:
        raise giant from None
    except Exception:  # whatever the file is: the library complains in many ways
        raise damaged from None
    if image.width * image.height > _PIXELS:
        raise giant
    try:
        upright = ImageOps.exif_transpose(image)
        plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except Exception:
        raise damaged from None
    plain.thumbnail(_SIZE)
    written = BytesIO()
    plain.save(written, "PNG", optimize=True)
    held = b64encode(written.getvalue()).decode()
    width, height = plain.size
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}"><image width="{width}" height="{height}" '
        f'href="data:image/png;base64,{held}"/></svg>'
    )
    return svg, width, height


def _drawing(content: bytes, name: str) -> tuple[str, float, float]:
    """Return a drawing with nothing in it but what draws."""
    if len(content) > _DRAWING:
        raise WorkbookError(
            f"The logo {name} has {len(content) / 1000:,.0f} kB, and a drawing may have "
            f"{_DRAWING / 1000:.0f}. Make it simpler, or save it as PNG."
        )
    try:
        if b"<!ENTITY" in content:
            raise ValueError
        root = ElementTree.fromstring(content)
        if root.tag != f"{_SVG}svg" or not len(root):
            raise ValueError
    except (ElementTree.ParseError, ValueError, LookupError):
        raise WorkbookError(f"The logo {name} is damaged. {_SAVE}") from None
    if trouble := next(_troubles(root), None):
        raise WorkbookError(f"The logo {name} {trouble}")
    _without_notes(root)
    width, height = _size(root, name)
    root.attrib.update({"width": f"{width:g}", "height": f"{height:g}"})
    ElementTree.register_namespace("", _SVG[1:-1])
    return ElementTree.tostring(root, encoding="unicode"), width, height


def _troubles(root: ElementTree.Element) -> Iterator[str]:
    """Yield what a drawing does that no logo in a pack may do."""
    for element in root.iter():
        tag = str(element.tag)
        kind = tag.removeprefix(_SVG)
        if tag.startswith(_SVG) and kind not in _DRAWS | _BESIDE:
            yield _PARTS.get(kind) or f"has a part “{kind}”, which is not drawn. {_SAVE}"
        outside = [] if kind in _BESIDE or not tag.startswith(_SVG) else [*element.attrib.items()]
        if kind == "style":
            outside.append(("style", element.text or ""))
        for attribute, value in outside:
            if attribute.startswith("on"):
                yield _PARTS["script"]
            elif attribute.endswith("href") and not value.startswith("#"):
                yield f"asks for something elsewhere ({value[:60]}). {_SAVE}"
            elif found := re.search(r"@import|url\(\s*['\"]?(?!\s*['\"]?#)[^)]*", value):
                yield f"asks for something elsewhere ({found[0][:60]}). {_SAVE}"


_PARTS = {
    "script": "has a script in it. Save it as a plain SVG, or as PNG.",
    "text": "has letters in it whose font may not be there. Make them outlines (in Inkscape: Path, "
    "Object to Path), or save it as PNG.",
    "image": "has a picture inside its drawing. Save the whole as PNG.",
    "foreignObject": "has a part of a web page in it. Save it as a plain SVG, or as PNG.",
}


def _without_notes(element: ElementTree.Element) -> None:
    for child in list(element):
        tag = str(child.tag)
        if not tag.startswith(_SVG) or tag.removeprefix(_SVG) in _BESIDE:
            element.remove(child)
        else:
            _without_notes(child)


def _size(root: ElementTree.Element, name: str) -> tuple[float, float]:
    """Return width and height: those of its view, or else as they are given."""
    view = re.fullmatch(r"\s*\S+[\s,]+\S+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*", root.get("viewBox", ""))
    sides = (root.get(each, "") for each in ("width", "height"))
    given = [re.fullmatch(r"([\d.]+)(?:px|pt|mm|cm|in)?", side) for side in sides]
    found = view.groups() if view else [each[1] for each in given if each]
    try:
        width, height = map(float, found)
        if min(width, height) > 0:
            return width, height
    except ValueError:
        pass
    raise WorkbookError(
        f"The logo {name} does not say how large it is (its viewBox). Save it anew as a plain SVG."
    )
