"""How much room words take, so that they stay inside their box, and apart."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from workbook.typefaces import advance

__all__ = ["apart", "fitted", "width"]


def width(words: str, size: float) -> float:
    """Return how wide a line of text is, in centimetres; `size` is in points.

    >>> round(width("Bread", 10), 2)
    0.89
    """
    return sum(map(advance, words)) * size / 72 * 2.54


def fitted(words: str, room: float, size: float, most: int) -> tuple[str, ...]:
    """Return words in at most `most` lines, each at most `room` centimetres wide.

    A word that is wider than the room is broken; what finds no place ends in an ellipsis.

    >>> fitted("Bread is never late", 2.0, 7.5, most=2)
    ('Bread is never', 'late')
    >>> fitted("Bread is never late", 2.0, 7.5, most=1)
    ('Bread is never…',)
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


def apart(places: Mapping[str, float], gap: float) -> dict[str, float]:
    """Move places that are too close away from each other, half of the way each.

    >>> apart({"target": 10, "centre": 14, "limit": 40}, 8)
    {'target': 8.0, 'centre': 16.0, 'limit': 40}
    """
    moved = dict(sorted(places.items(), key=lambda item: item[1]))
    names = list(moved)
    for _ in range(100):
        for lower, upper in pairwise(names):
            lack = gap - (moved[upper] - moved[lower])
            if lack > 0.01:
                moved[lower] -= lack / 2
                moved[upper] += lack / 2
    return moved
