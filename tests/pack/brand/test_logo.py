"""A logo from a file: three kinds are taken, and of each only what draws."""

import re
from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image

from tests.pack.brand.making import SVG, picture
from workbook.errors import WorkbookError
from workbook.pack.brand.logo import logo_of


def held(svg: str) -> Image.Image:
    [data] = re.findall('base64,([^"]+)', svg)
    return Image.open(BytesIO(b64decode(data)))


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "RGB"), ("PNG", "L"), ("PNG", "P"), ("JPEG", "RGB"),
                       ("JPEG", "CMYK"), ("JPEG", "L")]
)  # fmt: skip
def test_a_picture_is_taken_whatever_its_colours_are(kind: str, mode: str):
    logo = logo_of(picture(kind, mode=mode), "logo", "Keller")
    assert logo.ratio == 3
    assert held(logo.svg).mode in ("RGB", "RGBA")


def test_a_large_picture_is_made_small_and_keeps_its_form():
    logo = logo_of(picture(size=(4000, 1000)), "logo.png", "Keller")
    assert logo.ratio == pytest.approx(4, rel=0.01)
    assert held(logo.svg).size == (900, 225)


def test_what_a_camera_noted_is_not_given_away():
    written = BytesIO()
    image = Image.new("RGB", (300, 100), "#7a1f4d")
    image.save(written, "JPEG", comment=b"Taken at home", exif=_exif())
    assert b"home" not in logo_of(written.getvalue(), "logo.jpg", "Keller").svg.encode()
    assert held(logo_of(written.getvalue(), "logo.jpg", "Keller").svg).getexif() == {}


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[270] = "Taken at home"
    return exif


def test_a_drawing_is_taken_without_the_notes_of_the_program_that_made_it():
    noted = SVG.replace(
        "<defs>",
        '<metadata>made by Ana</metadata><ink:view xmlns:ink="urn:inkscape" name="Ana"/><defs>',
    )
    logo = logo_of(f"<?xml version='1.0'?><!-- Ana -->{noted}".encode(), "logo.svg", "Keller")
    assert logo.ratio == 3
    assert "Ana" not in logo.svg
    assert "url(#g)" in logo.svg


@pytest.mark.parametrize(
    ("part", "why"),
    [
        ("<script>alert(1)</script>", "has a script in it"),
        ('<rect onload="x()" width="1" height="1"/>', "has a script in it"),
        ('<use href="https://example.com/a.svg#b"/>', "asks for something elsewhere (https://exam"),
        ('<rect fill="url(https://example.com/x)"/>', "asks for something elsewhere (url(https"),
        ("<style>@import 'https://example.com/a.css';</style>", "elsewhere (@import"),
        ("<style>rect {fill: url( 'file:///etc/passwd')}</style>", "elsewhere (url( 'file"),
        (
            "<text>Keller</text>",
            "has letters in it whose font may not be there. Make them outlines",
        ),
        ('<image href="data:image/png;base64,AA"/>', "has a picture inside its drawing"),
        ("<foreignObject/>", "has a part of a web page in it"),
        ("<filter/>", "has a part “filter”, which is not drawn"),
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(part: str, why: str):
    with pytest.raises(
        WorkbookError,
        match=re.escape(
            f"The logo logo.svg {why}".replace("The logo logo.svg elsewhere", "elsewhere")
        ),
    ):
        logo_of(SVG.replace("<defs>", f"{part}<defs>").encode(), "logo.svg", "Keller")


BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"GIF89a....", "is a GIF. Save it as PNG, SVG or JPEG"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "is a WebP"),
        (b"%PDF-1.7", "is a PDF"),
        (b"%!PS-Adobe", "is a PostScript file"),
        (b"\0\0\0\x18ftypheic", "is a HEIC or AVIF"),
        (b"hello", "is no picture"),
        (b"", "is empty"),
        (picture()[:200], "is damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "is damaged"),
        (SVG[:-10].encode(), "is damaged"),
        (SVG.replace(' xmlns="http://www.w3.org/2000/svg"', "").encode(), "is damaged"),
        (b'<html xmlns="http://www.w3.org/1999/xhtml">' + SVG.encode() + b"</html>", "is damaged"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>', "is damaged"),
        (f"{BOMB}{SVG}".encode(), "is damaged"),
        (SVG.replace(' viewBox="0 0 240 80"', "").encode(), "does not say how large it is"),
        (SVG.replace("240 80", "4000 80").encode(), "is 50 times as wide as high"),
        (SVG.replace("240 80", "0 80").encode(), "does not say how large it is"),
        (SVG.replace("<defs>", f"<desc>{'x' * 200_001}</desc><defs>").encode(), "has 200 kB, and"),
    ],
)
def test_what_is_no_logo_is_refused_with_what_to_do(content: bytes, why: str):
    with pytest.raises(WorkbookError, match=re.escape(why)):
        logo_of(content, "logo", "Keller")


@pytest.mark.parametrize("size", [(8_000, 6_000), (20_000, 10_000)])
def test_a_picture_of_millions_of_dots_is_refused_before_it_is_unpacked(size: tuple[int, int]):
    written = BytesIO()
    Image.new("1", size).save(written, "PNG")
    with pytest.raises(WorkbookError, match=r"more dots than a page can show: 900 by 450 are"):
        logo_of(written.getvalue(), "logo.png", "Keller")
