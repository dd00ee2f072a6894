"""Which drawing tells what came of a round, and the words that stand for it."""

from collections.abc import Callable, Mapping

from workbook.charts.drawing import Drawing
from workbook.workshop.drawings.bars import bars
from workbook.workshop.drawings.grid import grid
from workbook.workshop.drawings.paper import Paper
from workbook.workshop.drawings.spans import spans
from workbook.workshop.drawings.strips import strips
from workbook.workshop.messages import Messages, messages
from workbook.workshop.questions import Kind
from workbook.workshop.results import Item, Result

__all__ = ["drawing"]

_DRAWN: Mapping[Kind, Callable[[Paper, Result, Messages], None]] = {
    Kind.SCALE: strips,
    Kind.MATRIX: grid,
    Kind.ESTIMATE: spans,
    Kind.POINTS: bars,
    Kind.RANKING: bars,
    Kind.CONSENT: bars,
    Kind.RESPONSE: bars,
    Kind.LIST: bars,
    Kind.WRITING: bars,
}
_TOLD = 8  # things that the alternative text tells of
_SHORT = {Kind.CONSENT, Kind.RESPONSE, Kind.MATRIX}


def drawing(result: Result, wall: bool = False, words: Messages | None = None) -> Drawing | None:
    """Draw a result for a phone, or for the wall; None where it holds nothing that can be drawn.

    Texts that nobody gave twice are no drawing: they are read. A page scales the picture to its
    width; on a phone of 390 pixels its letters are 15 pixels tall, on a wall 2% of its width.

    >>> from workbook.workshop.answers import Answer
    >>> from workbook.workshop.questions import Option, Question
    >>> from workbook.workshop.results import result_of
    >>> ask = Question("sure", Kind.SCALE, "How sure are you?", (Option("plan", "The plan"),))
    >>> drawing(result_of(ask, [[Answer({"plan": 4})] * 3])).alt
    'How sure are you? The plan: Agreed: 3 of 3 chose 4.'
    """
    if not any(_can_be_drawn(result, item.people, item.hidden) for item in result.items):
        return None
    kind = result.question.kind
    if result.question.writes and not _said_twice(result):
        return None
    paper = Paper(wall, short=kind in _SHORT)
    _DRAWN[kind](paper, result, words or messages("en"))
    return Drawing(paper.svg(), _alt(result))


def _can_be_drawn(result: Result, people: int, hidden: bool) -> bool:
    return not hidden and (people > 0 or result.question.kind == Kind.RANKING)


def _said_twice(result: Result) -> bool:
    return any(text.people > 1 for item in result.items for text in item.texts)


def _alt(result: Result) -> str:
    """Return what the drawing shows in words; of many things those that are not agreed, widest."""
    items = result.items
    if len(items) > _TOLD:
        items = tuple(sorted(items, key=_spread, reverse=True)[:_TOLD])
    told = [f"{item.name}: {item.sentence}" for item in items]
    return " ".join(filter(None, [result.question.ask, result.summary, *told]))


def _spread(item: Item) -> tuple[bool, float]:
    middle = item.middle
    return item.outcome != "agreed", middle.high - middle.low if middle else item.total or 0.0
