"""Where the boxes of a graph stand, rank by rank: few crossings, short lines, nothing on nothing.

After Sugiyama, Tagawa & Toda, IEEE Trans. SMC 11 (1981), 109–125: the order in each rank follows
the barycentres of what the boxes lead to, and then every box stands as near to the middle of those
as the order allows. The same boxes in the same order always have the same places.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

__all__ = ["Item", "Places", "lanes", "ranked"]

_ORDERINGS, _MOVES = 12, 8
_FREE = 0.01  # how much a box that leads nowhere insists on its place; others insist by 1


@dataclass(frozen=True)
class Item:
    """A box of a rank (0, 1, 2 …), and how much room it takes along that rank."""

    key: str
    rank: int
    size: float


@dataclass(frozen=True)
class Places:
    """The middle of each box along its rank, by its key.

    `bends` are where a line passes the ranks between its two ends, from its first end on.
    """

    middles: Mapping[str, float]
    bends: Mapping[tuple[str, str], tuple[float, ...]]


@dataclass(frozen=True)
class _Graph:
    """Boxes and points of lines, numbered; `before` and `behind` are their neighbours' numbers."""

    sizes: list[float]
    before: list[list[int]]
    behind: list[list[int]]
    gap: float
    room: float | None

    def apart(self, one: int, next_one: int) -> float:
        """How far the middles of two that stand beside each other are apart at least."""
        return (self.sizes[one] + self.sizes[next_one]) / 2 + self.gap


_Ranks = list[list[int]]


def ranked(
    items: Sequence[Item],
    lines: Iterable[tuple[str, str]],
    gap: float,
    room: float | None = None,
) -> Places:
    """Return the places of boxes, each line leading from a lower rank to a higher one.

    Args:
        items: the boxes, in the order that is kept where no line speaks against it.
        lines: pairs of keys, lower rank first; those of one box in the order they are to have.
        gap: the room between two boxes, or a box and a line that passes it, in the unit of sizes.
        room: how long a rank may be; without it the boxes take the room they need, from 0 on.

    >>> boxes = [Item("a", 0, 2), Item("b", 1, 1), Item("c", 1, 1)]
    >>> ranked(boxes, [("a", "b"), ("a", "c")], gap=1).middles
    {'a': 1.5, 'b': 0.5, 'c': 2.5}
    """
    numbers = {item.key: number for number, item in enumerate(items)}
    graph, points = _with_points(items, numbers, list(lines), gap, room)
    ranks = _uncrossed(_begun(items, graph), graph)
    at = _placed(ranks, graph)
    if room is None and items:
        first = min(middle - size / 2 for middle, size in zip(at, graph.sizes, strict=True))
        at = [middle - first for middle in at]
    return Places(
        {item.key: at[number] for number, item in enumerate(items)},
        {line: tuple(at[point] for point in passed) for line, passed in points.items()},
    )


def lanes(spans: Sequence[tuple[float, float]]) -> tuple[int, ...]:
    """Return a lane (0, 1 …) for each stretch of line between two ranks, so that none share one.

    >>> lanes([(0, 2), (3, 5), (1, 4)])
    (0, 0, 1)
    """
    free: list[float] = []  # from where on each lane is
    found = [0] * len(spans)
    for number in sorted(range(len(spans)), key=lambda each: spans[each]):
        low, high = spans[number]
        lane = next((lane for lane, end in enumerate(free) if end < low), len(free))
        free[lane : lane + 1] = [high]
        found[number] = lane
    return tuple(found)


def _with_points(
    items: Sequence[Item],
    numbers: Mapping[str, int],
    lines: list[tuple[str, str]],
    gap: float,
    room: float | None,
) -> tuple[_Graph, dict[tuple[str, str], list[int]]]:
    """Return the graph with a point wherever a line passes a rank, and the points of each line."""
    graph = _Graph(
        [item.size for item in items], [[] for _ in items], [[] for _ in items], gap, room
    )
    points: dict[tuple[str, str], list[int]] = {}
    for start, end in lines:
        first, last = numbers[start], numbers[end]
        passed = range(items[first].rank + 1, items[last].rank)
        new = [len(graph.sizes) + number for number in range(len(passed))]
        points[start, end] = new
        for _ in new:
            graph.sizes.append(0.0)
            graph.before.append([])
            graph.behind.append([])
        for one, next_one in pairwise([first, *new, last]):
            graph.behind[one].append(next_one)
            graph.before[next_one].append(one)
    return graph, points


def _begun(items: Sequence[Item], graph: _Graph) -> _Ranks:
    """Return each rank in the order in which the lines lead to it: a tree's lines cross nowhere."""
    ranks: _Ranks = [[] for _ in range(1 + max((item.rank for item in items), default=-1))]
    seen: set[int] = set()
    for start in range(len(items)):
        waiting = [] if graph.before[start] else [(start, items[start].rank)]
        while waiting:
            at, rank = waiting.pop()
            if at not in seen:
                seen.add(at)
                ranks[rank].append(at)
                further = [(next_one, rank + 1) for next_one in graph.behind[at]]
                waiting += reversed(further)
    return ranks


def _uncrossed(ranks: _Ranks, graph: _Graph) -> _Ranks:
    """Return the order with the fewest crossings that the barycentres lead to."""
    best, fewest = ranks, _crossings(ranks, graph)
    for turn in range(_ORDERINGS):
        if not fewest:
            break
        ranks = _by_barycentre(ranks, graph, forth=turn % 2 == 0)
        if (count := _crossings(ranks, graph)) < fewest:
            best, fewest = ranks, count
    return best


def _by_barycentre(ranks: _Ranks, graph: _Graph, forth: bool) -> _Ranks:
    found = [list(rank) for rank in (ranks if forth else reversed(ranks))]
    beside = graph.before if forth else graph.behind
    stands = dict(_shares(found[0]))
    for rank in found[1:]:
        own = dict(_shares(rank))
        mean = {
            at: sum(stands[n] for n in beside[at]) / len(beside[at]) for at in rank if beside[at]
        }
        rank.sort(key=lambda at: mean.get(at, own[at]))
        stands = dict(_shares(rank))
    return found if forth else found[::-1]


def _shares(rank: Sequence[int]) -> Iterator[tuple[int, float]]:
    """Yield how far along its rank each stands, from 0 to 1."""
    for place, at in enumerate(rank):
        yield at, (place + 0.5) / len(rank)


def _crossings(ranks: _Ranks, graph: _Graph) -> int:
    count = 0
    for rank, following in pairwise(ranks):
        place = {at: number for number, at in enumerate(following)}
        ends: list[int] = []
        for at in rank:
            mine = sorted(place[next_one] for next_one in graph.behind[at])
            count += sum(len(ends) - bisect_right(ends, end) for end in mine)
            for end in mine:
                insort(ends, end)
    return count


def _placed(ranks: _Ranks, graph: _Graph) -> list[float]:
    """Return the middle of each: as near to the middle of its neighbours as the order allows."""
    at = [0.0] * len(graph.sizes)
    for rank in ranks:
        for number, middle in zip(rank, _offsets(rank, graph), strict=True):
            at[number] = middle
    for _ in range(_MOVES):
        for rank in ranks[1:]:
            _move(rank, graph, [_towards(graph.before[n], at, n) for n in rank], at)
        for rank in ranks[-2::-1]:
            _move(rank, graph, [_towards(graph.behind[n], at, n) for n in rank], at)
    for rank in ranks:
        _move(rank, graph, [_straightly(graph, n, at) for n in rank], at)
    return at


_Wish = tuple[float, float]
"""Where something would like to stand, and how much it insists."""


def _towards(near: Sequence[int], at: Sequence[float], number: int) -> _Wish:
    places = [at[other] for other in near]
    return ((min(places) + max(places)) / 2, 1.0) if places else (at[number], _FREE)


def _straightly(graph: _Graph, number: int, at: Sequence[float]) -> _Wish:
    """Return the place where a line that passed a rank comes in without a bend, if that is free."""
    near = graph.before[number]
    passed = len(near) == 1 and graph.sizes[near[0]] == 0
    return (at[near[0]], _FREE) if passed else (at[number], 1.0)


def _offsets(rank: Sequence[int], graph: _Graph) -> list[float]:
    return list(accumulate((graph.apart(*pair) for pair in pairwise(rank)), initial=0.0))[
        : len(rank)
    ]


def _move(rank: Sequence[int], graph: _Graph, wishes: Sequence[_Wish], at: list[float]) -> None:
    """Move a rank to the isotonic regression of where each would like to be, in its order.

    Best, Barlow, Bartholomew, Bremner & Brunk, Statistical Inference under Order Restrictions
    (1972): pool adjacent violators, which is exact.
    """
    offsets = _offsets(rank, graph)
    blocks: list[tuple[float, float, int]] = []  # mean, weight, how many
    for (wish, weight), offset in zip(wishes, offsets, strict=True):
        block = (wish - offset, weight, 1)
        while blocks and blocks[-1][0] > block[0]:
            mean, insists, count = blocks.pop()
            both = insists + block[1]
            block = ((mean * insists + block[0] * block[1]) / both, both, count + block[2])
        blocks.append(block)
    means = [mean for mean, _, count in blocks for _ in range(count)]
    if graph.room is not None and rank:
        low = graph.sizes[rank[0]] / 2
        high = max(low, graph.room - graph.sizes[rank[-1]] / 2 - offsets[-1])
        means = [min(max(mean, low), high) for mean in means]
    for number, mean, offset in zip(rank, means, offsets, strict=True):
        at[number] = mean + offset
