"""The objectives of the alignment tree as words that fit their boxes, in a column a level."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbook.charts.lettering import fitted, width
from workbook.insight.destination.cascade import Lack, Node
from workbook.insight.destination.objective_tree import LEVELS
from workbook.wording import capital, short_date

__all__ = [
    "BETWEEN", "ENDED", "FACTS", "LEADING", "NAME", "PAD", "REACHED", "SHAPE", "WIDTH", "Branch",
    "Columns", "mark_width",
]  # fmt: skip

WIDTH = 16.8  # centimetres, as everything here but the sizes of letters
NAME, FACTS = 7.8, 7.2  # points
LEADING, PAD, SHAPE = 0.29, 0.14, 0.28
REACHED, ENDED = "reached", "ended"

BETWEEN = 0.6  # what lies between two columns
_EDGE, _WIDEST = 0.02, 8.1
_MARKED = (Lack.ORPHAN, Lack.CIRCLE, Lack.NO_OWNER, Lack.NO_KPI)


@dataclass(frozen=True)
class Columns:
    """A column for each level that occurs, from the left, and more where a level repeats itself.

    `names` are their headings; there are none where an objective stands out of its level's column.
    """

    levels: tuple[str, ...]
    count: int
    names: tuple[str, ...]

    @classmethod
    def of(cls, roots: Sequence[Node]) -> "Columns":
        """Return the columns for these objectives and all below them."""
        occurring = {node.objective.level for root in roots for node in root.walk()}
        levels = tuple(level for level in LEVELS if level in occurring)
        placed = [pair for root in roots for pair in _placed(root, levels)]
        in_order = all(column == levels.index(node.objective.level) for node, column in placed)
        names = tuple(map(capital, levels)) if in_order else ()
        return cls(levels, 1 + max(column for _, column in placed), names)

    @property
    def box(self) -> float:
        """How wide each box is."""
        return min(_WIDEST, (WIDTH - 2 * _EDGE - BETWEEN * (self.count - 1)) / self.count)

    def left(self, column: int) -> float:
        """Where a column begins."""
        return _EDGE + column * (self.box + BETWEEN)


def _placed(node: Node, levels: Sequence[str], after: int = -1) -> Iterator[tuple[Node, int]]:
    column = max(levels.index(node.objective.level), after + 1)
    yield node, column
    for child in node.children:
        yield from _placed(child, levels, column)


@dataclass(frozen=True)
class Branch:
    """An objective as words that fit its box, with the branches that grow from it.

    `marks` are rows of words that each follow a shape.
    """

    node: Node
    column: int
    name: tuple[str, ...]
    facts: tuple[str, ...]
    marks: tuple[tuple[str, ...], ...]
    children: tuple["Branch", ...]

    @classmethod
    def of(cls, node: Node, columns: Columns, after: int = -1) -> "Branch":
        """Return the branch of an objective whose parent stands in the column `after`."""
        column = max(columns.levels.index(node.objective.level), after + 1)
        room = columns.box - 2 * PAD
        return cls(
            node=node,
            column=column,
            name=fitted(node.objective.name, room, NAME, most=3),
            facts=fitted(", ".join(_facts(node, columns)), room, FACTS, most=2),
            marks=tuple(_rows(node, room)),
            children=tuple(cls.of(child, columns, column) for child in node.children),
        )

    @property
    def height(self) -> float:
        """How high the box is."""
        return 2 * PAD + LEADING * (len(self.name) + len(self.facts) + len(self.marks))

    def walk(self) -> Iterator["Branch"]:
        """Yield this branch and all that grow from it."""
        yield self
        for child in self.children:
            yield from child.walk()


def _facts(node: Node, columns: Columns) -> Iterator[str]:
    if not columns.names:
        yield f"{node.objective.level} level"
    yield from filter(None, [node.department, node.owner])
    if due := node.objective.due:
        yield f"by\N{NO-BREAK SPACE}{short_date(due)}"


def _rows(node: Node, room: float) -> Iterator[tuple[str, ...]]:
    outcome = REACHED if node.reached else ENDED if node.ended else ""
    words = [*filter(None, [outcome]), *(str(m) for m in _MARKED if m in node.lacks)]
    row: list[str] = []
    for word in words:
        if row and sum(map(mark_width, [*row, word])) > room:
            yield tuple(row)
            row = []
        row.append(word)
    if row:
        yield tuple(row)


def mark_width(word: str) -> float:
    """Return the room of a shape, its word, and the space after it."""
    return SHAPE + width(word, FACTS) + 0.22
