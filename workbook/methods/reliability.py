"""How far ratings can be relied on: intraclass correlations, alpha (offered by `agreement`)."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.answers import answer_of, cells_of, complete_table
from workbook.methods.checks import short

__all__ = ["ICC", "Alpha", "TwoWayICC", "cronbach_alpha", "icc", "icc_groups"]

FIRM_GROUPS = 10
FIRM_PEOPLE = 30
_DUST = 1e-12


@dataclass(frozen=True)
class ICC:
    """How alike ratings of one target are: `icc1` of a single rating, `icc2` of the mean.

    `n` counts ratings and `groups` the targets or teams. `icc1_n0` is `icc1` with the weighted
    group size n₀ of the ANOVA text books in place of the mean size; equal groups have both alike.
    """

    icc1: float
    icc2: float
    icc1_n0: float
    ms_between: float
    ms_within: float
    n: int
    groups: int
    variant: str
    caveat: str


@dataclass(frozen=True)
class TwoWayICC(ICC):
    """The six forms of Shrout & Fleiss, `icc21` being ICC(2,1) and `icc2k` ICC(2,k)."""

    icc11: float
    icc21: float
    icc31: float
    icc1k: float
    icc2k: float
    icc3k: float


def icc(ratings: Any) -> TwoWayICC:
    """Return the six intraclass correlations, such as ICC(1,1) = (MSB − MSW)/(MSB + (k − 1)·MSW).

    ICC(1,·) takes raters as exchangeable, ICC(2,·) as a random sample that rates every target,
    ICC(3,·) as the only raters of interest; ·k is the mean of the k raters. `icc1` and `icc2` are
    ICC(1,1) and ICC(1,k), as in `icc_groups`.

    Args:
        ratings: targets in rows, raters in columns, any unit; every cell filled, at least 2 × 2.

    Raises:
        TooFewPoints: fewer than two targets or two raters.
        MethodError: a missing cell, or targets that all have the same mean.

    Source: Shrout & Fleiss (1979), Psychological Bulletin 86, 420–428.

    >>> six = icc([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9],
    ...            [6, 2, 4, 7]])
    >>> round(six.icc11, 2), round(six.icc21, 2), round(six.icc31, 2), round(six.icc3k, 2)
    (0.17, 0.29, 0.71, 0.91)
    """
    table = complete_table(ratings)
    n, k = table.shape
    if min(n, k) < 2:
        raise TooFewPoints("This needs at least two targets and two raters.")
    one = _one_way(list(table))
    between, within = one.ms_between, one.ms_within
    raters = float(n * np.var(table.mean(axis=0)) * k / (k - 1))
    error = max(0.0, (within * n * (k - 1) - raters * (k - 1)) / ((n - 1) * (k - 1)))
    average = between + (raters - error) / n
    if average <= _DUST * (between + raters + error):
        raise MethodError(
            "Each target's ratings differ far more than the targets do: ICC(2,k) has no meaning."
        )
    return TwoWayICC(
        **vars(one) | {"variant": "the six forms of Shrout & Fleiss"},
        icc11=one.icc1,
        icc21=(between - error) / (between + (k - 1) * error + k * (raters - error) / n),
        icc31=(between - error) / (between + (k - 1) * error),
        icc1k=one.icc2,
        icc2k=(between - error) / average,
        icc3k=(between - error) / between,
    )


def icc_groups(groups: Mapping[Any, Iterable[Any]] | Iterable[Iterable[Any]]) -> ICC:
    """Return ICC(1) = (MSB − MSW)/(MSB + (k − 1)·MSW) and ICC(2) = (MSB − MSW)/MSB, k mean size.

    ICC(1) is the share of variance that lies between teams, ICC(2) how far team means can be
    relied on. Both may be negative: people then differ more within teams than between them.

    Args:
        groups: the answers of each team, by name or as lists, sizes may differ, any unit. Missing
            answers (None, NaN) are left out.

    Raises:
        TooFewPoints: fewer than two teams with an answer, or no team with two.
        MethodError: an answer that is no number, or teams that all have the same mean.

    `icc1_n0` uses n₀ = (N − Σn²/N)/(teams − 1) in place of the mean size k = N/teams.

    Source: Bliese (2000), in Klein & Kozlowski, Multilevel Theory, Research, and Methods in
    Organizations, 349–381; Bartko (1976), Psychological Bulletin 83, 762–765.

    >>> teams = icc_groups({"Sales": [4, 5, 4], "Service": [2, 3, 2, 3]})
    >>> round(teams.icc1, 3), round(teams.icc2, 3)
    (0.823, 0.942)
    """
    named = groups if isinstance(groups, Mapping) else dict(enumerate(cells_of(groups), 1))
    read = [_team(short(name), values) for name, values in named.items()]
    kept = [team[~np.isnan(team)] for team in read]
    return _one_way([team for team in kept if len(team)], missing=sum(map(len, read)))


def _team(name: str, values: Any) -> NDArray[np.float64]:
    answers = [answer_of(value, f"An answer of group {name}") for value in cells_of(values)]
    return np.array(answers, dtype=float)


def _one_way(groups: Sequence[NDArray[np.float64]], missing: int = 0) -> ICC:
    sizes = np.array([len(group) for group in groups])
    n, k = int(sizes.sum()), len(groups)
    if k < 2 or n == k:
        raise TooFewPoints("This needs at least two groups, and two ratings in one of them.")
    everything = np.concatenate(groups)
    means = np.array([group.mean() for group in groups])
    between = float(sizes @ (means - everything.mean()) ** 2) / (k - 1)
    within = math.fsum(float(((g - g.mean()) ** 2).sum()) for g in groups) / (n - k)
    if between <= _rounding(within, everything):
        raise MethodError(
            "Every group has the same mean, so there is no variance between them to speak of."
        )
    n0 = (n - float(sizes @ sizes) / n) / (k - 1)
    return ICC(
        icc1=_single(between, within, n / k),
        icc2=(between - within) / between,
        icc1_n0=_single(between, within, n0),
        ms_between=between,
        ms_within=within,
        n=n,
        groups=k,
        variant="one-way, mean group size",
        caveat=_icc_caveat(k, between < within, max(0, missing - n)),
    )


def _rounding(other: float, values: NDArray[np.float64]) -> float:
    """Return the variance that rounding alone may leave beside another of the same values."""
    return max(_DUST * other, _DUST**2 * float(np.square(values).mean()))


def _single(between: float, within: float, size: float) -> float:
    return (between - within) / (between + (size - 1) * within)


def _icc_caveat(groups: int, negative: bool, missing: int) -> str:
    said = []
    if groups < FIRM_GROUPS:
        said.append(f"From {groups} groups only: the figure may be far off.")
    if negative:
        said.append("There is less difference between groups than within them: read it as 0.")
    if missing:
        said.append(f"Missing answers left out: {missing}.")
    return " ".join(said)


@dataclass(frozen=True)
class Alpha:
    """Internal consistency of `items` items from `n` people, with its 95% interval."""

    alpha: float
    low: float
    high: float
    n: int
    items: int
    variant: str
    caveat: str


def cronbach_alpha(items: Any) -> Alpha:
    """Return α = k/(k − 1)·(1 − Σs²ᵢ/s²ₜ) and 1 − (1 − α)·F, F at 97.5% and 2.5%.

    F has n − 1 and (n − 1)(k − 1) degrees of freedom.

    Args:
        items: people in rows, items in columns, any unit; every cell filled, at least 2 × 2.
            Items worded the other way round have to be reversed before.

    Raises:
        TooFewPoints: fewer than two people or two items.
        MethodError: a missing cell, or people who all have the same total.

    Source: Cronbach (1951), Psychometrika 16, 297–334; interval: Feldt, Woodruff & Salih (1987),
    Applied Psychological Measurement 11, 93–103.

    >>> three = cronbach_alpha([[4, 5, 4], [2, 2, 3], [3, 3, 3], [5, 4, 5], [1, 2, 2]])
    >>> round(three.alpha, 3), round(three.low, 3), round(three.high, 3)
    (0.943, 0.71, 0.994)
    """
    from scipy.special import fdtri  # type: ignore[import-untyped]

    table = complete_table(items)
    n, k = table.shape
    if min(n, k) < 2:
        raise TooFewPoints("Cronbach's alpha needs at least two people and two items.")
    total = float(np.var(table.sum(axis=1), ddof=1))
    single = np.var(table, axis=0, ddof=1)
    if total <= _rounding(float(single.sum()), k * table):
        raise MethodError("Every person has the same total, so there is nothing to be consistent.")
    alpha = k / (k - 1) * (1 - float(single.sum()) / total)
    degrees = (n - 1, (n - 1) * (k - 1))
    said = []
    if n < FIRM_PEOPLE:
        said.append(f"From {n} people only: look at the interval before the figure.")
    if alpha < 0:
        said.append("Negative: an item may need reversing.")
    return Alpha(
        alpha=alpha,
        low=1 - (1 - alpha) * float(fdtri(*degrees, 0.975)),
        high=1 - (1 - alpha) * float(fdtri(*degrees, 0.025)),
        n=n,
        items=k,
        variant="unstandardised, 95% Feldt interval",
        caveat=" ".join(said),
    )
