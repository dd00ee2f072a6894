"""Bars, each with its number: points, places, purchases, and how often something was said."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbook.charts.shapes import Box, Pen, Shape, Words, hatching
from workbook.charts.style import ACCENT, INK, SIGNAL
from workbook.wording import say_number
from workbook.workshop.drawings.paper import Paper, wide
from workbook.workshop.messages import Messages
from workbook.workshop.questions import Kind
from workbook.workshop.results import Item, Result

__all__ = ["bars"]

_THICK, _MOST = 9.0, 8
_SOLID, _OPEN = Pen(ACCENT, 0.8, inside=ACCENT), Pen(ACCENT, 1.0, inside="#fff")
_AGAINST = Pen(SIGNAL, 0.8, inside=SIGNAL)
_STROKE = Pen(ACCENT, 0.8)


@dataclass(frozen=True)
class _Bar:
    """How long it is, and how it is filled."""

    name: str
    value: float
    look: str = "solid"

    def shapes(self, left: float, right: float, top: float, most: float) -> Iterator[Shape]:
        said = say_number(self.value)
        end = left + self.value / most * (right - left - wide(say_number(most)) - 4)
        box = Box(left, top, end, top + _THICK, _LOOKS[self.look])
        if self.value:
            yield box
        if self.look == "hatched" and self.value:
            yield from hatching(box, 4, _STROKE)
        yield Words(end + 3, top + _THICK / 2, said, colour=INK, centred=True, bold=True)


_LOOKS = {"solid": _SOLID, "open": _OPEN, "hatched": _OPEN, "against": _AGAINST}


def bars(paper: Paper, result: Result, words: Messages) -> None:
    """Draw what a question's answers add up to."""
    kind = result.question.kind
    if kind in {Kind.POINTS, Kind.RANKING}:
        _totals(paper, result, words)
    else:
        rows = [(item, list(_rows(item, kind, words))) for item in result.items]
        most = max([1, *(row.value for _, those in rows for row in those)])
        for item, those in rows:
            _of_item(paper, item, those, most)


def _totals(paper: Paper, result: Result, words: Messages) -> None:
    """Draw a bar for each option, the longest first; what wins as a whole is full."""
    told = sorted(result.items, key=lambda item: -(item.total or 0))
    most = max([1, *(item.total or 0 for item in told)])
    for item in told:
        if item.hidden:
            paper.named(item.name, item.sentence, 0)
            continue
        look = "solid" if not result.chosen or item.option in result.chosen else "open"
        top = paper.named(item.name, "", _THICK)
        paper.shapes += _Bar(item.name, item.total or 0, look).shapes(
            paper.left, paper.right, top, most
        )
    _meaning(paper, result, words)


def _meaning(paper: Paper, result: Result, words: Messages) -> None:
    asked = result.question
    ranks = asked.kind == Kind.RANKING
    name = "key_places" if ranks else "key_bought" if asked.buys else "key_points"
    paper.line(words[name])
    if result.chosen:
        paper.down += 2
        paper.key([(_full, words["key_first" if ranks else "key_together"])])


def _full(x: float, y: float) -> Iterator[Shape]:
    yield Box(x - 4, y - 3, x + 4, y + 3, _SOLID)


def _of_item(paper: Paper, item: Item, rows: Iterable[_Bar], most: float) -> None:
    """Draw the bars of one thing below its name; all things have one scale."""
    paper.line(item.name, bold=True)
    paper.line(item.sentence)
    paper.down += 2
    for row in rows:
        top = paper.named(row.name, "", _THICK, bold=False)
        paper.shapes += row.shapes(paper.left, paper.right, top, most)
    paper.down += 4


def _rows(item: Item, kind: Kind, words: Messages) -> Iterator[_Bar]:
    if kind == Kind.CONSENT:
        for count, look in zip(item.counts, ("against", "hatched", "solid"), strict=False):
            yield _Bar(words[f"paper_consent_{count.value}"], count.people, look)
    elif kind == Kind.RESPONSE:
        for count, look in zip(item.counts, ("solid", "hatched", "against"), strict=False):
            yield _Bar(words[f"paper_holds_{count.value}"], count.people, look)
    else:
        for text in item.texts[:_MOST]:
            if text.people > 1:
                yield _Bar(text.text, text.people)
