"""The alignment tree: from the company's objectives to the people's, with what each one lacks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook.charts.branches import (
    ENDED,
    FACTS,
    LEADING,
    NAME,
    PAD,
    REACHED,
    SHAPE,
    WIDTH,
    Branch,
    Columns,
    mark_width,
)
from workbook.charts.drawing import Drawing
from workbook.charts.lettering import width
from workbook.charts.style import ACCENT, INK, LINE, MUTED, SIGNAL
from workbook.charts.tree_layout import Box, height, lines, sheets
from workbook.insight.destination.cascade import Cascade
from workbook.templating import template
from workbook.wording import say_count

__all__ = ["tree_charts"]

_HEADING, _EDGE = 0.65, 0.05  # centimetres
_COLOURS = {REACHED: ACCENT, ENDED: MUTED}  # of a mark; what is missing stands out
_NAMED = 25  # objectives that the alternative text names; of more, only the top


def tree_charts(found: Cascade) -> tuple[Drawing, ...]:
    """Draw the tree 16.8 cm wide: none without objectives, more than one where a page is too short.

    A large tree is split between its roots, and a large root between its children.
    """
    if not found.roots:
        return ()
    columns = Columns.of(found.roots)
    every = sheets([Branch.of(root, columns) for root in found.roots], columns)
    return tuple(
        _drawing(sheet, columns, f", part {number} of {len(every)}" if len(every) > 1 else "")
        for number, sheet in enumerate(every, 1)
    )


def _drawing(sheet: Sequence[Box], columns: Columns, part: str) -> Drawing:
    top = _HEADING if columns.names else _EDGE
    roots = [box.moved(top) for box in sheet]
    boxes = [box for root in roots for box in root.walk()]
    svg = template("charts/tree.svg.j2").render(
        width=WIDTH,
        height=height(roots) + _EDGE,
        headings=[(name, columns.left(place)) for place, name in enumerate(columns.names)],
        wide=columns.box,
        boxes=boxes,
        lines=lines(roots, columns),
        letters=[letters for box in boxes for letters in _letters(box)],
        **{"ink": INK, "muted": MUTED, "line": LINE, "accent": ACCENT},
    )
    return Drawing(svg, _words([box.branch for box in roots], part))


@dataclass(frozen=True)
class _Letters:
    """A line of words, or the word after a shape, by its left end and its middle."""

    words: str
    left: float
    middle: float
    size: float
    colour: str
    shape: bool = False

    @property
    def length(self) -> float:
        """How wide the words are in the typeface that they were measured in, in centimetres."""
        return width(self.words, self.size)


def _letters(box: Box) -> Iterator[_Letters]:
    left, middle = box.left + PAD, box.top + PAD + LEADING / 2
    for words in box.branch.name:
        yield _Letters(words, left, middle, NAME, INK)
        middle += LEADING
    for words in box.branch.facts:
        yield _Letters(words, left, middle, FACTS, MUTED)
        middle += LEADING
    for row in box.branch.marks:
        at = left
        for word in row:
            colour = _COLOURS.get(word, SIGNAL)
            yield _Letters(word, at + SHAPE, middle, FACTS, colour, shape=True)
            at += mark_width(word)
        middle += LEADING


def _words(sheet: Sequence[Branch], part: str) -> str:
    count = sum(1 for branch in sheet for _ in branch.walk())
    told = ". ".join(_told(branch, count <= _NAMED) for branch in sheet)
    return f"Alignment tree of {say_count(count, 'objective')}{part}. {told}."


def _told(branch: Branch, deep: bool) -> str:
    marks = [word for row in branch.marks for word in row]
    said = ", ".join([branch.node.objective.name.rstrip("."), *marks])
    if not branch.children:
        return said
    below = sum(1 for _ in branch.walk()) - 1
    inner = "; ".join(_told(child, deep) for child in branch.children) if deep else ""
    return f"{said} ({say_count(below)} below it{f': {inner}' if inner else ''})"
