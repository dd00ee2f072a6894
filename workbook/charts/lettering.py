"""How much room words take, so that they stay inside the box they are drawn in."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import matplotlib
from matplotlib.ft2font import FT2Font, LoadFlags

__all__ = ["fitted", "width"]


def width(words: str, size: float) -> float:
    """Return how wide a line of DejaVu Sans is, in centimetres; `size` is in points.

    >>> round(width("Bread", 10), 2)
    1.04
    """
    return sum(map(_advance, words)) * size / 72 * 2.54


@cache
def _advance(letter: str) -> float:
    """Return the width of a letter as a share of its size; one without a glyph is a box."""
    font = _font()
    glyph = font.load_glyph(font.get_char_index(ord(letter)), LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 65536 / 1000


@cache
def _font() -> FT2Font:
    font = FT2Font(str(Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf")))
    font.set_size(1000, 72)
    return font


def fitted(words: str, room: float, size: float, most: int) -> tuple[str, ...]:
    """Return words in at most `most` lines, each at most `room` centimetres wide.

    A word that is wider than the room is broken; what finds no place ends in an ellipsis.

    >>> fitted("Bread is never late", 2.0, 7.5, most=2)
    ('Bread is never', 'late')
    >>> fitted("Bread is never late", 2.0, 7.5, most=1)
    ('Bread is nev…',)
    """
    lines = list(_lines(words, room, size))
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and width(f"{last}…", size) > room:
        last = last[:-1].rstrip()
    return (*lines[: most - 1], f"{last}…")


def _lines(words: str, room: float, size: float) -> Iterator[str]:
    line = ""
    for word in re.split(r"[ \t\n]+", words.strip()):
        longer = f"{line} {word}".strip()
        if width(longer, size) <= room:
            line = longer
            continue
        if line:
            yield line
        *whole, line = _broken(word, room, size)
        yield from whole
    if line:
        yield line


def _broken(word: str, room: float, size: float) -> list[str]:
    """Return a word in parts that find room, each of at least one letter."""
    parts = [""]
    for letter in word:
        if parts[-1] and width(parts[-1] + letter, size) > room:
            parts.append("")
        parts[-1] += letter
    return parts
