"""Where each box of the alignment tree stands: families together, and on sheets that hold them."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workbook.charts.branches import BETWEEN, Branch, Columns
from workbook.charts.ranked import Item, Places, lanes, ranked

__all__ = ["Box", "height", "lines", "sheets"]

_GAP, _TALLEST = 0.16, 18.6  # centimetres


@dataclass(frozen=True)
class Box:
    """A branch in its place: the edges of its box, and the boxes that it leads to.

    `bends` are the middles of the line to it in the columns that the line passes.
    """

    branch: Branch
    left: float
    top: float
    bends: tuple[float, ...]
    below: tuple["Box", ...]

    @property
    def bottom(self) -> float:
        """The lower edge of the box."""
        return self.top + self.branch.height

    @property
    def middle(self) -> float:
        """How far down the middle of the box is."""
        return self.top + self.branch.height / 2

    def walk(self) -> Iterator["Box"]:
        """Yield this box and all that it leads to."""
        yield self
        for box in self.below:
            yield from box.walk()

    def moved(self, down: float) -> "Box":
        """Return the box and all that it leads to, further down."""
        below = tuple(box.moved(down) for box in self.below)
        bends = tuple(bend + down for bend in self.bends)
        return replace(self, top=self.top + down, bends=bends, below=below)


def height(boxes: Sequence[Box]) -> float:
    """Return the lowest edge of boxes and all that they lead to."""
    every = [box for root in boxes for box in root.walk()]
    return max(edge for box in every for edge in (box.bottom, *box.bends))


Point = tuple[float, float]
Stretch = tuple[int, int]
"""A column, and which box the line through the gap behind it leads from, or to."""


def lines(roots: Sequence[Box], columns: Columns) -> list[tuple[Point, ...]]:
    """Return the line to each box as the points where it begins, turns and ends.

    What leads from one box is one line until it parts; between two columns no two others meet.
    """
    ways = [
        (box, child, (box.middle, *child.bends, child.middle))
        for root in roots
        for box in root.walk()
        for child in box.below
    ]
    spans: dict[Stretch, Point] = {}
    for box, child, way in ways:
        for column, pair in enumerate(pairwise(way), box.branch.column):
            stretch = _stretch(box, child, column)
            spans[stretch] = _hull(*pair, *spans.get(stretch, ()))
    turns = _turns(spans, columns)
    return [
        (
            (box.left + columns.box, box.middle),
            *(
                (turns[_stretch(box, child, column)], y)
                for column, pair in enumerate(pairwise(way), box.branch.column)
                for y in pair
            ),
            (child.left, child.middle),
        )
        for box, child, way in ways
    ]


def _stretch(box: Box, child: Box, column: int) -> Stretch:
    return column, id(box if column == box.branch.column else child)


def _hull(*edges: float) -> Point:
    return min(edges), max(edges)


def _turns(spans: Mapping[Stretch, Point], columns: Columns) -> dict[Stretch, float]:
    """Return how far from the left each stretch turns up or down."""
    found: dict[Stretch, float] = {}
    for gap in {column for column, _ in spans}:
        here = [stretch for stretch in spans if stretch[0] == gap]
        taken = lanes([spans[stretch] for stretch in here])
        edge = columns.left(gap) + columns.box
        for stretch, lane in zip(here, taken, strict=True):
            found[stretch] = edge + BETWEEN * (lane + 1) / (max(taken) + 2)
    return found


def sheets(branches: Sequence[Branch], columns: Columns) -> list[tuple[Box, ...]]:
    """Place branches on as few sheets as hold them in their order.

    One that is too high by itself is shared out too, and its objective stands on each sheet.
    """
    whole = _grown(branches, columns)
    if height(whole) <= _TALLEST:
        return [whole]
    left = [part for branch in branches for part in _parts(branch, columns)]
    found: list[tuple[Box, ...]] = []
    while left:
        # More branches are never lower, and never lower than all boxes of one column.
        counts = range(1, 1 + _at_most(left))
        fit = bisect_right(counts, _TALLEST, key=lambda n: height(_grown(left[:n], columns)))
        found.append(_grown(left[: max(1, fit)], columns))
        left = left[max(1, fit) :]
    return found


def _at_most(branches: Sequence[Branch]) -> int:
    """Return how many branches could find room on a sheet, if each column were packed."""
    taken: dict[int, float] = {}
    for number, branch in enumerate(branches):
        for each in branch.walk():
            taken[each.column] = taken.get(each.column, -_GAP) + each.height + _GAP
        if max(taken.values()) > _TALLEST:
            return max(1, number)
    return len(branches)


def _grown(branches: Sequence[Branch], columns: Columns) -> tuple[Box, ...]:
    every = [branch for root in branches for branch in root.walk()]
    items = [Item(_key(branch), branch.column, branch.height) for branch in every]
    lines = [(_key(branch), _key(child)) for branch in every for child in branch.children]
    places = ranked(items, lines, _GAP)
    return tuple(_box(root, None, places, columns) for root in branches)


def _key(branch: Branch) -> str:
    return str(id(branch))  # an objective too large for a sheet stands on more than one


def _box(branch: Branch, parent: Branch | None, places: Places, columns: Columns) -> Box:
    return Box(
        branch=branch,
        left=columns.left(branch.column),
        top=places.middles[_key(branch)] - branch.height / 2,
        bends=places.bends[_key(parent), _key(branch)] if parent else (),
        below=tuple(_box(child, branch, places, columns) for child in branch.children),
    )


def _parts(branch: Branch, columns: Columns) -> list[Branch]:
    if not branch.children or height(_grown([branch], columns)) <= _TALLEST:
        return [branch]
    every = sheets(branch.children, columns)
    return [replace(branch, children=tuple(box.branch for box in sheet)) for sheet in every]
