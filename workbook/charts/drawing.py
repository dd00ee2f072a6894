"""A finished chart: the drawing and the words that stand for it."""

from dataclasses import dataclass

__all__ = ["Drawing"]


@dataclass(frozen=True)
class Drawing:
    """`svg` is the picture as text; `alt` says in one or two sentences what it shows."""

    svg: str
    alt: str
