"""The typefaces of pack and charts, from packages, so that every machine shows the same page."""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from workbook.errors import RenderFailed

__all__ = ["FAMILIES", "advance", "figure_faces", "text_faces", "unprintable"]

FAMILIES = ("Source Sans 3", "DejaVu Sans")
"""The families by name; what the first has no letter for, the second may have."""

# The file of the text face measures its thinnest weight; what is printed is wider.
_WIDENING = (1.06, 1.0)


def text_faces() -> Path:
    """Return the folder of Source Sans 3, whose file holds all weights."""
    return _inside("fontpkg_source_sans_3", "files")


def figure_faces() -> Path:
    """Return the folder of DejaVu Sans, among fonts that are not for print."""
    return _inside("matplotlib", "mpl-data", "fonts", "ttf")


@cache
def advance(letter: str) -> float:
    """Return how wide a letter is as a share of its size; one that no face has is a square.

    >>> round(advance("B"), 2)
    0.61
    """
    for font, widening in zip(_faces(), _WIDENING, strict=True):
        if name := font.getBestCmap().get(ord(letter)):
            share: float = font["hmtx"][name][0] / font["head"].unitsPerEm
            return share * widening
    return 1.0


def unprintable(text: str) -> str:
    """Return the characters of a text that cannot be printed, each once.

    >>> unprintable("Crème brûlée ✔"), unprintable("日本 🎉 日")
    ('', '日本🎉')
    """
    if text.isascii() and text.isprintable():
        return ""
    unusual = dict.fromkeys(re.sub(_USUAL, "", text))  # most texts need no look into the faces
    return "".join(char for char in unusual if ord(char) not in _letters())


_USUAL = "[\t\n\v\f\r\u0020-\u007e\u0085\u00a0-\u017f\u2010-\u201f\u2026-\u2029€\ufe0e\ufe0f\ufeff]"


@cache
def _letters() -> frozenset[int]:
    return frozenset(code for font in _faces() for code in font.getBestCmap())


@cache
def _faces() -> tuple[Any, ...]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    text, figures = text_faces() / "SourceSans3[wght].ttf", figure_faces() / "DejaVuSans.ttf"
    return TTFont(text, lazy=True), TTFont(figures, lazy=True)


def _inside(package: str, *parts: str) -> Path:
    """Return a folder of an installed package without importing it (matplotlib is slow)."""
    spec = find_spec(package)
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place, *parts)
        if folder.is_dir():
            return folder
    raise RenderFailed(f"The fonts of the package {package} are not there. Install it again.")
