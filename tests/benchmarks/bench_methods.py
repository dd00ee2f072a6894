"""Methods on more figures than a firm has, each against what SciPy or NumPy do in plain code."""

import sys

import numpy as np
from scipy.optimize import linprog
from scipy.stats import kendalltau

from tests.benchmarks.compare import Comparison, Promise, compare
from workbook.methods.disclosure import Printed, exposed
from workbook.methods.survey import suppress
from workbook.methods.trend import mann_kendall

HIDDEN = Promise("Hide groups of 30 × 12", "only the audit, a linprog a count", target=1, runs=3)
TREND = Promise("Trend of 5,000 points", "NumPy: all pairs at once, median", target=0.5, runs=3)


def measure() -> list[Comparison]:
    """Return both comparisons; first, the two ways have to agree."""
    return [small_groups(), long_trend()]


def small_groups() -> Comparison:
    """Hide small groups, against no more than finding out whether they are hidden well."""
    rng = np.random.default_rng(2)
    counts = rng.poisson(rng.gamma(3, 5, (30, 12)))
    tall = np.vstack([counts, counts.sum(axis=0)])
    frame = np.column_stack([tall, tall.sum(axis=1)])
    small = frame < 5

    def ours() -> object:
        return suppress(counts.tolist())

    def plain() -> list[int]:
        return audited(frame, small)

    if exposed(Printed.of(frame), small.ravel()) != plain():
        sys.exit("The two ways to find what can be worked out do not agree.")
    return compare(HIDDEN, ours, plain)


def audited(frame: np.ndarray, hidden: np.ndarray) -> list[int]:
    """Return the hidden counts with one possible value, by a linear programme for each end."""
    grid, places = np.arange(frame.size).reshape(frame.shape), np.flatnonzero(hidden)
    sums = np.zeros((sum(frame.shape), frame.size))
    for row, line in zip(sums, [*grid, *grid.T], strict=True):
        row[line], row[line[-1]] = 1, -1
    right = -sums[:, ~hidden.ravel()] @ frame[~hidden]
    found = []
    for goal, place in zip(np.eye(len(places)), places.tolist(), strict=True):
        ends = [linprog(sign * goal, A_eq=sums[:, places], b_eq=right) for sign in (1, -1)]
        if ends[1].status == 0 and -ends[1].fun - ends[0].fun < 0.5:
            found.append(place)
    return found


def long_trend() -> Comparison:
    """Test a long series for a trend, lag by lag, against all of its pairs in a row."""
    series = np.random.default_rng(3).normal(size=5_000)

    def ours() -> float:
        return mann_kendall(series).sen_slope

    def plain() -> float:
        earlier, later = np.triu_indices(len(series), 1)
        kendalltau(np.arange(len(series)), series)
        return float(np.median((series[later] - series[earlier]) / (later - earlier)))

    if not np.isclose(ours(), plain()):
        sys.exit("The two ways to the median slope do not agree.")
    return compare(TREND, ours, plain)
