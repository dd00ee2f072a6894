"""Dots on a scale: one a person, the middle half of them below, and where the middle lies."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.charts.shapes import Box, Line, Pen, Points, Shape, Words
from workbook.charts.style import ACCENT, INK, LINE, MUTED, SIGNAL
from workbook.workshop.drawings.paper import LINE_HEIGHT, Mark, Paper
from workbook.workshop.messages import Messages
from workbook.workshop.results import Item, Result

__all__ = ["middle_marks", "strips"]

_DOT, _PITCH, _MOST = 4.6, 5.0, 6
_COLUMN, _TALL = 9.0, 24.0
_BAND = Pen(INK, 0.8, inside="#fff")
_NOW, _BEFORE = Pen(SIGNAL, 0.8, inside=SIGNAL), Pen(SIGNAL, 1.0, inside="#fff")


def strips(paper: Paper, result: Result, words: Messages) -> None:
    """Draw a strip for each thing, in the order of the question."""
    asked = result.question
    highest = max(count.people for item in result.items for count in item.counts)
    for item in result.items:
        if not item.people:
            paper.named(item.name, item.sentence, 0)
            continue
        note = words[f"outcome_{item.outcome}"]
        strip = _Strip(item, asked.low, asked.high, highest, paper.left, paper.right)
        paper.shapes += strip.shapes(paper.named(item.name, note, strip.tall))
    _ends(paper, result, words)
    people = [(_person, words["key_person"])] if highest <= _MOST else []
    before = any(item.before for item in result.items)
    paper.key([*people, *middle_marks(words, before)])


def _ends(paper: Paper, result: Result, words: Messages) -> None:
    asked = result.question
    ends = [(asked.low, asked.ends[0]), (asked.high, asked.ends[1])]
    told = [f"{number} = {meaning}" for number, meaning in ends if meaning]
    if told:
        paper.line("; ".join(told))


def middle_marks(words: Messages, before: bool) -> Iterator[Mark]:
    """Yield what the marks of a middle mean."""
    yield _half, words["key_half"]
    yield (lambda x, y: [Points([(x, y)], "diamond", 5, _NOW)]), words["key_middle"]
    if before:
        yield (lambda x, y: [Points([(x, y)], "diamond", 5, _BEFORE)]), words["key_before"]


def _person(x: float, y: float) -> Iterator[Shape]:
    yield Points([(x, y)], "disc", _DOT, Pen(inside=ACCENT))


def _half(x: float, y: float) -> Iterator[Shape]:
    yield Box(x - 4, y - 2, x + 5, y + 2, _BAND)


@dataclass(frozen=True)
class _Strip:
    item: Item
    low: int
    high: int
    highest: int
    left: float
    right: float

    @property
    def _above(self) -> float:
        dots = self.highest <= _MOST
        return self.highest * _PITCH if dots else _TALL + LINE_HEIGHT

    @property
    def tall(self) -> float:
        return self._above + 9 + LINE_HEIGHT

    def _x(self, value: float) -> float:
        room = self.right - self.left - 2 * _COLUMN
        return self.left + _COLUMN + (value - self.low) / (self.high - self.low) * room

    def shapes(self, top: float) -> Iterator[Shape]:
        base = top + self._above
        yield Line([(self.left, base), (self.right, base)], Pen(LINE, 0.8))
        yield from self._people(base)
        yield from self._middle(base + 5)
        for value in range(self.low, self.high + 1):
            x, y = self._x(value), base + 8 + LINE_HEIGHT - 2
            yield Words(x, y, str(value), anchor="middle", colour=MUTED)

    def _people(self, base: float) -> Iterator[Shape]:
        counts = [(self._x(float(each.value)), each.people) for each in self.item.counts]
        if self.highest <= _MOST:
            places = [(x, base - 3 - n * _PITCH) for x, people in counts for n in range(people)]
            yield Points(places, "disc", _DOT, Pen(inside=ACCENT))
            return
        for x, people in counts:
            if people:
                up = base - _TALL * people / self.highest
                yield Box(x - _COLUMN / 2, up, x + _COLUMN / 2, base, Pen(inside=ACCENT))
                yield Words(x, up - 2, str(people), anchor="middle", colour=INK)

    def _middle(self, y: float) -> Iterator[Shape]:
        middle = self.item.middle
        if not middle:
            return
        low, high = self._x(middle.low), self._x(middle.high)
        yield Box(min(low, high - 4), y - 2, max(high, low + 4), y + 2, _BAND)
        for earlier in self.item.before[-1:]:
            yield Points([(self._x(earlier.median), y)], "diamond", 5, _BEFORE)
        yield Points([(self._x(middle.median), y)], "diamond", 5, _NOW)
