"""The typefaces of pack and charts, from packages, so that every machine shows the same page.

What those two have no letter for comes from other faces: of a package first, else of the machine.
"""

import hashlib
import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from workbook.errors import RenderFailed

__all__ = [
    "FAMILIES",
    "Family",
    "advance",
    "face_of",
    "faces_for",
    "families",
    "family",
    "figure_faces",
    "text_faces",
    "unprintable",
    "where_to_have",
]

FAMILIES = ("Source Sans 3", "DejaVu Sans")
"""The families by name; what the first has no letter for, the second may have."""

# The file of the text face measures its thinnest weight; what is printed is wider.
_WIDENING = (1.06, 1.0)


@dataclass(frozen=True)
class Family:
    """A typeface by its name, with its files."""

    name: str
    files: tuple[Path, ...]


def family(name: str) -> Family | None:
    """Return a typeface of this machine or of a package, whatever the case of its letters.

    >>> family("dejavu sans").name
    'DejaVu Sans'
    """
    return _families().get(name.casefold())


def face_of(family: Family) -> str:
    """Return the hash of a typeface's files: that of another version is another."""
    held = hashlib.sha256()
    for file in family.files:
        held.update(file.read_bytes())
    return held.hexdigest()[:16]


def families() -> list[str]:
    """Return the names of all typefaces that are there, by the alphabet."""
    return sorted((each.name for each in _families().values()), key=str.casefold)


@cache
def _families() -> dict[str, Family]:
    import typst

    folders = [_inside(each.name) for each in iter_modules() if each.name.startswith("fontpkg_")]
    found = typst.Fonts(
        include_system_fonts=True,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in (*sorted(folders), figure_faces())],
    )
    files: dict[str, dict[Path, None]] = {}
    for each in found.fonts():
        if each.path:
            files.setdefault(each.family, {})[Path(each.path)] = None
    return {name.casefold(): Family(name, tuple(sorted(held))) for name, held in files.items()}


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
    """Return the characters of a text that no face on this machine has, each once.

    >>> unprintable("Crème brûlée ✔"), unprintable("\ue000 and \ue000") == "\ue000"
    ('', True)
    """
    _, lacking = _shared_out(_beyond(text))
    return "".join(char for char in dict.fromkeys(text) if char in lacking)


def faces_for(text: str) -> tuple[Path, ...]:
    """Return the files that a text needs beside the two faces.

    >>> faces_for("Crème brûlée ✔")
    ()
    >>> [file.name for file in faces_for("ขนมปัง")]
    ['NotoSansThai[wdth,wght].ttf']
    """
    files, _ = _shared_out(_beyond(text))
    return files


def where_to_have(char: str) -> str:
    """Return a sentence that names what brings a face with a character, where one is known.

    >>> where_to_have("日")
    'The Python package cvttf-notosanscjk-regular brings one.'
    """
    script = unicodedata.name(char, "").partition(" ")[0]
    if script in _EAST_ASIAN:
        return "The Python package cvttf-notosanscjk-regular brings one."
    if script in _IN_PACKAGES:
        return f"The Python package fontpkg-noto-sans-{script.lower()} brings one."
    if unicodedata.category(char) == "So":
        return "The font Noto Color Emoji, installed on this computer, would be one."
    return ""


_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC")
_IN_PACKAGES = ("KHMER", "TAMIL", "TELUGU")
_USUAL = "[\t\n\v\f\r\u0020-\u007e\u0085\u00a0-\u017f\u2010-\u201f\u2026-\u2029€\ufe0e\ufe0f\ufeff]"


# Faces of packages, and of a machine: those that Windows, macOS and Linux have for many letters.
_PACKAGES = re.compile("fontpkg_noto_sans_.+|cvttf_NotoSansCJK_Regular")
_SYSTEM = re.compile(
    r"Noto(Sans.*-Regular|Sans\w*|ColorEmoji)|seguiemj|Nirmala|leelawui|msyh|msjh|malgun|YuGothR|"
    r"meiryo|PingFang|Hiragino Sans GB|AppleSDGothicNeo|Apple Color Emoji|Arial Unicode|"
    r"DroidSansFallback(Full)?|wqy-\w+",
    re.IGNORECASE,
)


def _beyond(text: str) -> set[str]:
    """Return the characters of a text that the two faces do not have."""
    if text.isascii() and text.isprintable():
        return set()
    unusual = set(re.sub(_USUAL, "", "".join(set(text))))  # most texts need no look into the faces
    return {char for char in unusual if ord(char) not in _letters()} if unusual else set()


def _shared_out(chars: set[str]) -> tuple[tuple[Path, ...], set[str]]:
    """Return the files that have some of the characters, and those characters that none has."""
    files, lacking = [], set(chars)
    for file in _others() if lacking else ():
        if held := {char for char in lacking if ord(char) in _codes(file)}:
            files.append(file)
            lacking -= held
        if not lacking:
            break
    return tuple(files), lacking


@cache
def _others() -> tuple[Path, ...]:
    """Return the files of other faces: those of packages first, which are the same everywhere."""
    packages = sorted(each.name for each in iter_modules() if _PACKAGES.fullmatch(each.name))
    found = [file for name in packages for file in sorted(_inside(name).rglob("*.[to]t[fc]"))]
    return (*found, *sorted(_of_this_machine()))


def _of_this_machine() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home))
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        folders = [windows / "Fonts", Path(local, "Microsoft", "Windows", "Fonts")]
    elif sys.platform == "darwin":
        folders = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    else:
        shared = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
        folders = [*shared, home / ".local/share/fonts"]
    for folder in folders:
        for file in folder.rglob("*.[to]t[fc]"):
            if _SYSTEM.fullmatch(file.stem):
                yield file


@cache
def _codes(file: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

    try:
        return frozenset(TTFont(file, lazy=True, fontNumber=0).getBestCmap() or ())
    except (OSError, TTLibError):  # a broken font of the machine is as good as none
        return frozenset()


@cache
def _letters() -> frozenset[int]:
    return frozenset(code for font in _faces() for code in font.getBestCmap())


@cache
def _faces() -> tuple[Any, ...]:
    from fontTools.ttLib import TTFont

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
