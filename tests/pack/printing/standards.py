"""Which rules of PDF/UA-1 and PDF/A-3a a pack breaks, without what the checker reads wrongly."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import page
import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A)


def broken_rules(pdf: Path) -> list[str]:
    """Return the failures of both standards.

    The checker takes the last byte of a stream for a line end where it happens to be one, and
    reads no widths of compact and of drawn fonts. Where it says so, pikepdf and fontTools look.
    """
    looks = {
        "PDFA3A-STREAM-LENGTH-001": lambda: all(_lengths_are_right(pdf.read_bytes())),
        "PDFUA1-FONT-GLYPH-WIDTH-001": lambda: all(_widths_are_right(pdf)),
        "PDFA3A-TRUETYPE-GLYPH-WIDTH-001": lambda: all(_widths_are_right(pdf)),
    }
    found = [f for each in PROFILES for f in page.validate_pdf(str(pdf), profile=each).failures]
    wrongly = {rule for rule, is_right in looks.items() if is_right()} if found else set()
    return [str(failure) for failure in found if failure.rule_id not in wrongly]


def _lengths_are_right(data: bytes) -> Iterator[bool]:
    for begins in re.finditer(
        rb"/Length (\d+)(?:(?!stream|endobj).)*?>>\s*stream\n", data, re.DOTALL
    ):
        yield data.startswith(b"\nendstream", begins.end() + int(begins[1]))


def _widths_are_right(path: Path) -> Iterator[bool]:
    with pikepdf.open(path) as pdf:
        for font in pdf.objects:
            if not isinstance(font, pikepdf.Dictionary):
                continue
            if font.get("/Subtype") == "/CIDFontType0":
                yield _written(font) == _in_program(font)
            elif font.get("/Subtype") == "/Type3":
                drawn = [proc.read_bytes().split()[0] for proc in font.CharProcs.values()]
                yield {float(width) for width in font.Widths} == set(map(float, drawn))


def _written(font: pikepdf.Dictionary) -> dict[int, float]:
    """Return the width of each glyph that a font dictionary gives one."""
    widths, given = {}, list(font.W)
    while given:
        first, then = int(given.pop(0)), given.pop(0)
        if isinstance(then, pikepdf.Array):
            widths |= {first + place: float(width) for place, width in enumerate(then)}
        else:
            width = float(given.pop(0))
            widths |= dict.fromkeys(range(first, int(then) + 1), width)
    return widths


def _in_program(font: pikepdf.Dictionary) -> dict[int, float]:
    program = CFFFontSet()
    program.decompile(io.BytesIO(font.FontDescriptor.FontFile3.read_bytes()), None)
    shapes = program[0].CharStrings
    widths = {}
    for place, name in enumerate(program[0].charset):
        shapes[name].draw(NullPen())  # only then it knows its width
        if place in _written(font):
            widths[place] = float(shapes[name].width)
    return widths
