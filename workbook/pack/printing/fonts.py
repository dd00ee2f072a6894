"""The pack's fonts for the printer: its own faces, and nothing of what the machine has."""

import atexit
import shutil
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import typst

from workbook.scratch import scratch
from workbook.typefaces import figure_faces, text_faces

__all__ = ["fonts"]

_FIGURE_FACES = ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSans-BoldOblique")


@cache
def fonts() -> typst.Fonts:
    """Return Source Sans 3 and DejaVu Sans, and nothing of what the machine happens to have."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(text_faces()), str(_copied())],
    )


@cache
def _copied() -> Path:
    """Copy DejaVu Sans out of matplotlib's folder, for as long as this process lives.

    That folder also holds a font of last resort, which draws an empty box for every character:
    with it at hand, a character that no real font has would be printed as a box unnoticed.
    """
    until_the_end = ExitStack()
    atexit.register(until_the_end.close)
    folder = until_the_end.enter_context(scratch())
    for face in _FIGURE_FACES:
        shutil.copyfile(figure_faces() / f"{face}.ttf", folder / f"{face}.ttf")
    return folder
