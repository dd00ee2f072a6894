"""The best affordable of 200 initiatives under 5 limits, against one plain solve by PuLP.

The figures are those of plain portfolios: whole numbers, of which the values have nothing or
something to do with the costs, and money with pence, each without and with rules. Both ways find
the best set and prove it; the price of one more is not asked for. Some portfolios are quicker by
the plain way, and the sum over all of them decides. Where the value of each initiative is its
cost within a few per cent, any exact way can take minutes: such figures are not measured.
"""

import math
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pulp

from tests.benchmarks.compare import Comparison, Promise, compare
from workbook.methods.portfolio import choose

PROMISE = Promise("18 portfolios out of 200", "one PuLP/CBC solve, gapRel=0", target=0.99, runs=3)
INITIATIVES, LIMITS, RULES, OF_EACH_KIND = 200, 5, 10, 3


@dataclass(frozen=True)
class Problem:
    """What `choose` is asked."""

    values: list[float]
    costs: list[list[float]]
    limits: list[float]
    requires: list[tuple[int, int]] = field(default_factory=list)
    excludes: list[tuple[int, int]] = field(default_factory=list)

    def ours(self) -> float:
        """Return the value of the best set by the workbook."""
        return choose(self.values, self.costs, self.limits, self.requires, self.excludes).value

    def plain(self) -> float:
        """Return it by PuLP and the solver that comes with it."""
        problem = pulp.LpProblem("portfolio", pulp.LpMaximize)
        x = [pulp.LpVariable(f"x{i}", cat="Binary") for i in range(len(self.values))]
        problem += pulp.lpDot(self.values, x)
        for row, limit in zip(self.costs, self.limits, strict=True):
            problem += pulp.lpDot(row, x) <= limit
        for child, parent in self.requires:
            problem += x[child] <= x[parent]
        for a, b in self.excludes:
            problem += x[a] + x[b] <= 1
        problem.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=0))
        return float(pulp.value(problem.objective))


def measure() -> Comparison:
    """Choose from every portfolio both ways; first, both have to agree."""
    asked = list(problems())

    def ours() -> list[float]:
        return [problem.ours() for problem in asked]

    def plain() -> list[float]:
        return [problem.plain() for problem in asked]

    with warnings.catch_warnings():
        # PuLP announces its fourth version with each variable.
        warnings.simplefilter("ignore", DeprecationWarning)
        agreed = zip(ours(), plain(), strict=True)
        if not all(math.isclose(a, b, rel_tol=1e-9) for a, b in agreed):
            sys.exit("The two ways to choose initiatives do not agree.")
        return compare(PROMISE, ours, plain)


def problems() -> Iterator[Problem]:
    """Yield portfolios of every kind, without and with rules; the same ones each time."""
    rng = np.random.default_rng(4)
    for figures in (independent, tied_to_cost, money) * OF_EACH_KIND:
        values, costs = figures(rng)
        limits = np.floor(costs.sum(axis=1) * rng.uniform(1 / 3, 1 / 2, LIMITS))
        plain = values.tolist(), costs.tolist(), limits.tolist()
        yield Problem(*plain)
        pairs = rng.permutation(INITIATIVES)[: 4 * RULES].reshape(-1, 2).tolist()
        rules = [(int(a), int(b)) for a, b in pairs]
        yield Problem(*plain, requires=rules[:RULES], excludes=rules[RULES:])


def independent(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Values and costs are whole numbers from 1 to 100 that have nothing to do with each other."""
    return rng.integers(1, 101, INITIATIVES), rng.integers(1, 101, (LIMITS, INITIATIVES))


def tied_to_cost(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The value of each is its mean cost, give or take up to 40, and at least 1."""
    costs = rng.integers(1, 101, (LIMITS, INITIATIVES))
    values = np.round(costs.mean(axis=0)) + rng.integers(-40, 41, INITIATIVES)
    return np.maximum(values, 1), costs


def money(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Values and costs are pounds and pence, in the thousands."""
    costs = np.round(rng.uniform(500, 50_000, (LIMITS, INITIATIVES)), 2)
    return np.round(rng.uniform(1_000, 100_000, INITIATIVES), 2), costs
