"""The box in which a chart's values have their places."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbook.charts.shapes import LETTERS, Line, Pen, Places, Shape, Words, points, svg
from workbook.charts.style import EDGE, MUTED

__all__ = ["Axes", "Ends", "Sheet"]

Ends = tuple[float, float]
"""The values at two edges: left and right, or bottom and top."""

_LINE = 1.2 * LETTERS


@dataclass(frozen=True)
class Axes:
    """A box in points, with the values at its edges: `first` to `last`, and `low` to `high`.

    >>> Axes(0, 0, 200, 100, 5, 10, 0, 50).place(6, 10)
    (40.0, 80.0)
    """

    left: float
    top: float
    right: float
    bottom: float
    first: float
    last: float
    low: float
    high: float

    def x(self, value: float) -> float:
        """Return where a value lies across, in points from the sheet's left edge."""
        share = (value - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return where a value lies, in points from the sheet's top."""
        return self.bottom - (value - self.low) * self.unit

    @property
    def unit(self) -> float:
        """How many points a value of one is high."""
        return (self.bottom - self.top) / (self.high - self.low)

    def place(self, across: float, up: float) -> tuple[float, float]:
        """Return where two values meet."""
        return self.x(across), self.y(up)

    def places(self, across: Iterable[float], up: Iterable[float]) -> Places:
        """Return where pairs of values meet."""
        return [self.place(*pair) for pair in zip(across, up, strict=True)]

    def level(self, value: float, pen: Pen, start: float, end: float) -> Iterator[Shape]:
        """Yield a line across at a value, between two others, as far as it lies within the box."""
        start, end = max(start, self.first), min(end, self.last)
        if start < end and self.low <= value <= self.high:
            yield Line(self.places((start, end), (value, value)), pen)

    def upright(self, value: float, pen: Pen) -> Iterator[Shape]:
        """Yield a line from bottom to top at a value, if it lies within the box."""
        if self.first <= value <= self.last:
            x = self.x(value)
            yield Line([(x, self.top), (x, self.bottom)], pen)

    def foot(self, names: Iterable[tuple[float, Sequence[str]]]) -> Iterator[Shape]:
        """Yield the line below, and what is written under it: at each value, line by line."""
        yield Line([(self.left, self.bottom), (self.right, self.bottom)], Pen(EDGE, 0.6))
        for value, lines in names:
            for number, words in enumerate(lines):
                below = self.bottom + 4 + 0.75 * LETTERS + number * _LINE
                yield Words(self.x(value), below, words, MUTED, "middle")


@dataclass(frozen=True)
class Sheet:
    """A piece of paper and its margins, in centimetres."""

    width: float
    height: float
    left: float
    bottom: float
    right: float
    top: float

    def axes(self, across: Ends, up: Ends) -> Axes:
        """Return the box within the margins, with the values at its edges.

        Where the second of `up` is less than the first, values grow downwards.
        """
        left, top = points(self.left), points(self.top)
        right, bottom = points(self.width - self.right), points(self.height - self.bottom)
        return Axes(left, top, right, bottom, *across, *up)

    def svg(self, shapes: Iterable[Shape]) -> str:
        """Return it with shapes on it, as SVG."""
        return svg(self.width, self.height, shapes)
