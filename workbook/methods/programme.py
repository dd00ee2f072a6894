"""A 0/1 programme, its linear relaxation, and what is worth most near the bound of that."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbook.errors import MethodError

__all__ = [
    "INFEASIBLE",
    "Programme",
    "Vector",
    "every",
    "halves",
    "nearest",
    "power",
    "relaxation",
    "scaled",
]

Vector = NDArray[np.float64]

DUST = 1e-12
# Figures up to this one tell hundredths apart after any sum of a few hundred of them.
LARGEST = 1e9
INFEASIBLE = 2


@dataclass(frozen=True, eq=False)
class Programme:
    """Maximise values·x over x in {0, 1}ⁿ with low ≤ x ≤ high and rows·x ≤ limits.

    `values`, `low` and `high` hold n figures, `rows` is m × n, `limits` holds m. A row is kept if
    it is exceeded by no more than rounding: a 10⁻¹² of the size of its figures.
    """

    values: Vector
    rows: Vector
    limits: Vector
    low: Vector = field(default_factory=lambda: np.empty(0))
    high: Vector = field(default_factory=lambda: np.empty(0))

    def with_row(self, row: Vector, limit: float) -> "Programme":
        """Return the same programme under one more row."""
        return replace(self, rows=np.vstack([self.rows, row]), limits=np.append(self.limits, limit))

    @property
    def undecided(self) -> NDArray[np.intp]:
        """The places of each x that may be 0 or 1."""
        return np.flatnonzero(self.low < self.high)

    @property
    def room(self) -> Vector:
        """The limits, with room for rounding."""
        size: Vector = np.abs(self.rows).sum(axis=1) + np.abs(self.limits)
        return self.limits + DUST * size

    @property
    def step(self) -> float:
        """A little less than the least by which one value can exceed another.

        Values in hundredths, such as money, differ by their greatest common divisor at least.
        """
        cents = 100 * self.values
        size = float(np.abs(cents).sum())
        if size < LARGEST and np.allclose(cents, np.round(cents), rtol=1e-15, atol=0):
            return 0.0099 * float(np.gcd.reduce(np.round(cents).astype(np.int64)))
        return DUST * size / 100


@dataclass(frozen=True, eq=False)
class Relaxed:
    """The Lagrangian relaxation: each row may be exceeded, at a price for each unit.

    Its optimum is `start`, with a `reduced` value for each x; `bound` is its value. `doubtful` is
    the x nearest to a half where initiatives can be split.
    """

    programme: Programme
    prices: Vector
    reduced: Vector
    start: Vector
    bound: float
    doubtful: int


def halves(relaxed: Relaxed) -> list[Programme]:
    """Return the programme with the doubtful x fixed as it is in the relaxed optimum, and not."""
    fixed = np.arange(len(relaxed.start)) == relaxed.doubtful
    return [
        replace(
            relaxed.programme,
            low=np.where(fixed, x, relaxed.programme.low),
            high=np.where(fixed, x, relaxed.programme.high),
        )
        for x in (relaxed.start, 1 - relaxed.start)
    ]


def every(programme: Programme) -> Vector:
    """Return every x that keeps the rows, a row each, and what is worth most comes first."""
    undecided = programme.undecided
    sets = np.tile(programme.low, (2 ** len(undecided), 1))
    sets[:, undecided] = np.arange(len(sets))[:, None] >> np.arange(len(undecided)) & 1
    kept = sets[np.all(sets @ programme.rows.T <= programme.room, axis=1)]
    return kept[np.argsort(-(kept @ programme.values), kind="stable")]


def relaxation(programme: Programme) -> Relaxed | None:
    """Return the optimum where initiatives can be split, or None where nothing keeps the rows."""
    from scipy.optimize import linprog  # type: ignore[import-untyped]

    found = linprog(
        -programme.values,
        A_ub=programme.rows,
        b_ub=programme.limits,
        bounds=np.column_stack([programme.low, programme.high]),
        method="highs",
    )
    if found.status == INFEASIBLE:
        return None
    if found.status != 0:
        raise MethodError("No best set could be computed from these figures; check their size.")
    prices = np.maximum(-found.ineqlin.marginals, 0)
    reduced = programme.values - prices @ programme.rows
    start = np.where(reduced > 0, programme.high, programme.low)
    doubt = np.where(programme.low < programme.high, np.minimum(found.x, 1 - found.x), -1)
    return Relaxed(
        programme=programme,
        prices=prices,
        reduced=reduced,
        start=start,
        bound=float(prices @ programme.limits + reduced @ start),
        doubtful=int(np.argmax(doubt)),
    )


def nearest(relaxed: Relaxed, least: float, width: int) -> tuple[Vector | None, float]:
    """Return the best x worth `least` or more among the `width` nearest to the bound.

    With it comes the most that any x left out can be worth.
    """
    most, loss = relaxed.bound - least, np.abs(relaxed.reduced)
    undecided = relaxed.programme.undecided
    free = undecided[loss[undecided] <= most]
    free = free[np.argsort(-loss[free], kind="stable")]
    prices, left, dust, swing = _binding(relaxed, free)
    lowest, highest = _to_come(np.minimum(swing, 0)), _to_come(np.maximum(swing, 0))
    # A column for each set begun: what it uses of each row, and what it loses against the bound.
    used, lost = np.zeros((len(left), 1)), np.zeros(1)
    covered, steps = np.inf, []
    priced, touched = np.flatnonzero(prices), np.arange(len(left))
    for t in range(len(free) + 1):
        slack = (left - highest[:, [t]])[priced] - used[priced]
        short = lost + prices[priced] @ np.maximum(slack, 0)
        fits = np.all(used[touched] <= (left + dust - lowest[:, [t]])[touched], axis=0)
        kept = np.flatnonzero(fits & (short <= most))
        if len(kept) > width:
            kept = kept[np.argpartition(short[kept], width)]
            covered = min(covered, short[kept[width]])
            kept = kept[:width]
        used, lost, short = used[:, kept], lost[kept], short[kept]
        steps.append(kept)
        if t < len(free):
            touched = np.flatnonzero(swing[:, t])
            used = np.hstack([used, used + swing[:, [t]]])
            lost = np.concatenate([lost, lost + loss[free[t]]])
    others = relaxed.bound - covered
    if not len(short):
        return None, others
    return _traced(relaxed.start, free, steps, int(np.argmin(short))), others


def _binding(relaxed: Relaxed, free: NDArray[np.intp]) -> tuple[Vector, Vector, Vector, Vector]:
    """Return price, room left, rounding and changes for each row that has a price or can break."""
    programme = relaxed.programme
    left = programme.limits - programme.rows @ relaxed.start
    dust = programme.room - programme.limits
    swing = programme.rows[:, free] * (1 - 2 * relaxed.start[free])
    binding = (relaxed.prices > 0) | (np.maximum(swing, 0).sum(axis=1) > left + dust)
    columns = left[binding, None], dust[binding, None]
    return relaxed.prices[binding], *columns, swing[binding]


def _traced(start: Vector, free: NDArray[np.intp], steps: list[Any], end: int) -> Vector:
    """Go back from a set to the start, and change each x(j) that was changed on the way."""
    x = start.copy()
    for j, before, after in zip(free[::-1], steps[-2::-1], steps[:0:-1], strict=True):
        changed, end = divmod(int(after[end]), len(before))
        x[j] = 1 - x[j] if changed else x[j]
    return x


def _to_come(swing: Vector) -> Vector:
    """Return what the changes from each one on can add up to, a column more than changes."""
    sums = np.cumsum(swing[:, ::-1], axis=1)[:, ::-1]
    return np.hstack([sums, np.zeros((len(swing), 1))])


def scaled(programme: Programme, unit: float) -> Programme:
    """Bring values and rows to about 1,000, where the solver's absolute tolerances are small."""
    units = np.array([power(row) for row in programme.rows])
    return replace(
        programme,
        values=programme.values / unit,
        rows=programme.rows / units[:, None],
        limits=programme.limits / units,
    )


def power(figures: Vector) -> float:
    """Return about a thousandth of the largest, a power of two: dividing by it is exact."""
    largest = float(np.abs(figures).max(initial=0))
    return 2.0 ** (np.frexp(largest)[1] - 10) if largest else 1.0
