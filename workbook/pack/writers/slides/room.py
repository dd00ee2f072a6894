"""How much room words take on a slide, so that they stay on it; all lengths are in points."""

from functools import lru_cache
from math import ceil

from workbook.typefaces import advance

__all__ = ["LINE", "cut", "height_of", "lines_of"]

LINE = 1.22
"""The height of a line of text, as a share of its size."""

# Typefaces differ, and a customer's is not known: rather some room is left than a word is lost.
_WIDER, _BOLD = 1.06, 1.05


@lru_cache(maxsize=20_000)
def _width(word: str, size: float) -> float:
    return sum(map(advance, word)) * size * _WIDER


def lines_of(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Return how many lines a text takes, of which each line of its own begins a new one.

    >>> lines_of("Bread is never late", 60, 12), lines_of("Bread\\nand butter", 600, 12)
    (2, 2)
    """
    return sum(_wrapped(line, width / (_BOLD if bold else 1), size) for line in text.split("\n"))


def _wrapped(line: str, width: float, size: float) -> int:
    lines, used = 1, 0.0
    blank = _width(" ", size)
    for word in line.split(" "):
        wide = _width(word, size)
        if used and used + blank + wide > width:
            lines, used = lines + 1, 0.0
        else:
            used += blank if used else 0.0
        more = ceil((used + wide) / width) - 1 if wide > width else 0
        lines, used = lines + more, used + wide - more * width
    return lines


def height_of(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """Return how high a text stands."""
    return lines_of(text, width, size, bold=bold) * size * LINE


def cut(text: str, width: float, size: float, most: int) -> tuple[str, str]:
    """Return as much of a text as takes so many lines, and what is left of it.

    >>> cut("Bread is never late", 60, 12, 1)
    ('Bread is', 'never late')
    """
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if lines_of(text[:middle], width, size) <= most:
            low = middle
        else:
            high = middle - 1
    end = text[: low + 1].rfind(" ") if low < len(text) else low
    end = end if end > 0 else low
    return text[:end].rstrip(), text[end:].lstrip()
