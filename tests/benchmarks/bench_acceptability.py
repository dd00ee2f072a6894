"""How sure an order of options is, against the same draws in straightforward NumPy."""

import sys

import numpy as np

from tests.benchmarks.compare import Comparison, Promise, compare
from workbook.methods.ranking import acceptability

PROMISE = Promise("Ranks of 20 options", "NumPy: Dirichlet, @, argsort twice", target=0.99, runs=15)
OPTIONS, CRITERIA, DRAWS = 20, 8, 100_000


def measure() -> Comparison:
    """Draw weights and rank all options with each, both ways; first, both have to agree."""
    values = np.random.default_rng(1).random((OPTIONS, CRITERIA))

    def ours() -> np.ndarray:
        return acceptability(values, draws=DRAWS).rank_probability

    def plain() -> np.ndarray:
        weights = np.random.default_rng(0).dirichlet(np.ones(CRITERIA), size=DRAWS)
        utilities = weights @ values.T
        ranks = np.argsort(np.argsort(-utilities, axis=1), axis=1)
        # The rest of the answer: the mean of the weights that put an option first, who beats whom.
        for option, each in enumerate(ranks.T):
            weights[each == 0].sum(axis=0)
            (utilities[:, [option]] > utilities).mean(axis=0)
        return np.array([np.bincount(each, minlength=OPTIONS) for each in ranks.T]) / DRAWS

    # Shares from different draws differ by chance: five standard errors are beyond it.
    if np.abs(ours() - plain()).max() > 5 * np.sqrt(0.5 / DRAWS):
        sys.exit("The two ways to rank the options do not agree.")
    return compare(PROMISE, ours, plain)
