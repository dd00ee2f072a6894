"""Does the team see it the same way? Within-group agreement, and its kin from next door."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.answers import answer_of, table_of
from workbook.methods.concordance import Concordance, Panel, ipras, kendall_w
from workbook.methods.reliability import ICC, Alpha, TwoWayICC, cronbach_alpha, icc, icc_groups

__all__ = [
    "ICC",
    "Agreement",
    "Alpha",
    "Concordance",
    "Panel",
    "TwoWayICC",
    "cronbach_alpha",
    "icc",
    "icc_groups",
    "ipras",
    "kendall_w",
    "null_variance",
    "rwg",
]

FIRM_RATERS = 10
_DUST = 1e-12


@dataclass(frozen=True)
class Agreement:
    """Within-group agreement of `n` people; 1 is full agreement, 0 that of random answers.

    `rwg` and `rwg_raw` hold one figure an item, without and with negative values. `rwg_j` and
    `r_star_wg_j` are over all items; the latter does not grow with their number, and may be
    negative. `ad_mean` and `ad_median` are average deviations in points of the scale.
    """

    rwg: tuple[float, ...]
    rwg_raw: tuple[float, ...]
    rwg_j: float
    r_star_wg_j: float
    ad_mean: float
    ad_median: float
    n: int
    null_variance: float
    variant: str
    caveat: str


def null_variance(
    scale: tuple[int, int], null: Literal["uniform"] | Sequence[float] = "uniform"
) -> float:
    """Return the variance of random answers: (A² − 1)/12, or Σp·(x − Σp·x)², in points squared.

    Args:
        scale: the lowest and the highest answer; A whole-number options in all.
        null: “uniform”, or a probability for each option, lowest first, adding up to 1.

    Raises:
        MethodError: a scale without two options, or probabilities that do not fit it, do not add
            up to 1, or leave one option only.

    Source: James, Demaree & Wolf (1984); skewed nulls: LeBreton & Senter (2008), Table 2.

    >>> null_variance((1, 5)), round(null_variance((1, 5), [0.05, 0.15, 0.2, 0.35, 0.25]), 2)
    (2.0, 1.34)
    """
    low, high = scale
    if not (float(low).is_integer() and float(high).is_integer() and high > low):
        raise MethodError("The scale is its lowest and its highest answer, such as (1, 5).")
    options = np.arange(low, high + 1)
    if isinstance(null, str):
        if null != "uniform":
            raise MethodError("The null is “uniform” or a probability for each option.")
        return (len(options) ** 2 - 1) / 12
    return _variance_of(np.array([answer_of(p, "The null") for p in null]), options)


def _variance_of(chances: NDArray[np.float64], options: NDArray[Any]) -> float:
    if len(chances) != len(options):
        raise MethodError(f"The scale has {len(options)} options, the null {len(chances)}.")
    if not (np.all(chances >= 0) and abs(chances.sum() - 1) < 1e-6):
        raise MethodError("The probabilities of the null have to be 0 or more and add up to 1.")
    variance = float(chances @ (options - chances @ options) ** 2)
    if variance < _DUST:
        raise MethodError("The null leaves one option only, so random answers would not vary.")
    return variance


def rwg(
    ratings: Any,
    scale: tuple[int, int],
    null: Literal["uniform"] | Sequence[float] = "uniform",
) -> Agreement:
    """Return r_wg = 1 − s²/σ² an item, and over J items r_wg(j) = J(1 − v)/(J(1 − v) + v).

    s² is the variance of an item's answers (divisor n − 1), σ² that of random answers (see
    `null_variance`) and v the mean s² over σ², at most 1 within r_wg(j); r*_wg(j) = 1 − v with v
    as it is. The average deviations are the mean over items of Σ|x − centre|/n.

    Args:
        ratings: people in rows, items in columns (a flat list is one item), in points of the
            scale. A missing answer (None, NaN) drops that answer, not the person.
        scale: the lowest and the highest answer, such as (1, 5).
        null: “uniform”, or a probability for each option, lowest first.

    Raises:
        TooFewPoints: an item with fewer than two answers, or no item.
        MethodError: an answer off the scale or no number, or a null that does not fit.

    Source: James, Demaree & Wolf (1984); r*: Lindell, Brandt & Whitney (1999); average
    deviation: Burke, Finkelstein & Dusig (1999).

    >>> seen = rwg([[4, 5], [4, 4], [5, 4], [4, 3]], scale=(1, 5))
    >>> [round(item, 3) for item in seen.rwg], round(seen.rwg_j, 3), round(seen.r_star_wg_j, 3)
    ([0.875, 0.667], 0.871, 0.771)
    """
    expected = null_variance(scale, null)
    table = table_of(ratings)
    items = [_answers(column, place, scale) for place, column in enumerate(table.T, 1)]
    if not items:
        raise TooFewPoints("Agreement needs at least two people and one item.")
    ratios = [float(np.var(item, ddof=1)) / expected for item in items]
    raw = tuple(1 - ratio for ratio in ratios)
    mean_ratio = math.fsum(ratios) / len(ratios)
    n = int(np.sum(~np.isnan(table).all(axis=1)))
    return Agreement(
        rwg=tuple(max(0.0, value) for value in raw),
        rwg_raw=raw,
        rwg_j=_stepped_up(min(mean_ratio, 1.0), len(items)),
        r_star_wg_j=1 - mean_ratio,
        ad_mean=float(np.mean([np.abs(item - item.mean()).mean() for item in items])),
        ad_median=float(np.mean([np.abs(item - np.median(item)).mean() for item in items])),
        n=n,
        null_variance=expected,
        variant=f"{'uniform' if isinstance(null, str) else 'given'} null, variance {expected:.4g}",
        caveat=_agreement_caveat(n, min(map(len, items)), min(raw), bool(np.isnan(table).any())),
    )


def _answers(
    column: NDArray[np.float64], place: int, scale: tuple[int, int]
) -> NDArray[np.float64]:
    given = column[~np.isnan(column)]
    if len(given) < 2:
        raise TooFewPoints(f"Item {place} has fewer than two answers; agreement needs two.")
    if given.min() < scale[0] or given.max() > scale[1]:
        raise MethodError(f"Item {place} has an answer off the scale {scale[0]} to {scale[1]}.")
    return given


def _stepped_up(ratio: float, items: int) -> float:
    return items * (1 - ratio) / (items * (1 - ratio) + ratio)


def _agreement_caveat(n: int, fewest: int, lowest: float, gaps: bool) -> str:
    said = []
    if fewest < FIRM_RATERS:
        who = f"{n} people answered" if fewest == n else f"An item has only {fewest} answers"
        said.append(f"{who}; below {FIRM_RATERS} one of them can move these figures a lot.")
    if lowest < -_DUST:
        said.append("Some answers differ more than random ones would: there may be two camps.")
    if gaps:
        said.append("Missing answers were left out, the people who gave others were kept.")
    return " ".join(said)
