"""The best of a 0/1 programme, quick for a few hundred initiatives: it looks near the bound."""

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from workbook.methods.programme import (
    INFEASIBLE,
    Programme,
    Vector,
    every,
    halves,
    nearest,
    power,
    relaxation,
    scaled,
)

__all__ = ["Found", "better"]

# So few initiatives have no more sets than can be tried at once.
FEW = 10
# The first is quick, and what it finds keeps the others short.
WIDTHS = (100, 2_000, 20_000)
# How near to the bound a first set is looked for, as a share of it: in a small part of all sets.
HOPES = (0.0005, 0.004)
# What is not settled in so many parts is quicker by branch and bound.
PARTS = 40


@dataclass(frozen=True, eq=False)
class Found:
    """A best x, or None where there is none, and `most`: no x is worth more by a step or more."""

    x: Vector | None
    most: float


def better(
    programme: Programme,
    than: float = -math.inf,
    seconds: float | None = None,
    within: float = 0,
    known: Iterable[Vector] = (),
) -> Found:
    """Return a best x whose value exceeds `than`; after so many seconds, the best so far.

    One that may fall short of the best by a share `within` of its own value is good enough. Sets
    that are `known` and keep the rows make the search shorter, and may be what it returns.

    With any prices u ≥ 0 for the rows, d = values − u·rows and s = limits − rows·x, the value of x
    is bound − Σ |d(j)| over each x(j) unlike the relaxed optimum − Σ u(i)·s(i). The dual prices of
    the linear relaxation (`scipy.optimize.linprog`, HiGHS) make the bound tight, so that a best x
    is among the few that lose least against it: these are listed, all at a time, until no other
    can be better. Where they are too many, the most doubtful x(j) is tried as 0 and as 1. The
    solver gives prices only, and the identity holds for any: the optimum does not depend on its
    tolerances. Where this leads into too many parts, as it may where all are worth what they cost
    and a constant, branch and bound takes over (`scipy.optimize.milp`, HiGHS, no gap accepted),
    and what it finds is held against the rows. Of a few initiatives each set is tried, which needs
    no solver.

    Source: Boussier, Vasquez, Vimont, Hanafi and Michelon (2010), A Multi-Level Search Strategy
    for the 0–1 Multidimensional Knapsack Problem, Discrete Applied Mathematics 158, 97–109, who
    search in the same order, by decreasing |d|, with other strategies.
    """
    unit = power(programme.values)
    end = math.inf if seconds is None else time.monotonic() + seconds
    search = _Search(scaled(programme, unit), programme.step / unit, than / unit, end, within)
    for x in known:
        search.take(x)
    most = search.most()
    return Found(search.x, unit * max(most, search.than))


@dataclass
class _Search:
    """The best x so far and its value, and how long to look on for one better by a step.

    `passed_over` is the most that may be worth what was near enough to it to be left.
    """

    programme: Programme
    step: float
    than: float
    end: float
    within: float = 0
    x: Vector | None = None
    passed_over: float = -math.inf
    parts: int = field(default_factory=lambda: PARTS)

    def most(self) -> float:
        """Look for the best; return the most that what was not looked at may be worth."""
        if len(self.programme.undecided) <= FEW:
            return self.tries_each()
        if self.sees(self.programme):
            return self.passed_over
        most = self.branches()
        # What keeps the rows by the solver's tolerance only is looked for in our own way.
        self.parts = 10**9
        return self.passed_over if most is None and self.sees(self.programme) else self.bound(most)

    def tries_each(self) -> float:
        """Take the best of all sets there are; nothing is left that was not looked at."""
        for x in every(self.programme)[:1]:
            if self.programme.values @ x >= self.than + self.step:
                self.take(x)
        return -math.inf

    def is_enough(self, others: float) -> bool:
        """Tell whether what is worth so much at most can be left where it is."""
        if self.than == -math.inf:
            return False
        if others < self.than + max(self.step, self.within * abs(self.than)):
            self.passed_over = max(self.passed_over, others)
            return True
        return False

    def bound(self, most: float | None) -> float:
        relaxed = relaxation(self.programme)
        alone = -math.inf if relaxed is None else relaxed.bound
        return alone if most is None else min(alone, most)

    def sees(self, programme: Programme) -> bool:
        """Return whether all of the programme could be looked at."""
        relaxed = relaxation(programme)
        if relaxed is None:
            return True
        for share in HOPES if self.than == -math.inf else ():
            hoped = relaxed.bound - share * abs(relaxed.bound)
            if self.take(nearest(relaxed, hoped, WIDTHS[0])[0]):
                break  # it keeps the search for a better one short
        if self.is_enough(relaxed.bound):
            return True
        for width in WIDTHS:
            if time.monotonic() > self.end or self.is_lost(width):
                return False
            x, others = nearest(relaxed, self.than + self.step, width)
            self.take(x)
            if np.isinf(others) or self.is_enough(others):
                return True
        self.parts -= 1
        if self.parts < 0 or time.monotonic() > self.end:
            return False
        return all(self.sees(half) for half in halves(relaxed))

    def is_lost(self, width: int) -> bool:
        """Tell whether a first set is hard to find, which branch and bound does better."""
        return self.than == -math.inf and width > WIDTHS[0] and self.parts <= PARTS

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
            options={"mip_rel_gap": self.within}
            | ({} if seconds == math.inf else {"time_limit": seconds}),
        )
        if found.status == INFEASIBLE:
            return -math.inf
        kept = self.take(None if found.x is None else np.round(found.x))
        if found.status == 0 and not self.within:
            return -math.inf if kept else None
        return -found.mip_dual_bound if found.mip_dual_bound is not None else None
