"""The best of a 0/1 programme, quick for a few hundred initiatives: it looks near the bound."""

import math
import time
from dataclasses import dataclass, field

import numpy as np

from workbook.methods.programme import (
    INFEASIBLE,
    Programme,
    Vector,
    halves,
    nearest,
    power,
    relaxation,
    scaled,
)

__all__ = ["Found", "better"]

WIDTHS = (1_000, 20_000)
# What is not settled in so many parts is quicker by branch and bound.
PARTS = 40


@dataclass(frozen=True, eq=False)
class Found:
    """A best x, or None where there is none, and `most`: no x is worth more by a step or more."""

    x: Vector | None
    most: float


def better(programme: Programme, than: float = -math.inf, seconds: float | None = None) -> Found:
    """Return a best x whose value exceeds `than`; after so many seconds, the best so far.

    With any prices u ≥ 0 for the rows, d = values − u·rows and s = limits − rows·x, the value of x
    is bound − Σ |d(j)| over each x(j) unlike the relaxed optimum − Σ u(i)·s(i). The dual prices of
    the linear relaxation (`scipy.optimize.linprog`, HiGHS) make the bound tight, so that a best x
    is among the few that lose least against it: these are listed, all at a time, until no other
    can be better. Where they are too many, the most doubtful x(j) is tried as 0 and as 1. The
    solver gives prices only, and the identity holds for any: the optimum does not depend on its
    tolerances. Where this leads into too many parts, as it may where all are worth what they cost
    and a constant, branch and bound takes over (`scipy.optimize.milp`, HiGHS, no gap accepted),
    and what it finds is held against the rows.

    Source: Boussier, Vasquez, Vimont, Hanafi and Michelon (2010), A Multi-Level Search Strategy
    for the 0–1 Multidimensional Knapsack Problem, Discrete Applied Mathematics 158, 97–109, who
    search in the same order, by decreasing |d|, with other strategies.
    """
    unit = power(programme.values)
    end = math.inf if seconds is None else time.monotonic() + seconds
    search = _Search(scaled(programme, unit), programme.step / unit, than / unit, end)
    most = search.most()
    return Found(search.x, unit * max(most, search.than))


@dataclass
class _Search:
    """The best x so far and its value, and how long to look on for one better by a step."""

    programme: Programme
    step: float
    than: float
    end: float
    x: Vector | None = None
    parts: int = field(default_factory=lambda: PARTS)

    def most(self) -> float:
        """Look for the best; return the most that what was not looked at may be worth."""
        if self.sees(self.programme):
            return -math.inf
        most = self.branches()
        # What keeps the rows by the solver's tolerance only is looked for in our own way.
        self.parts = 10**9
        return -math.inf if most is None and self.sees(self.programme) else self.bound(most)

    def bound(self, most: float | None) -> float:
        relaxed = relaxation(self.programme)
        alone = -math.inf if relaxed is None else relaxed.bound
        return alone if most is None else min(alone, most)

    def sees(self, programme: Programme) -> bool:
        """Return whether all of the programme could be looked at."""
        relaxed = relaxation(programme)
        if relaxed is None:
            return True
        for width in WIDTHS:
            x, others = nearest(relaxed, self.than + self.step, width)
            self.take(x)
            if np.isinf(others) or others < self.than + self.step:
                return True
        self.parts -= 1
        if self.parts < 0 or time.monotonic() > self.end:
            return False
        return all(self.sees(half) for half in halves(relaxed))

    def take(self, x: Vector | None) -> bool:
        if x is None or np.any(self.programme.rows @ x > self.programme.room):
            return False
        value = float(self.programme.values @ x)
        if value > self.than:
            self.x, self.than = x, value
        return True

    def branches(self) -> float | None:
        """Return the most that is left by branch and bound, or None where it does not say."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]

        seconds = self.end - time.monotonic()
        if seconds <= 0:
            return None
        programme = self.programme
        if self.than > -math.inf:
            programme = programme.with_row(-programme.values, -self.than - self.step)
        found = milp(
            -programme.values,
            integrality=1,
            bounds=Bounds(programme.low, programme.high),
            constraints=LinearConstraint(programme.rows, -np.inf, programme.limits),
            options={"mip_rel_gap": 0} | ({} if seconds == math.inf else {"time_limit": seconds}),
        )
        if found.status == INFEASIBLE:
            return -math.inf
        kept = self.take(None if found.x is None else np.round(found.x))
        if found.status == 0:
            return -math.inf if kept else None
        return -found.mip_dual_bound if found.mip_dual_bound is not None else None
