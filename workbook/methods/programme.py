"""An exact 0/1 programme, quick enough for a few hundred initiatives: the core comes first."""

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbook.errors import MethodError

__all__ = ["Programme", "better"]

Vector = NDArray[np.float64]

DUST = 1e-12
CORE = 30
INFEASIBLE = 2


@dataclass(frozen=True, eq=False)
class Programme:
    """Maximise values·x over x in {0, 1}ⁿ with low ≤ x ≤ high and rows·x ≤ limits.

    `values`, `low` and `high` hold n figures, `rows` is m × n, `limits` holds m.
    """

    values: Vector
    rows: Vector
    limits: Vector
    low: Vector = field(default_factory=lambda: np.empty(0))
    high: Vector = field(default_factory=lambda: np.empty(0))

    def with_row(self, row: Vector, limit: float) -> "Programme":
        """Return the same programme under one more row."""
        return replace(self, rows=np.vstack([self.rows, row]), limits=np.append(self.limits, limit))

    def broken(self, x: Vector) -> int | None:
        """Return the first row that x breaks by more than rounding, or None."""
        over = self.rows @ x - self.limits
        dust = DUST * (np.abs(self.rows) @ x + np.abs(self.limits))
        return next((int(i) for i in np.flatnonzero(over > dust)), None)


def better(programme: Programme, than: float = -np.inf) -> Vector | None:
    """Return a best x whose value exceeds `than`, or None where there is none.

    The linear relaxation gives each x its reduced cost d. Only the few with the smallest |d| are
    decided at first (Balas and Zemel 1980, An Algorithm for Large Zero-One Knapsack Problems).
    With the value so found, every x for which bound − |d| is no improvement is fixed, and what
    is left is solved to optimality: the answer is exact.
    """
    found: Vector | None = None
    # A value to beat fixes enough at once.
    for size in (CORE, None) if than == -np.inf else (None,):
        bound, x, reduced = _relaxation(programme)
        if x is None or bound <= than + _dust(programme):
            return found
        slack = np.abs(reduced)
        if size is None:
            free = bound - slack > than + _dust(programme)
        elif len(slack) > 2 * size:
            free = slack <= np.sort(slack)[size]
        else:
            continue
        rest = replace(
            programme,
            low=np.where(free, programme.low, np.round(x)),
            high=np.where(free, programme.high, np.round(x)),
        )
        candidate = _solved(rest)
        if candidate is not None and programme.values @ candidate > than + _dust(programme):
            found, than = candidate, float(programme.values @ candidate)
    return found


def _dust(programme: Programme) -> float:
    return DUST * float(np.abs(programme.values).sum())


def _relaxation(programme: Programme) -> tuple[float, Vector | None, Vector]:
    from scipy.optimize import linprog  # type: ignore[import-untyped]

    scaled, unit = _scaled(programme)
    found = linprog(
        -scaled.values,
        A_ub=scaled.rows,
        b_ub=scaled.limits,
        bounds=np.column_stack([scaled.low, scaled.high]),
        method="highs",
    )
    if found.status == INFEASIBLE:
        return -np.inf, None, np.empty(0)
    _check(found)
    reduced = found.lower.marginals + found.upper.marginals
    # A variable between its bounds is basic and has none; the solver's own tolerance is let in.
    safe = np.maximum(np.abs(reduced) - 1e-6, 0)
    return (-float(found.fun) + 1e-6) * unit, found.x, safe * unit


def _solved(programme: Programme) -> Vector | None:
    """Return an optimum that keeps every row exactly, or None where the rows cannot be kept."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    while True:
        scaled, _ = _scaled(programme)
        found = milp(
            -scaled.values,
            integrality=np.ones(len(scaled.values)),
            bounds=Bounds(scaled.low, scaled.high),
            constraints=LinearConstraint(scaled.rows, -np.inf, scaled.limits),
            options={"mip_rel_gap": 0},
        )
        if found.status == INFEASIBLE:
            return None
        _check(found)
        x: Vector = np.round(found.x)
        row = programme.broken(x)
        if row is None:
            return x
        # The solver keeps rows to its tolerance only: rule out what made this one too heavy.
        costs = programme.rows[row]
        cut = np.where((costs > 0) & (x == 1), 1.0, np.where((costs < 0) & (x == 0), -1.0, 0.0))
        programme = programme.with_row(cut, float((cut > 0).sum()) - 1)


def _check(found: Any) -> None:
    if found.status != 0:
        raise MethodError("No best set could be computed from these figures; check their size.")


def _scaled(programme: Programme) -> tuple[Programme, float]:
    """Bring values and rows to about 1,000, where the solver's absolute tolerances are small."""
    unit = _power(programme.values)
    units = np.array([_power(row) for row in programme.rows])
    scaled = replace(
        programme,
        values=programme.values / unit,
        rows=programme.rows / units[:, None],
        limits=programme.limits / units,
    )
    return scaled, unit


def _power(figures: Vector) -> float:
    # A power of two: dividing by it changes no digit.
    largest = float(np.abs(figures).max(initial=0))
    return 2.0 ** (np.frexp(largest)[1] - 10) if largest else 1.0
