"""A finished chart: the drawing and the words that stand for it."""

from dataclasses import dataclass

from workbook.charts.plot import Plot

__all__ = ["Drawing"]


@dataclass(frozen=True)
class Drawing:
    """`svg` is the picture as text; `alt` says in one or two sentences what it shows.

    `plot` holds its numbers, where it is a plain chart of lines.
    """

    svg: str
    alt: str
    plot: Plot | None = None
