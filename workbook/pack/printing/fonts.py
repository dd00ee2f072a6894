"""The pack's fonts for the printer: its own faces, and those that its letters need besides."""

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
def fonts(others: tuple[Path, ...] = ()) -> typst.Fonts:
    """Return Source Sans 3, DejaVu Sans and `others`, and nothing of what else there may be."""
    own = [figure_faces() / f"{face}.ttf" for face in _FIGURE_FACES]
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(text_faces()), str(_copied((*own, *others)))],
    )


def _copied(files: tuple[Path, ...]) -> Path:
    """Copy fonts out of the folders they are in, for as long as this process lives.

    Beside DejaVu Sans there is a font of last resort, which draws an empty box for every character:
    with it at hand, a character that no real font has would be printed as a box unnoticed.
    """
    until_the_end = ExitStack()
    atexit.register(until_the_end.close)
    folder = until_the_end.enter_context(scratch())
    for file in files:
        shutil.copyfile(file, folder / file.name)
    return folder
