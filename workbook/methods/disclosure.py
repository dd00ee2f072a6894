"""Which hidden counts can be worked out from what is printed, and the fewest more to hide.

Counts and their totals are the edges of a graph whose nodes are the printed sums: in a table each
count joins its row and its column. A hidden count can be another one if and only if the change can
go round in a circle of hidden counts, up in one and down in the next, none below 0.

Source: Gusfield (1988), SIAM J. Computing 17, 552–571; circles found as cheapest paths, and the
fewest as a 0/1 programme with cuts: Fischetti & Salazar (1999), Mathematical Programming 84,
283–312.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Printed", "exposed", "fewest"]

Places = NDArray[np.intp]
Marks = NDArray[np.bool_]
Vector = NDArray[np.float64]

# How often the programme is solved anew, and how large it may be: beyond, the fewest is not proven.
_ROUNDS = 15
_NODES = 2000
_CELLS = 1500
# A way through counts that are hidden already costs next to nothing.
_FREE = 1e-6


@dataclass(frozen=True, eq=False)
class Printed:
    """Counts as the edges of a graph: each can grow from its tail to its head, and shrink back."""

    counts: NDArray[np.int64]
    tails: Places
    heads: Places
    totals: Marks

    @classmethod
    def of(cls, frame: NDArray[np.int64]) -> "Printed":
        """Return the graph of a frame: totals in the last row, and in the last of more columns."""
        rows, columns = np.indices(frame.shape)
        if frame.shape[1] == 1:
            # One sum of all: what one count gains another loses, and the total gains with them.
            total = rows == frame.shape[0] - 1
            tails, heads = total.astype(int), 1 - total
            return cls(frame.ravel(), tails.ravel(), heads.ravel(), total.ravel())
        below, beside = rows == frame.shape[0] - 1, columns == frame.shape[1] - 1
        ends = rows, frame.shape[0] + columns
        turned = below != beside
        tails, heads = np.where(turned, ends[::-1], ends)
        return cls(frame.ravel(), tails.ravel(), heads.ravel(), (below | beside).ravel())

    @property
    def nodes(self) -> int:
        """How many sums there are."""
        return int(max(self.tails.max(), self.heads.max())) + 1

    @property
    def weights(self) -> NDArray[np.intp]:
        """What hiding each costs: 1, and a total more than all the groups together."""
        return np.where(self.totals, len(self.counts) + 1, 1)

    def weight(self, hidden: Marks) -> int:
        """What hiding these costs."""
        return int(self.weights @ hidden)


def exposed(printed: Printed, hidden: Marks) -> list[int]:
    """Return the hidden counts that have one possible value only, given all that is shown."""
    places: list[int] = np.flatnonzero(hidden).tolist()
    return [cell for cell in places if _barriers(printed, hidden, cell)]


def fewest(printed: Printed, small: Marks) -> tuple[Marks, bool]:
    """Return what to hide so that no small count is exposed, and whether it is proven the fewest.

    Totals are hidden only where nothing else helps; among as few, smaller counts are preferred.
    """
    from scipy.sparse import csr_array, vstack  # type: ignore[import-untyped]

    best = _closed(printed, small)
    if len(small) > _CELLS or not (best & ~small).any():
        return best, not (best & ~small).any()
    rows, cuts = csr_array(_beside(printed)), 0
    for _ in range(_ROUNDS):
        least = np.repeat([0.0, 1.0], [2 * len(small), cuts])
        bound = _solved(printed, small, rows, least)
        if bound is None:
            break
        best = min(best, _closed(printed, bound, small), key=printed.weight)
        if printed.weight(bound) == printed.weight(best):
            return best, True
        more = _cuts(printed, small, bound)
        rows, cuts = vstack([rows, csr_array(np.array(more))]), cuts + len(more)
    return best, False


def _barriers(printed: Printed, hidden: Marks, cell: int) -> list[Marks]:
    """Return none if a count is safe, else the nodes reached on each way that might change it."""
    found = []
    for start, goal in _ways(printed, cell):
        others = hidden.copy()
        others[cell] = False
        reached = _reached(printed, others, start)
        if reached[goal]:
            return []
        found.append(reached)
    return found


def _ways(printed: Printed, cell: int) -> Iterator[tuple[int, int]]:
    """Yield from where to where the rest of the circle has to lead if the count grows, or falls."""
    tail, head = int(printed.tails[cell]), int(printed.heads[cell])
    yield head, tail
    if printed.counts[cell]:
        yield tail, head


def _arcs(printed: Printed, among: Marks) -> tuple[Places, Places, Places]:
    """Return the edges that can be gone along, from where, and to where."""
    up = np.flatnonzero(among)
    down = np.flatnonzero(among & (printed.counts > 0))
    return (
        np.concatenate([up, down]),
        np.concatenate([printed.tails[up], printed.heads[down]]),
        np.concatenate([printed.heads[up], printed.tails[down]]),
    )


def _reached(printed: Printed, among: Marks, start: int) -> Marks:
    _, sources, targets = _arcs(printed, among)
    reached = np.zeros(printed.nodes, dtype=bool)
    reached[start], before = True, 0
    while (now := int(reached.sum())) > before:
        reached[targets[reached[sources]]], before = True, now
    return reached


def _closed(printed: Printed, hidden: Marks, small: Marks | None = None) -> Marks:
    """Hide a cheapest circle for each exposed count, then show again what is not needed for any."""
    small = hidden if small is None else small
    hidden, small_places = hidden.copy(), np.flatnonzero(small).tolist()
    for cell in small_places:
        if _barriers(printed, hidden, cell):
            hidden[_circle(printed, hidden, cell)] = True
    extra = np.flatnonzero(hidden & ~small)
    order = np.lexsort((printed.counts[extra], printed.totals[extra]))
    for cell in extra[order[::-1]]:
        hidden[cell] = False
        hidden[cell] = any(_barriers(printed, hidden, one) for one in small_places)
    return hidden


def _circle(printed: Printed, hidden: Marks, cell: int) -> list[int]:
    cheap = printed.counts / (printed.counts.sum() + 1.0)
    prices = np.where(hidden, _FREE, printed.weights + cheap)
    found = [_cheapest(printed, prices, cell, *way) for way in _ways(printed, cell)]
    return min(found, key=lambda path: float(prices[path].sum()))


def _cheapest(printed: Printed, prices: Vector, cell: int, start: int, goal: int) -> list[int]:
    """Return the edges of a cheapest path that does not use the cell (Bellman & Ford)."""
    others = np.arange(len(prices)) != cell
    edges, sources, targets = _arcs(printed, others)
    distance = np.full(printed.nodes, np.inf)
    distance[start], before = 0, None
    while before is None or not np.array_equal(distance, before):
        before = distance.copy()
        np.minimum.at(distance, targets, before[sources] + prices[edges])
    path = []
    while goal != start:
        last = np.flatnonzero(
            (targets == goal) & (distance[sources] + prices[edges] == distance[goal])
        )[0]
        path.append(int(edges[last]))
        goal = int(sources[last])
    return path


def _beside(printed: Printed) -> Vector:
    """Return the first rows of the programme: what is hidden needs company in both of its sums.

    A count of 0 can only grow, so that one which can fall, or a total which grows, has to join it.
    """
    tails, heads, many = printed.tails, printed.heads, printed.counts > 0
    falls = many | many[:, None]
    company = np.vstack(
        [
            (tails == heads[:, None]) | ((heads == heads[:, None]) & falls),
            (heads == tails[:, None]) | ((tails == tails[:, None]) & falls),
        ]
    ).astype(float)
    places = np.arange(len(many))
    company[places, places] = company[len(many) + places, places] = -1
    return company


def _cuts(printed: Printed, small: Marks, hidden: Marks) -> list[Marks]:
    """Return a row for each exposed count: one that leads out of a barrier has to be hidden."""
    rows = []
    for cell in np.flatnonzero(small).tolist():
        leading = np.zeros(len(small), dtype=bool)
        for inside in _barriers(printed, hidden, cell):
            tails, heads = inside[printed.tails], inside[printed.heads]
            leading |= (tails & ~heads) | (heads & ~tails & (printed.counts > 0))
        leading[cell] = False
        if leading.any():
            rows.append(leading)
    return rows


def _solved(printed: Printed, small: Marks, rows: Any, least: Vector) -> Marks | None:
    from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

    found = milp(
        printed.weights,
        integrality=1,
        bounds=Bounds(small, 1),
        constraints=LinearConstraint(rows, least, np.inf),
        options={"mip_rel_gap": 0, "node_limit": _NODES},
    )
    return np.asarray(found.x > 0.5) if found.status == 0 else None
