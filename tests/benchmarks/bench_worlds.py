"""The best affordable of 500 initiatives and the same in 20 worlds, against that set alone.

Each world has limits of its own, from 30% less to 20% more. The set is proven; those of the worlds
may fall short of the best by a thousandth, as worlds are guesses, and each says by how much.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from tests.benchmarks.bench_choose import Problem
from tests.benchmarks.compare import Comparison, Promise, compare
from workbook.methods.portfolio import Choice, choose_each

PROMISE = Promise("A set out of 500, and 20 worlds", "that set alone", target=10, runs=1)
INITIATIVES, PREREQUISITES, EXCLUSIONS, WORLDS, PORTFOLIOS = 500, 100, 20, 20, 2


def measure() -> Comparison:
    """Choose from every portfolio with and without its worlds."""
    asked = list(problems())

    def ours() -> None:
        for problem, worlds in asked:
            problem.ours()
            in_worlds(problem, worlds)

    def plain() -> None:
        for problem, _ in asked:
            problem.ours()

    for problem, worlds in asked:
        if not all(each.falls_short <= 0.001 for each in in_worlds(problem, worlds)):
            sys.exit("The set of a world falls short by more than was allowed.")
    return compare(PROMISE, ours, plain)


def in_worlds(problem: Problem, worlds: list[list[float]]) -> list[Choice]:
    """Return the set of each world; in each of them there is one."""
    found = choose_each(
        problem.values, problem.costs, worlds, problem.requires, problem.excludes, seconds=None
    )
    return [each for each in found if isinstance(each, Choice)]


def problems() -> Iterator[tuple[Problem, list[list[float]]]]:
    """Yield portfolios with the limits of their worlds; the same ones each time."""
    rng = np.random.default_rng(12)
    for _ in range(PORTFOLIOS):
        cash = np.round(rng.uniform(200, 20_000, INITIATIVES), -2)
        hours = rng.integers(5, 200, INITIATIVES)
        owner = np.minimum(hours, rng.integers(0, 40, INITIATIVES))
        costs = np.array([cash, hours, owner], dtype=float)
        limits = np.floor(costs.sum(axis=1) * rng.uniform(0.3, 0.5, 3))
        pairs = rng.permutation(INITIATIVES)[: 2 * (PREREQUISITES + EXCLUSIONS)].reshape(-1, 2)
        rules = [(int(a), int(b)) for a, b in pairs]
        values = rng.integers(1, 101, INITIATIVES).astype(float)
        problem = Problem(values.tolist(), costs.tolist(), limits.tolist())
        worlds = np.floor(limits * rng.uniform(0.7, 1.2, (WORLDS, 3))).tolist()
        yield (
            replace(problem, requires=rules[:PREREQUISITES], excludes=rules[PREREQUISITES:]),
            worlds,
        )
