"""Ranges of an estimate on one scale: each as a line, and the middle one of all as a bar."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.charts.shapes import Box, Line, Pen, Shape, Words
from workbook.charts.style import ACCENT, INK, LINE, MUTED
from workbook.wording import say_number
from workbook.workshop.drawings.paper import LINE_HEIGHT, Paper, wide
from workbook.workshop.messages import Messages
from workbook.workshop.results import Result, Span

__all__ = ["spans"]

_THICK, _PITCH, _MOST = 7.0, 3.5, 12
_BAR, _EACH = Pen(ACCENT, 0.8, inside=ACCENT), Pen(MUTED, 1.2)


def spans(paper: Paper, result: Result, words: Messages) -> None:
    """Draw the ranges of each thing, all on one scale."""
    found = [item.span for item in result.items if item.span]
    low, high = min(span.lowest for span in found), max(span.highest for span in found)
    for item in result.items:
        if not item.span:
            paper.named(item.name, item.sentence, 0)
            continue
        drawn = _Drawn(item.span, low, high, paper.left, paper.right)
        paper.shapes += drawn.shapes(paper.named(item.name, "", drawn.tall))
    _ends(paper, say_number(low), say_number(high, result.question.unit))
    marks = [(_bar, words["key_span"])]
    if any(len(span.ranges) <= _MOST for span in found):
        marks.append((_line, words["key_range"]))
    paper.key(marks)


def _ends(paper: Paper, low: str, high: str) -> None:
    """Write where the scale begins and ends."""
    y = paper.down + LINE_HEIGHT
    paper.shapes += [
        Line([(paper.left, paper.down), (paper.right, paper.down)], Pen(LINE, 0.8)),
        Words(paper.left, y, low),
        Words(paper.right, y, high, anchor="end"),
    ]
    paper.down = y + 5


def _bar(x: float, y: float) -> Iterator[Shape]:
    yield Box(x - 4, y - 3, x + 5, y + 3, _BAR)


def _line(x: float, y: float) -> Iterator[Shape]:
    yield Line([(x - 4, y), (x + 5, y)], _EACH)


@dataclass(frozen=True)
class _Drawn:
    span: Span
    low: float
    high: float
    left: float
    right: float

    @property
    def _each(self) -> tuple[tuple[float, float], ...]:
        few = len(self.span.ranges) <= _MOST
        return self.span.ranges if few else ((self.span.lowest, self.span.highest),)

    @property
    def tall(self) -> float:
        return len(self._each) * _PITCH + _THICK + LINE_HEIGHT + 2

    def _x(self, value: float) -> float:
        """Return where a figure lies; where all are one, in the middle."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.left + 2 + share * (self.right - self.left - 4)

    def shapes(self, top: float) -> Iterator[Shape]:
        for place, (low, high) in enumerate(self._each):
            y = top + 2 + place * _PITCH
            yield Line([(self._x(low) - 0.6, y), (self._x(high) + 0.6, y)], _EACH)
        base = top + 1 + len(self._each) * _PITCH
        low, high = self._x(self.span.low), self._x(self.span.high)
        yield Box(low - 0.6, base, high + 0.6, base + _THICK, _BAR)
        yield self._said((low + high) / 2, base + _THICK + LINE_HEIGHT - 2)

    def _said(self, middle: float, y: float) -> Words:
        """Write the two figures below the bar, as near to its middle as there is room."""
        said = " – ".join(dict.fromkeys(map(say_number, (self.span.low, self.span.high))))
        half = wide(said) / 2
        x = min(max(middle, self.left + half), self.right - half)
        return Words(x, y, said, colour=INK, anchor="middle", bold=True)
