"""A sheet that is filled from top to bottom, as wide as a phone or as the wall.

All letters have one size: 1/25 of a phone's width, and 1/50 of the wall's.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from workbook.charts import lettering
from workbook.charts.shapes import LETTERS, Shape, Words, points, svg
from workbook.charts.style import INK, MUTED

__all__ = ["LINE_HEIGHT", "Mark", "Paper", "wide"]

LINE_HEIGHT = 10.0
_ROOM, _BOLD_ROOM = 0.85, 0.76  # of a line: a phone may set wider letters than ours
_PHONE, _WALL = 200.0, 400.0
_SHORT, _NAMES = 76.0, 128.0
_APART = 7.0
_MARK = 12.0

Mark = tuple[Callable[[float, float], Iterable[Shape]], str]
"""An entry of the key: what draws it around a place, and what it means."""


def wide(words: str) -> float:
    """Return how wide words are at most, in points."""
    return points(lettering.width(words, LETTERS)) / _ROOM


@dataclass
class Paper:
    """What is drawn so far, and how far down it goes.

    On the wall names stand beside what is drawn of them, on a phone above it, unless all are
    `short`.
    """

    wall: bool
    short: bool = False
    shapes: list[Shape] = field(default_factory=list)
    down: float = 2.0

    @property
    def width(self) -> float:
        """How wide the sheet is, in points."""
        return _WALL if self.wall else _PHONE

    @property
    def names(self) -> float:
        """How wide the names are that stand beside what is drawn; 0 where they stand above."""
        return _NAMES if self.wall else _SHORT if self.short else 0.0

    @property
    def left(self) -> float:
        """Where what is drawn of a thing begins."""
        return self.names + 6 if self.names else 4.0

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.width - 6

    def fitted(self, words: str, room: float, most: int, bold: bool = False) -> tuple[str, ...]:
        """Return words in lines that find room."""
        safe = room * (_BOLD_ROOM if bold else _ROOM) / 72 * 2.54
        return lettering.fitted(words, safe, LETTERS, most) if words else ()

    def named(self, name: str, note: str, tall: float, bold: bool = True) -> float:
        """Write a name and a note on it; return the top of a drawing so tall, and move below it."""
        room = (self.names or self.width) - 4
        lines = self.fitted(name, room, most=3, bold=bold)
        notes = self.fitted(note, room, most=4)
        written = self._written(lines, INK, bold) + len(notes) * LINE_HEIGHT
        self._written(notes, MUTED, False, len(lines) * LINE_HEIGHT)
        top = self.down + (0 if self.names else written + 1)
        self.down = max(self.down + written, top + tall) + _APART
        return top

    def _written(self, lines: Iterable[str], colour: str, bold: bool, below: float = 0.0) -> float:
        """Write lines from here on; return how tall they are."""
        tall = 0.0
        for words in lines:
            tall += LINE_HEIGHT
            y = self.down + below + tall - 2
            self.shapes.append(Words(2, y, words, colour=colour, bold=bold))
        return tall

    def key(self, marks: Iterable[Mark]) -> None:
        """Write what marks mean, side by side as far as there is room."""
        across = 2.0
        for drawn, meaning in marks:
            needs = _MARK + wide(meaning)
            if across > 2 and across + needs > self.width:
                across = 2.0
                self.down += LINE_HEIGHT
            middle = self.down + LINE_HEIGHT / 2
            self.shapes += drawn(across + 4, middle)
            self.shapes.append(Words(across + _MARK, middle, meaning, centred=True))
            across += needs + 8
        self.down += LINE_HEIGHT + 2

    def line(self, words: str, bold: bool = False) -> None:
        """Write a line of its own, on several where it is long."""
        lines = self.fitted(words, self.width - 4, most=4, bold=bold)
        self.down += self._written(lines, INK if bold else MUTED, bold) + 2

    def svg(self) -> str:
        """Return all of it as SVG, which a page may scale."""
        return svg(self.width / 72 * 2.54, (self.down + 2) / 72 * 2.54, self.shapes)
