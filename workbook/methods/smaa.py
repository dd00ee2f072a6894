"""How sure an order of options is while the weights are not known (offered by `ranking`)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbook.errors import MethodError
from workbook.methods.checks import number_of, seed_of, whole_of
from workbook.methods.tables import TIE, Figures, table_of, weights_of

__all__ = ["Acceptability", "acceptability"]

_BLOCK = 8192
_USUAL_SPREAD = 0.2
_FEW_DRAWS = 1000


@dataclass(frozen=True, eq=False)
class Acceptability:
    """How often each of the options takes each rank when the weights are not known for sure.

    `rank_probability` is options × ranks, the best rank first, each row adding up to 1; tied
    options share the better rank. `central_weights` holds for each option the mean of the weights
    that put it first, or None where none do. `draws` is 0 where the figures are exact.
    """

    rank_probability: Figures
    central_weights: tuple[tuple[float, ...] | None, ...]
    draws: int
    variant: str
    caveat: str


def acceptability(
    values: ArrayLike,
    weights: ArrayLike | None = None,
    spread: float | None = None,
    draws: int = 10_000,
    seed: int = 0,
) -> Acceptability:
    """Return bᵢʳ, the share of all weights with which Σⱼ wⱼ·vᵢⱼ puts option i at rank r (SMAA-2).

    Without given weights every set of weights (0 or more, adding up to 1) is equally likely: they
    are drawn from Dirichlet(1, …, 1), and with two criteria the shares are computed exactly
    instead. Around given weights they are drawn from the Dirichlet distribution that has them as
    its mean and spread·√(w·(1 − w)) as the standard deviation of a weight w.

    Args:
        values: options × criteria on one scale where more is better (`ranking.common_scale`).
        weights: one a criterion, 0 or more, not all 0; divided by their sum.
        spread: how unsure the given weights are, from 0 (certain) to below 1; 0.2 if None.
        draws: how many sets of weights to draw, at least 1.
        seed: of the random numbers: the same seed gives the same shares.

    Raises:
        MethodError: no options, a missing value, weights that are negative, all 0 or too few, a
            spread outside its range or without weights, or no draws.

    Source: Lahdelma & Salminen (2001), Operations Research 49, 444–454.

    >>> found = acceptability([[1, 0], [0.6, 0.6], [0, 1]])
    >>> found.rank_probability.round(3)
    array([[0.4, 0.1, 0.5],
           [0.2, 0.8, 0. ],
           [0.4, 0.1, 0.5]])
    >>> [round(weight, 3) for weight in found.central_weights[0]], found.variant
    ([0.8, 0.2], 'all weights equally likely, exact')
    """
    table = table_of(values)
    draws, seed = whole_of("draws", draws), seed_of(seed)
    if draws < 1:
        raise MethodError("At least one set of weights has to be drawn.")
    if weights is None and spread is not None:
        raise MethodError("A spread needs the weights that it is around.")
    criteria = table.shape[1]
    if weights is None and criteria <= 2:
        sets, shares = _every_order(table)
        return _accepted(table, sets, shares, 0, "all weights equally likely, exact")
    rng = np.random.default_rng(seed)
    if weights is None:
        sets, variant = _uniform(rng, draws, criteria), "all weights equally likely"
    else:
        reach = _USUAL_SPREAD if spread is None else number_of("spread", spread)
        sets = _around(rng, draws, weights_of(weights, criteria), reach)
        variant = f"around the given weights, spread {reach:g}"
    return _accepted(table, sets, np.full(draws, 1 / draws), draws, variant)


def _uniform(rng: np.random.Generator, draws: int, criteria: int) -> Figures:
    # Exponentials divided by their sum are Dirichlet(1, …, 1); uniform draws would not be.
    sets = rng.standard_exponential((draws, criteria))
    sets /= sets.sum(axis=1, keepdims=True)
    return sets


def _around(rng: np.random.Generator, draws: int, weights: Figures, spread: float) -> Figures:
    if not 0 <= spread < 1:
        raise MethodError("The spread of the weights is from 0 to below 1.")
    shares = weights / weights.sum()
    sets = np.tile(shares, (draws, 1))
    if spread > 0:
        used = shares > 0
        sets[:, used] = rng.dirichlet(shares[used] * (spread**-2 - 1), size=draws)
    return sets


def _every_order(table: Figures) -> tuple[Figures, Figures]:
    """Return one set of weights for each stretch in which no two options change places.

    With it comes the length of the stretch. The set is its middle, so that the mean weighted with
    the lengths is the mean over all weights.
    """
    if table.shape[1] == 1:
        return np.ones((1, 1)), np.ones(1)
    ahead_at_1, ahead_at_0 = (np.subtract.outer(column, column) for column in table.T)
    change = ahead_at_0 * ahead_at_1 < 0
    ends = np.unique([0, 1, *(ahead_at_0[change] / (ahead_at_0[change] - ahead_at_1[change]))])
    middles = (ends[:-1] + ends[1:]) / 2
    return np.column_stack([middles, 1 - middles]), np.diff(ends)


def _accepted(
    table: Figures, sets: Figures, shares: Figures, draws: int, variant: str
) -> Acceptability:
    better = _better(table, sets)
    n = len(table)
    rows = [np.bincount(row, weights=shares, minlength=n) for row in better]
    probability: Figures = np.array(rows, dtype=np.float64)
    probability /= probability.sum(axis=1, keepdims=True)
    probability.flags.writeable = False
    return Acceptability(
        rank_probability=probability,
        central_weights=tuple(_centre(sets, shares, row == 0) for row in better),
        draws=draws,
        variant=variant,
        caveat=_few(draws),
    )


def _better(table: Figures, sets: Figures) -> NDArray[np.unsignedinteger[Any]]:
    """Return how many options beat each one, options × sets of weights."""
    n = len(table)
    dust = TIE * float(np.abs(table).max())
    better = np.zeros((n, len(sets)), dtype=np.min_scalar_type(n))
    # Block by block the utilities stay in the processor's cache.
    for start in range(0, len(sets), _BLOCK):
        block = slice(start, start + _BLOCK)
        utilities = table @ sets[block].T
        counts = better[:, block]
        for i in range(n - 1):
            others = utilities[i + 1 :]
            counts[i] += (others > utilities[i] + dust).sum(axis=0, dtype=better.dtype)
            counts[i + 1 :] += others < utilities[i] - dust
    return better


def _centre(sets: Figures, shares: Figures, first: NDArray[np.bool_]) -> tuple[float, ...] | None:
    mass = shares[first]
    if not mass.sum() > 0:
        return None
    return tuple((mass @ sets[first] / mass.sum()).tolist())


def _few(draws: int) -> str:
    if not 0 < draws < _FEW_DRAWS:
        return ""
    margin = 100 / np.sqrt(draws)
    return f"From {draws} draws a share is good to about ± {margin:.0f} percentage points only."
