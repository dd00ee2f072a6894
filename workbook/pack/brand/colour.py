"""Which colours can be read: contrast as WCAG 2.2 defines it, and the nearest that is enough."""

from collections.abc import Sequence

__all__ = ["ENOUGH", "contrast", "nearest"]

ENOUGH = 4.5
"""Of text against its paper, to one (WCAG 2.2, success criterion 1.4.3, level AA)."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours such as `#12496b`: from 1, none, to 21.

    >>> contrast("#000000", "#ffffff"), round(contrast("#767676", "#ffffff"), 2)
    (21.0, 4.54)
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def nearest(colour: str, papers: Sequence[str], towards: str) -> str:
    """Return the colour itself if it can be read on all of the papers, or the nearest that can.

    It is mixed with black or white, `towards` which it goes, until it can.

    >>> nearest("#12496b", ["#ffffff"], "#000000"), nearest("#e07b39", ["#ffffff"], "#000000")
    ('#12496b', '#b1612d')
    """
    mixed = (_mixed(colour, towards, step / 255) for step in range(256))
    return next(each for each in mixed if all(contrast(each, on) >= ENOUGH for on in papers))


def _mixed(colour: str, other: str, share: float) -> str:
    parts = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))
