"""Where the boxes of the strategy map stand, and the way that each arrow takes between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from workbook.charts.lettering import fitted, width
from workbook.charts.ranked import Item, Places, ranked
from workbook.insight.route.map import StrategyMap
from workbook.insight.route.map_arrows import Arrow, ArrowState
from workbook.insight.route.map_places import Box
from workbook.strategy.destination.perspectives import PERSPECTIVES
from workbook.wording import capital, say_number

__all__ = ["Band", "Sheet", "Tile", "Way", "laid_out"]

WIDTH = 16.8  # centimetres, as everything here but the sizes of letters
NAME, FACTS = 7.8, 7.2  # points
LEADING, PAD, LABEL = 0.29, 0.14, 0.36

_ACROSS = 4  # boxes side by side
_MARGIN, _GAP, _WIDEST = 0.95, 0.4, 4.6
_ROOM = WIDTH - _MARGIN - 0.1
_CURVE, _NEAR = 0.85, 0.3  # between two lines of boxes: with arrows in it, and without
_HEAD = 0.2  # of an arrow

WORDS: Mapping[ArrowState, str] = {
    "moves together": "together",
    "moves apart": "apart",
    "no clear association": "unclear",
    "too few points": "too few",
    "untested": "untested",
}


@dataclass(frozen=True)
class Tile:
    """A box as words that fit it, in its place. `status` is that of its KPI, `word` says it."""

    box: Box
    name: tuple[str, ...]
    facts: tuple[str, ...]
    status: str
    word: str
    wide: float
    left: float = 0.0
    top: float = 0.0

    @property
    def height(self) -> float:
        """How high the box is."""
        return 2 * PAD + LEADING * (len(self.name) + len(self.facts) + bool(self.word))

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """How far across the middle is."""
        return self.left + self.wide / 2


@dataclass(frozen=True)
class Way:
    """An arrow's way from the top of one box to the foot of another, and its label on it.

    `stops` are the points (across, down) between which it runs: upright beside the boxes that it
    passes, and in a curve from one line of boxes to the next.
    """

    arrow: Arrow
    stops: tuple[tuple[float, float], ...]
    words: str

    @property
    def label(self) -> tuple[float, float, float]:
        """Where the label is: its middle across, its upper edge, and how wide it is."""
        (across, down), *_ = self.stops
        return across, down - LABEL, width(self.words, FACTS) + 0.12


@dataclass(frozen=True)
class Band:
    """A perspective: its name in lines, and what it takes from the top."""

    title: tuple[str, ...]
    top: float
    height: float
    empty: bool


@dataclass(frozen=True)
class Sheet:
    """The whole map in its places."""

    bands: tuple[Band, ...]
    tiles: tuple[Tile, ...]
    ways: tuple[Way, ...]
    height: float


_Lines = list[tuple[int, list[Box]]]
"""Lines of boxes from the lowest up, each with the number of its perspective."""


@dataclass(frozen=True)
class _Ranked:
    """The map with its boxes in lines, each by the number of its line (0 is the lowest)."""

    found: StrategyMap
    lines: _Lines
    line_of: Mapping[str, int]
    places: Places
    wide: float

    @classmethod
    def of(cls, found: StrategyMap) -> "_Ranked":
        """Return where everything stands across."""
        lines = _lines(found)
        line_of = {box.objective.id: n for n, (_, boxes) in enumerate(lines) for box in boxes}
        ends = [_ends(arrow) for arrow in found.arrows]
        passing = [
            sum(line_of[start] < number < line_of[end] for start, end in ends)
            for number in range(len(lines))
        ]
        wide = _box_width([len(boxes) for _, boxes in lines], passing)
        ids = [box.objective.id for box in found.placed.boxes]
        items = [Item(id, line_of[id], wide) for id in ids]
        return cls(found, lines, line_of, ranked(items, ends, _GAP, room=_ROOM), wide)

    def leads_on(self, number: int) -> bool:
        """Whether an arrow leads from this line, or one below it, to one above it."""
        ends = map(_ends, self.found.arrows)
        return any(self.line_of[start] <= number < self.line_of[end] for start, end in ends)


def _ends(arrow: Arrow) -> tuple[str, str]:
    return arrow.start.objective.id, arrow.end.objective.id


def laid_out(found: StrategyMap, top: float = 0.0) -> Sheet:
    """Return the map in its places, from `top` on: results above, arrows upward."""
    across = _Ranked.of(found)
    tiles, edges, spans = _stacked(across, top)
    bands = tuple(
        Band(
            fitted(capital(name), end - begin - 0.2, FACTS, most=2),
            begin,
            end - begin,
            not any(tile.box.objective.perspective == name for tile in tiles.values()),
        )
        for number, name in enumerate(PERSPECTIVES)
        for begin, end in [spans[number]]
    )
    ways = tuple(_ways(across, tiles, edges))
    return Sheet(bands, tuple(tiles.values()), ways, max(end for _, end in spans.values()))


def _lines(found: StrategyMap) -> _Lines:
    lines: _Lines = []
    for number in range(len(PERSPECTIVES) - 1, -1, -1):
        boxes = list(found.placed.under(PERSPECTIVES[number]))
        lines += [(number, line) for line in _in_lines(boxes, found.arrows)] or [(number, [])]
    return lines


def _in_lines(boxes: Sequence[Box], arrows: Sequence[Arrow]) -> Iterator[list[Box]]:
    """Yield the boxes of a perspective in lines, lowest first: arrows lead from line to line."""
    across = ceil(len(boxes) / ceil(len(boxes) / _ACROSS)) if boxes else 0
    waiting = list(boxes)
    while waiting:
        later = {a.end.objective.id for a in arrows if a.start in waiting}
        ready = [box for box in waiting if box.objective.id not in later] or waiting
        yield ready[:across]
        waiting = [box for box in waiting if box not in ready[:across]]


def _box_width(counts: Sequence[int], passing: Sequence[int]) -> float:
    """Return how wide all boxes are, so that the fullest line holds them and what passes it."""
    each = (
        (_ROOM - _GAP * (count + lines - 1)) / count
        for count, lines in zip(counts, passing, strict=True)
        if count
    )
    return min([_WIDEST, *each])


_Edges = tuple[float, float]


def _stacked(
    across: _Ranked, top: float
) -> tuple[dict[str, Tile], dict[int, _Edges], dict[int, _Edges]]:
    """Return the tiles, and the upper and lower edge of each line of boxes and of each band."""
    tiles: dict[str, Tile] = {}
    edges: dict[int, _Edges] = {}
    spans: dict[int, _Edges] = {}
    for number in range(len(across.lines) - 1, -1, -1):
        band, boxes = across.lines[number]
        line = [_tile(across, box) for box in boxes]
        begin = top + (LABEL + _CURVE if across.leads_on(number) else _NEAR)
        end = begin + max((tile.height for tile in line), default=0.7)
        for tile in line:
            tiles[tile.box.objective.id] = replace(tile, top=end - tile.height)
        edges[number] = begin, end
        spans[band] = spans.get(band, (top, top))[0], end + _NEAR / 2
        top = end + _NEAR / 2
    return tiles, edges, spans


_STATUS = {"good": "on track", "watch": "to watch", "bad": "off track"}


def _tile(across: _Ranked, box: Box) -> Tile:
    room = across.wide - 2 * PAD
    measure, status, word = "no KPI yet", "", ""
    if box.kpi:
        row, target = across.found.rows.get(box.kpi.id), box.kpi.target
        aim = f": {say_number(target, box.kpi.unit)}" if target is not None else ""
        measure = f"{box.kpi.name}{aim}"
        status = "none" if row is None or row.stale else row.status
        other = "stale reading" if row and row.stale else row.distance if row else "no reading"
        word = _STATUS.get(status, other)
    return Tile(
        box=box,
        name=fitted(box.name, room, NAME, most=3),
        facts=fitted(measure, room, FACTS, most=2),
        status=status,
        word=word,
        wide=across.wide,
        left=_MARGIN + across.places.middles[box.objective.id] - across.wide / 2,
    )


def _ways(across: _Ranked, tiles: Mapping[str, Tile], edges: Mapping[int, _Edges]) -> Iterator[Way]:
    """Yield each arrow's way: those of one box leave it, and come to it, side by side."""
    arrows, places = across.found.arrows, across.places
    stands = {
        arrow.number: (
            places.middles[start], *places.bends[start, end], places.middles[end]
        )
        for arrow in arrows
        for start, end in [_ends(arrow)]
    }  # fmt: skip
    leaving = {a.number: (a.start.objective.id, stands[a.number][1]) for a in arrows}
    coming = {a.number: (a.end.objective.id, stands[a.number][-2]) for a in arrows}
    for arrow in arrows:
        start, end = (tiles[id] for id in _ends(arrow))
        words = f"{arrow.number} {WORDS[arrow.state]}"
        out = start.middle + _beside(arrow.number, leaving, width(words, FACTS) + 0.2)
        into = end.middle + _beside(arrow.number, coming, 0.6, end.wide - 0.5)
        first = across.line_of[start.box.objective.id]
        stops = [(out, start.top), (out, edges[first][0] - LABEL)]
        for number, bend in enumerate(stands[arrow.number][1:-1], first + 1):
            upper, lower = edges[number]
            stops += [(_MARGIN + bend, lower), (_MARGIN + bend, upper - LABEL)]
        yield Way(arrow, (*stops, (into, end.bottom + _HEAD)), words)


def _beside(
    number: int, sides: Mapping[int, tuple[str, float]], step: float, room: float = WIDTH
) -> float:
    """Return how far from the middle of its box an arrow is, among those of that box's edge."""
    box = sides[number][0]
    mine = sorted((towards, other) for other, (id, towards) in sides.items() if id == box)
    place = [other for _, other in mine].index(number) - (len(mine) - 1) / 2
    return place * min(step, room / max(1, len(mine) - 1))
