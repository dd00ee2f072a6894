"""The pack's fonts, from packages, so that every machine prints the same page."""

import shutil
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

from workbook.errors import RenderFailed

__all__ = ["fonts"]

_FIGURE_FACES = ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSans-BoldOblique")


@cache
def fonts() -> typst.Fonts:
    """Return Source Sans 3 and DejaVu Sans, and nothing of what the machine happens to have."""
    folders = [_inside("fontpkg_source_sans_3", "files"), Path(_figure_faces().name)]
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )


@cache
def _figure_faces() -> "tempfile.TemporaryDirectory[str]":
    """Copy DejaVu Sans out of matplotlib's folder, for as long as this process lives.

    That folder also holds a font of last resort, which draws an empty box for every character:
    with it at hand, a character that no real font has would be printed as a box unnoticed.
    """
    source = _inside("matplotlib", "mpl-data", "fonts", "ttf")
    folder = tempfile.TemporaryDirectory(prefix="workbook-fonts-")
    for face in _FIGURE_FACES:
        shutil.copyfile(source / f"{face}.ttf", Path(folder.name) / f"{face}.ttf")
    return folder


def _inside(package: str, *parts: str) -> Path:
    """Return a folder of an installed package without importing it (matplotlib is slow)."""
    spec = find_spec(package)
    for place in (spec.submodule_search_locations or []) if spec else []:
        folder = Path(place, *parts)
        if folder.is_dir():
            return folder
    raise RenderFailed(f"The fonts of the package {package} are not there. Install it again.")
