"""How sure an order of options is while the weights are not known (offered by `ranking`)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from workbook.errors import MethodError
from workbook.methods.checks import number_of, seed_of, whole_of
from workbook.methods.tables import TIE, Figures, floats_of, table_of, weights_of

__all__ = ["Acceptability", "acceptability"]

_BLOCK = 8192
_CELLS = 1_000_000
_USUAL_SPREAD = 0.2
_FEW_DRAWS = 1000

Centres = list[tuple[float, ...] | None]


@dataclass(frozen=True, eq=False)
class Acceptability:
    """How often each of the n options takes each rank when weights, or values, are not sure.

    `rank_probability` is options × ranks, the best rank first, each row adding up to 1; tied
    options share the better rank. `central_weights` holds for each option the mean of the weights
    that put it first, or None where none do; `confidence_factor` how often it is first under
    these, or None: 1 where the values are sure, and low where it leads by luck only.
    `pairwise_winning` is options × options: how often the one of the row beats that of the column;
    what is missing from 1 are ties. `draws` is 0 where the figures are exact.
    """

    rank_probability: Figures
    central_weights: tuple[tuple[float, ...] | None, ...]
    pairwise_winning: Figures
    confidence_factor: tuple[float | None, ...]
    draws: int
    variant: str
    caveat: str


def acceptability(  # noqa: PLR0913, PLR0917 -- what is known of values and weights
    values: ArrayLike,
    weights: ArrayLike | None = None,
    spread: float | None = None,
    draws: int = 10_000,
    seed: int = 0,
    doubt: ArrayLike = 0.0,
) -> Acceptability:
    """Return bᵢʳ, the share of all weights with which Σⱼ wⱼ·vᵢⱼ puts option i at rank r (SMAA-2).

    Without given weights every set of weights (0 or more, adding up to 1) is equally likely: they
    are drawn from Dirichlet(1, …, 1), and with two criteria the shares are computed exactly
    instead. Around given weights they are drawn from the Dirichlet distribution that has them as
    its mean and spread·√(w·(1 − w)) as the standard deviation of a weight w. Where the values are
    in doubt, each is drawn too, evenly from v − doubt to v + doubt.

    Args:
        values: options × criteria on one scale where more is better (`ranking.common_scale`).
        weights: one a criterion, 0 or more, not all 0; divided by their sum.
        spread: how unsure the given weights are, from 0 (certain) to below 1; 0.2 if None.
        draws: how many sets of weights to draw, at least 1.
        seed: of the random numbers, 0 or more: the same seed gives the same shares.
        doubt: how far a value may be off, 0 or more, on the scale of the values: one figure for
            all, or as many as there are values.

    Raises:
        MethodError: no options, a missing value, weights that are negative, all 0 or too few, a
            spread outside its range or without weights, a doubt below 0, or no draws.

    Source: Lahdelma & Salminen (2001), Operations Research 49, 444–454; who beats whom: Leskinen,
    Viitanen, Kangas & Kangas (2006), Forest Science 52, 304–312.

    >>> found = acceptability([[1, 0], [0.6, 0.6], [0, 1]])
    >>> found.rank_probability.round(3)
    array([[0.4, 0.1, 0.5],
           [0.2, 0.8, 0. ],
           [0.4, 0.1, 0.5]])
    >>> [round(weight, 3) for weight in found.central_weights[0]], found.variant
    ([0.8, 0.2], 'all weights equally likely, exact')
    >>> found.pairwise_winning.round(3)[0], found.confidence_factor
    (array([0. , 0.4, 0.5]), (1.0, 1.0, 1.0))
    """
    table = table_of(values)
    draws, seed = whole_of("draws", draws, 10**7), seed_of(seed)
    if draws < 1:
        raise MethodError("At least one set of weights has to be drawn.")
    if weights is None and spread is not None:
        raise MethodError("A spread needs the weights that it is around.")
    reach, criteria = _doubt(doubt, table), table.shape[1]
    if weights is None and criteria <= 2 and reach is None:
        return _exact(_Values(table, None, np.random.default_rng(seed)))
    rng = np.random.default_rng(seed)
    if weights is None:
        sets, variant = _uniform(rng, draws, criteria), "all weights equally likely"
    else:
        width = _USUAL_SPREAD if spread is None else number_of("spread", spread)
        sets = _around(rng, draws, weights_of(weights, criteria), width)
        variant = f"around the given weights, spread {width:g}"
    if reach is not None:
        variant += ", values in doubt"
    return _drawn(_Values(table, reach, rng), sets, variant)


def _doubt(doubt: ArrayLike, table: Figures) -> Figures | None:
    reach = floats_of(doubt)
    if reach.shape not in ((), table.shape):
        raise MethodError("The doubt is one figure for all values, or one for each of them.")
    if not (np.all(np.isfinite(reach)) and np.all(reach >= 0)):
        raise MethodError("The doubt about a value has to be a number of 0 or more.")
    return np.broadcast_to(reach, table.shape) if reach.any() else None


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
    # Below a millionth the weights are as good as certain.
    if spread > 1e-6:
        used = shares > 0
        sets[:, used] = rng.dirichlet(shares[used] * (spread**-2 - 1), size=draws)
    return sets


@dataclass(frozen=True, eq=False)
class _Values:
    """Options × criteria, and how far each may be off: not at all where `reach` is None."""

    table: Figures
    reach: Figures | None
    rng: np.random.Generator

    @property
    def dust(self) -> float:
        return TIE * float(np.abs(self.table).max())

    def blocks(self, draws: int) -> Iterator[tuple[slice, Figures]]:
        """Yield draws × options × criteria, as many at a time as the memory bears."""
        size = draws if self.reach is None else max(1, _CELLS // (self.table.size * 8))
        for start in range(0, draws, size):
            block = slice(start, min(start + size, draws))
            if self.reach is None:
                yield block, self.table[None]
            else:
                off = self.rng.uniform(-1, 1, (block.stop - start, *self.table.shape))
                yield block, self.table + off * self.reach

    def utilities(self, sets: Figures) -> Iterator[tuple[slice, Figures]]:
        """Yield options × draws, block by block, so that they stay in the processor's cache."""
        if self.reach is not None:
            for block, values in self.blocks(len(sets)):
                yield block, np.matmul(values, sets[block][:, :, None])[:, :, 0].T
            return
        for start in range(0, len(sets), _BLOCK):
            block = slice(start, start + _BLOCK)
            # Small products are quicker alone than shared out among threads.
            yield block, np.einsum("nm,dm->nd", self.table, sets[block])

    def confidence(self, centres: Centres, draws: int) -> tuple[float | None, ...]:
        """Return how often each option is first under its own central weights."""
        led = [i for i, centre in enumerate(centres) if centre is not None]
        own = np.array([centre for centre in centres if centre is not None])
        draws = 1 if self.reach is None else draws
        first = np.zeros(len(led))
        for _, values in self.blocks(draws):
            totals = values @ own.T
            mine = totals[:, led, np.arange(len(led))]
            first += (mine >= totals.max(axis=1) - self.dust).sum(axis=0)
        shares = dict(zip(led, (first / draws).tolist(), strict=True))
        return tuple(shares.get(i) for i in range(len(centres)))


def _exact(values: _Values) -> Acceptability:
    """Go through the weights w and 1 − w of two criteria from w = 0 to 1.

    One option is ahead of another on one stretch of w, since its lead is a straight line in w.
    """
    table = values.table
    n, criteria = table.shape
    ranks, winning = np.zeros((n, n)), np.zeros((n, n))
    centres: Centres = []
    for i in range(n):
        begin, end = _stretches(table - table[i], values.dust)
        winning[:, i] = end - begin
        steps = np.concatenate([begin, end, [0.0, 1.0]])
        # Sorted stably, no stretch ends before it begins.
        order = np.argsort(steps, kind="stable")
        better = np.cumsum(np.repeat([1, -1, 0], [n, n, 2])[order])[:-1]
        lengths, middles = np.diff(steps[order]), (steps[order][:-1] + steps[order][1:]) / 2
        ranks[i] = np.bincount(better, weights=lengths, minlength=n)[:n]
        first = lengths * (better == 0)
        weight = float(first @ middles / first.sum()) if first.any() else 0.0
        own = (weight, 1 - weight) if criteria == 2 else (1.0,)
        centres.append(own if first.any() else None)
    return _accepted(values, (ranks, winning), centres, 0, "all weights equally likely, exact")


def _stretches(leads: Figures, dust: float) -> tuple[Figures, Figures]:
    """Return where each lead w·a + (1 − w)·b begins and ceases to be above 0, w in 0 … 1."""
    at_1, at_0 = np.where(np.abs(leads[:, [0, -1]]) <= dust, 0.0, leads[:, [0, -1]]).T
    with np.errstate(divide="ignore", invalid="ignore"):
        level = at_0 / (at_0 - at_1)
    begin = np.where(at_0 > 0, 0.0, np.where(at_1 > 0, level, 0.0))
    end = np.where(at_1 > 0, 1.0, np.where(at_0 > 0, level, 0.0))
    return begin, end


def _drawn(values: _Values, sets: Figures, variant: str) -> Acceptability:
    n, draws = len(values.table), len(sets)
    better = np.zeros((n, draws), dtype=np.min_scalar_type(n))
    winning = np.zeros((n, n))
    for block, utilities in values.utilities(sets):
        counts = better[:, block]
        for i in range(n - 1):
            others = utilities[i + 1 :]
            ahead, behind = others > utilities[i] + values.dust, others < utilities[i] - values.dust
            counts[i] += ahead.sum(axis=0, dtype=better.dtype)
            counts[i + 1 :] += behind
            # Row by row, counting is many times as fast as along an axis.
            winning[i + 1 :, i] += [np.count_nonzero(row) for row in ahead]
            winning[i, i + 1 :] += [np.count_nonzero(row) for row in behind]
    ranks = np.array([np.bincount(row, minlength=n) for row in better], dtype=np.float64)
    led = [sets[row == 0] for row in better]
    centres: Centres = [tuple(own.mean(axis=0).tolist()) if len(own) else None for own in led]
    return _accepted(values, (ranks, winning / draws), centres, draws, variant)


def _accepted(
    values: _Values, shares: tuple[Figures, Figures], centres: Centres, draws: int, variant: str
) -> Acceptability:
    ranks, winning = shares
    ranks /= ranks.sum(axis=1, keepdims=True)
    for share in shares:
        share.flags.writeable = False
    return Acceptability(
        rank_probability=ranks,
        central_weights=tuple(centres),
        pairwise_winning=winning,
        confidence_factor=values.confidence(centres, draws),
        draws=draws,
        variant=variant,
        caveat=_few(draws),
    )


def _few(draws: int) -> str:
    if not 0 < draws < _FEW_DRAWS:
        return ""
    margin = 100 / np.sqrt(draws)
    return f"From {draws} draws a share is good to about ± {margin:.0f} percentage points only."
