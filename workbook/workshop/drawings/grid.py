"""A matrix as a grid of middles: how far each is spread, the rows with the widest gaps first."""

from collections.abc import Iterator, Sequence

from workbook.charts.shapes import Box, Line, Pen, Points, Shape, Words, hatching
from workbook.charts.style import EDGE, INK, LINE, SIGNAL
from workbook.wording import say_number
from workbook.workshop.drawings.paper import LINE_HEIGHT, Mark, Paper
from workbook.workshop.messages import Messages
from workbook.workshop.results import Item, Result

__all__ = ["grid"]

_TALL, _FIGURE = 23.0, 18.0
_OPEN = {"split", "unsettled"}
_FRAME, _HATCH = Pen(EDGE, 0.8), Pen(LINE, 0.7)
_RANGE, _NOW = Pen(INK, 1.6), Pen(SIGNAL, 0.8, inside=SIGNAL)


def grid(paper: Paper, result: Result, words: Messages) -> None:
    """Draw a row for each option; on a phone, where columns would be narrow, a line for a cell."""
    rows = sorted(result.question.options, key=lambda option: -_widest(result, option.id))
    if paper.wall:
        _heads(paper, result)
    for option in rows:
        cells = [item for item in result.items if item.option == option.id]
        if paper.wall:
            _row(paper, result, option.name, cells)
        else:
            paper.line(option.name, bold=True)
            _lines(paper, result, cells, words)
    marks: list[Mark] = [(_middle, words["key_cell"])]
    if paper.wall and any(item.outcome in _OPEN for item in result.items):
        marks.append((_hatched, words["key_open"]))
    paper.key(marks)


def _lines(paper: Paper, result: Result, cells: Sequence[Item], words: Messages) -> None:
    """Draw a line for each cell of a row: its name, its middle as a number, and where it lies."""
    names = {each.id: each.name for each in result.question.criteria}
    for item in cells:
        note = words[f"outcome_{item.outcome}"] if item.outcome in _OPEN else ""
        top = paper.named(names[item.criterion], note, LINE_HEIGHT, bold=False)
        y, left = top + LINE_HEIGHT / 2, paper.left + _FIGURE
        paper.shapes.append(Words(left - 4, y, _said(item), colour=INK, anchor="end", centred=True))
        paper.shapes.append(Line([(left, y), (paper.right, y)], _FRAME))
        paper.shapes += _lies(result, item, left, paper.right, y)
    paper.down += 4


def _widest(result: Result, option: str) -> float:
    middles = [item.middle for item in result.items if item.option == option and item.middle]
    return max((middle.high - middle.low for middle in middles), default=-1.0)


def _heads(paper: Paper, result: Result) -> None:
    """Write the criteria above their columns."""
    wide = _column(paper, result)
    heads = [paper.fitted(each.name, wide, most=4) for each in result.question.criteria]
    tallest = max(map(len, heads))
    for place, lines in enumerate(heads):
        middle = paper.left + (place + 0.5) * wide
        for n, words in enumerate(lines):
            y = paper.down + (tallest - len(lines) + n + 1) * LINE_HEIGHT - 2
            paper.shapes.append(Words(middle, y, words, anchor="middle", colour=INK))
    paper.down += tallest * LINE_HEIGHT + 2


def _column(paper: Paper, result: Result) -> float:
    return (paper.right - paper.left) / len(result.question.criteria)


def _row(paper: Paper, result: Result, name: str, cells: Sequence[Item]) -> None:
    top = paper.named(name, "", _TALL - 4)
    wide = _column(paper, result)
    for place, item in enumerate(cells):
        left = paper.left + place * wide
        if item.outcome in _OPEN:
            paper.shapes += hatching(_box(left, left + wide - 3, top), 4, _HATCH)
        paper.shapes += _cell(result, item, left, left + wide - 3, top)


def _box(left: float, right: float, top: float) -> Box:
    return Box(left, top, right, top + _TALL - 3, _FRAME)


def _cell(result: Result, item: Item, left: float, right: float, top: float) -> Iterator[Shape]:
    """Yield the middle as a number, and below it where the middle half lies on the scale."""
    yield _box(left, right, top)
    centre = (left + right) / 2
    hatched = item.outcome in _OPEN
    yield Words(centre, top + 9, _said(item), colour=INK, anchor="middle", bold=True, plate=hatched)
    yield from _lies(result, item, left, right, top + _TALL - 8)


def _said(item: Item) -> str:
    return say_number(item.middle.median) if item.middle else "–"


def _lies(result: Result, item: Item, left: float, right: float, y: float) -> Iterator[Shape]:
    """Yield where the middle half and the middle lie on the scale."""
    if not item.middle:
        return
    low, high = result.question.low, result.question.high
    first, middle, last = (
        left + 5 + (value - low) / (high - low) * (right - left - 10)
        for value in (item.middle.low, item.middle.median, item.middle.high)
    )
    yield Line([(first - 1, y), (last + 1, y)], _RANGE)
    yield Points([(middle, y)], "diamond", 4.5, _NOW)


def _middle(x: float, y: float) -> Iterator[Shape]:
    yield Line([(x - 4, y), (x + 5, y)], _RANGE)
    yield Points([(x, y)], "diamond", 4.5, _NOW)


def _hatched(x: float, y: float) -> Iterator[Shape]:
    box = Box(x - 4, y - 4, x + 5, y + 4, _FRAME)
    yield from hatching(box, 3, _HATCH)
    yield box
