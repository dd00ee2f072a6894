"""People on a scale: how many gave each number, the middle half of them, and their middle."""

from collections.abc import Iterator
from dataclasses import dataclass

from workbook.charts.shapes import Box, Line, Pen, Points, Shape, Words
from workbook.charts.style import ACCENT, INK, LINE, SIGNAL
from workbook.workshop.drawings.paper import LINE_HEIGHT, Mark, Paper, wide
from workbook.workshop.messages import Messages
from workbook.workshop.results import Item, Result

__all__ = ["strips"]

_DOT, _PITCH, _MOST = 4.6, 5.0, 6
_COLUMN, _TALL = 9.0, 24.0
_FEW = 6  # things of which each has a picture of its own; of more, each is a line of numbers
_BAND, _BASE = Pen(INK, 0.8, inside="#fff"), Pen(LINE, 0.8)
_NOW, _BEFORE = Pen(SIGNAL, 0.8, inside=SIGNAL), Pen(SIGNAL, 1.0, inside="#fff")


def strips(paper: Paper, result: Result, words: Messages) -> None:
    """Draw a strip for each thing, in the order of the question."""
    asked = result.question
    outcomes = {item.outcome: words[f"outcome_{item.outcome}"] for item in result.items}
    beside = max(map(wide, outcomes.values())) if paper.wall else 0.0
    scale = _Scale(asked.low, asked.high, paper.left, paper.right - beside)
    highest = max(count.people for item in result.items for count in item.counts)
    look: type[_Strip] = _Dots if highest <= _MOST else _Columns
    if len(result.items) > _FEW:
        look = _Numbers
        _axis(paper, scale)
    for item in result.items:
        if item.people:
            _one(paper, look(scale, item, highest), outcomes[item.outcome])
        else:
            paper.named(item.name, item.sentence, 0)
    if look is _Numbers:
        _axis(paper, scale)
    _ends(paper, result)
    before = any(item.before for item in result.items)
    paper.key([*look.marks(words), *_middle_marks(words, before)])


def _one(paper: Paper, strip: "_Strip", outcome: str) -> None:
    """Draw a strip, with where the room stands: on the wall beside it, else below its name."""
    top = paper.named(strip.item.name, "" if paper.wall else outcome, strip.tall)
    paper.shapes += strip.shapes(top)
    if paper.wall:
        y = top + strip.above
        paper.shapes.append(Words(paper.right, y, outcome, colour=INK, anchor="end"))


def _axis(paper: Paper, scale: "_Scale") -> None:
    paper.down += LINE_HEIGHT
    paper.shapes += scale.numbers(paper.down - 2)
    paper.down += 3


def _ends(paper: Paper, result: Result) -> None:
    asked = result.question
    ends = [(asked.low, asked.ends[0]), (asked.high, asked.ends[1])]
    told = [f"{number} = {meaning}" for number, meaning in ends if meaning]
    if told:
        paper.line("; ".join(told))


def _middle_marks(words: Messages, before: bool) -> Iterator[Mark]:
    """Yield what the marks of a middle mean."""
    yield (lambda x, y: [Box(x - 4, y - 2, x + 5, y + 2, _BAND)]), words["key_half"]
    yield (lambda x, y: [Points([(x, y)], "diamond", 5, _NOW)]), words["key_middle"]
    if before:
        yield (lambda x, y: [Points([(x, y)], "diamond", 5, _BEFORE)]), words["key_before"]


@dataclass(frozen=True)
class _Scale:
    """Where the numbers of a scale lie."""

    low: int
    high: int
    left: float
    right: float

    def x(self, value: float) -> float:
        room = self.right - self.left - 2 * _COLUMN
        return self.left + _COLUMN + (value - self.low) / (self.high - self.low) * room

    def numbers(self, y: float) -> Iterator[Shape]:
        for value in range(self.low, self.high + 1):
            yield Words(self.x(value), y, str(value), anchor="middle")


@dataclass(frozen=True)
class _Strip:
    """One thing on the scale: people above a line, their middle below it, then the numbers."""

    scale: _Scale
    item: Item
    highest: int

    @property
    def above(self) -> float:
        raise NotImplementedError

    @property
    def tall(self) -> float:
        return self.above + 9 + LINE_HEIGHT

    def shapes(self, top: float) -> Iterator[Shape]:
        base = top + self.above
        yield Line([(self.scale.left, base), (self.scale.right, base)], _BASE)
        yield from self.people(base)
        yield from self._middle(base + 5)
        yield from self.scale.numbers(base + 6 + LINE_HEIGHT)

    def people(self, base: float) -> Iterator[Shape]:
        raise NotImplementedError

    @staticmethod
    def marks(words: Messages) -> Iterator[Mark]:
        """Yield what stands for people; where their number is written, nothing has to be said."""
        yield from ()

    @property
    def _counts(self) -> list[tuple[float, int]]:
        return [(self.scale.x(float(e.value)), e.people) for e in self.item.counts if e.people]

    def _middle(self, y: float) -> Iterator[Shape]:
        middle = self.item.middle
        if middle is None:
            return
        low, high = self.scale.x(middle.low), self.scale.x(middle.high)
        yield Box(min(low, high - 4), y - 2, max(high, low + 4), y + 2, _BAND)
        for earlier in self.item.before[-1:]:
            yield Points([(self.scale.x(earlier.median), y)], "diamond", 5, _BEFORE)
        yield Points([(self.scale.x(middle.median), y)], "diamond", 5, _NOW)


class _Dots(_Strip):
    """A dot for each person."""

    @property
    def above(self) -> float:
        return self.highest * _PITCH

    def people(self, base: float) -> Iterator[Shape]:
        places = [(x, base - 3 - n * _PITCH) for x, people in self._counts for n in range(people)]
        yield Points(places, "disc", _DOT, Pen(inside=ACCENT))

    @staticmethod
    def marks(words: Messages) -> Iterator[Mark]:
        dot = Pen(inside=ACCENT)
        yield (lambda x, y: [Points([(x, y)], "disc", _DOT, dot)]), words["key_person"]


class _Columns(_Strip):
    """A column for each number, with how many people it stands for."""

    @property
    def above(self) -> float:
        return _TALL + LINE_HEIGHT

    def people(self, base: float) -> Iterator[Shape]:
        for x, people in self._counts:
            up = base - _TALL * people / self.highest
            yield Box(x - _COLUMN / 2, up, x + _COLUMN / 2, base, Pen(inside=ACCENT))
            yield Words(x, up - 2, str(people), anchor="middle", colour=INK)


class _Numbers(_Strip):
    """How many people, in figures: as low as can be, below one row of the scale's numbers."""

    @property
    def above(self) -> float:
        return LINE_HEIGHT

    @property
    def tall(self) -> float:
        return self.above + 8

    def shapes(self, top: float) -> Iterator[Shape]:
        base = top + self.above
        yield Line([(self.scale.left, base), (self.scale.right, base)], _BASE)
        yield from self.people(base)
        yield from self._middle(base + 5)

    def people(self, base: float) -> Iterator[Shape]:
        for x, people in self._counts:
            yield Words(x, base - 2, str(people), anchor="middle", colour=INK, bold=True)

    @staticmethod
    def marks(words: Messages) -> Iterator[Mark]:
        yield (lambda x, y: [_figure(x, y)]), words["key_people"]


def _figure(x: float, y: float) -> Words:
    return Words(x, y, "3", anchor="middle", colour=INK, bold=True, centred=True)
