"""Where each box of the alignment tree stands: families together, and as close as they can be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from workbook.charts.branches import Branch, Columns

__all__ = ["Box", "height", "sheets", "stacked"]

_GAP, _TALLEST = 0.16, 18.6  # centimetres


Extent = tuple[float, float]
"""The highest and the lowest edge."""


@dataclass(frozen=True)
class Box:
    """A branch in its place: the edges of its box, and the boxes that it leads to.

    `led_from` is the column in which the line to it begins: its own for one without a parent.
    """

    branch: Branch
    left: float
    top: float
    led_from: int
    below: tuple["Box", ...]

    @classmethod
    def of(cls, branch: Branch, columns: Columns, led_from: int | None = None) -> "Box":
        """Return a branch in the middle of what grows from it, anywhere on the sheet."""
        column = branch.column
        below = stacked([cls.of(child, columns, column + 1) for child in branch.children])
        middle = (below[0].middle + below[-1].middle) / 2 if below else 0.0
        return cls(
            branch=branch,
            left=columns.left(column),
            top=middle - branch.height / 2,
            led_from=column if led_from is None else led_from,
            below=below,
        )

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
        return replace(self, top=self.top + down, below=below)

    @cached_property
    def extents(self) -> dict[int, Extent]:
        """What is taken in each column by boxes, and by lines that pass through to a box.

        The upright lines between columns need no room of their own: those of one parent lie
        between its children, and no other child, or line to one, comes between these.
        """
        taken: dict[int, Extent] = {}
        for box in self.walk():
            column = box.branch.column
            _take(taken, column, (box.top, box.bottom))
            for passed in range(box.led_from, column):
                _take(taken, passed, (box.middle, box.middle))
        return taken


def _take(taken: dict[int, Extent], column: int, extent: Extent) -> None:
    edges = (*taken.get(column, ()), *extent)
    taken[column] = min(edges), max(edges)


def stacked(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Return boxes one under the other, as close as what they lead to allows, the first at 0."""
    floor: dict[int, float] = {}
    found: list[Box] = []
    for box in boxes:
        needs = [floor[c] + _GAP - top for c, (top, _) in box.extents.items() if c in floor]
        # In the order of the list, even where there would be room further up.
        first = -min(top for top, _ in box.extents.values())
        after = found[-1].middle + _GAP - box.middle if found else first
        placed = box.moved(max(first, after, *needs))
        found.append(placed)
        for column, (_, bottom) in placed.extents.items():
            floor[column] = max(bottom, floor.get(column, bottom))
    return tuple(found)


def height(boxes: Sequence[Box]) -> float:
    """Return the lowest edge of boxes and all that they lead to."""
    return max(bottom for box in boxes for _, bottom in box.extents.values())


def sheets(branches: Sequence[Branch], columns: Columns) -> list[tuple[Box, ...]]:
    """Place branches on as few sheets as hold them in their order.

    One that is too high by itself is shared out too, and its objective stands on each sheet.
    """
    found: list[list[Branch]] = [[]]
    for branch in (part for whole in branches for part in _parts(whole, columns)):
        if found[-1] and height(_grown([*found[-1], branch], columns)) > _TALLEST:
            found.append([])
        found[-1].append(branch)
    return [_grown(sheet, columns) for sheet in found]


def _grown(branches: Sequence[Branch], columns: Columns) -> tuple[Box, ...]:
    return stacked([Box.of(branch, columns) for branch in branches])


def _parts(branch: Branch, columns: Columns) -> list[Branch]:
    if not branch.children or height(_grown([branch], columns)) <= _TALLEST:
        return [branch]
    every = sheets(branch.children, columns)
    return [replace(branch, children=tuple(box.branch for box in sheet)) for sheet in every]
