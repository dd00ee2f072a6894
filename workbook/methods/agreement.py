"""Does the team see it the same way? Agreement within a group, and how reliable ratings are.

Use `rwg` where one group rates something on a scale of a few points and its mean is to stand for
the group; `kendall_w` where judges rank items; `icc` and `icc_groups` where ratings of several
targets or teams are compared; `cronbach_alpha` where items are added up to one score; `ipras` for
a panel on the 9-point scale. None of them says that the group is right, only that it agrees.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.answers import cells_of, table_of
from workbook.methods.checks import number_of
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
_MOST_OPTIONS = 1000
_DUST = 1e-12


@dataclass(frozen=True)
class Agreement:
    """Within-group agreement of `n` people; 1 is full agreement, 0 that of random answers.

    `rwg` and `rwg_raw` hold one figure an item, without and with negative values; so do
    `item_variances`, in points squared. `rwg_j` and `r_star_wg_j` are over all items; the latter
    does not grow with their number, and may be negative. `ad_mean` and `ad_median` are average
    deviations in points of the scale. `awg_items` runs from −1 to 1 and holds None for an item on
    which it is not defined; `awg` is the mean of the others, None where there are none.
    """

    rwg: tuple[float, ...]
    rwg_raw: tuple[float, ...]
    rwg_j: float
    r_star_wg_j: float
    ad_mean: float
    ad_median: float
    awg: float | None
    awg_items: tuple[float | None, ...]
    item_variances: tuple[float, ...]
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

    Source: James, Demaree & Wolf (1984), J. Applied Psychology 69; skewed nulls: LeBreton & Senter
    (2008), Organizational Research Methods 11, Table 2.

    >>> null_variance((1, 5)), round(null_variance((1, 5), [0.05, 0.15, 0.2, 0.35, 0.25]), 2)
    (2.0, 1.34)
    """
    low, high = _ends(scale)
    options = np.arange(low, high + 1)
    if isinstance(null, str):
        if null != "uniform":
            raise MethodError("The null is “uniform” or a probability for each option.")
        return (len(options) ** 2 - 1) / 12
    return _variance_of(np.array([number_of("The null", p) for p in cells_of(null)]), options)


def _ends(scale: Any) -> tuple[float, float]:
    ends = [number_of("An end of the scale", end) for end in cells_of(scale)]
    if len(ends) != 2 or not (ends[0] < ends[1] and all(end.is_integer() for end in ends)):
        raise MethodError("The scale is its lowest and its highest answer, such as (1, 5).")
    low, high = ends
    if high - low >= _MOST_OPTIONS:
        raise MethodError(f"A scale has at most {_MOST_OPTIONS} options, not {low:g} to {high:g}.")
    return low, high


def _variance_of(chances: NDArray[np.float64], options: NDArray[Any]) -> float:
    if len(chances) != len(options):
        raise MethodError(f"The scale has {len(options)} options, the null {len(chances)}.")
    # Published nulls are printed to two decimals; what rounding leaves open is shared out.
    total = float(chances.sum())
    if not (np.all(chances >= 0) and abs(total - 1) <= 0.01 + _DUST):
        raise MethodError("The probabilities of the null have to be 0 or more and add up to 1.")
    chances = chances / total
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

    s² is the variance of an item's answers (divisor k − 1 for its k answers), σ² that of random
    answers (see `null_variance`) and v the mean s² over σ², at most 1 within r_wg(j);
    r*_wg(j) = 1 − v with v as it is. The average deviations are the mean over items of
    Σ|x − centre|/k. a_wg = 1 − 2s²/(((H + L)M − M² − HL)·k/(k − 1)) sets s² against the most it
    can be at the item's mean M on the scale from L to H, whatever the null; it is 1 where M is an
    end of the scale, and not defined where M is nearer to an end than (H − L)/k.

    An average deviation of up to a sixth of the number of options, 0.8 points on a scale of five,
    is usually taken for agreement.

    Args:
        ratings: people in rows, items in columns (a flat list is one item), in points of the
            scale. A missing answer (None, NaN) drops that answer, not the person.
        scale: the lowest and the highest answer, such as (1, 5).
        null: “uniform”, or a probability for each option, lowest first.

    Raises:
        TooFewPoints: an item with fewer than two answers, or no item.
        MethodError: an answer off the scale or no number, or a null that does not fit.

    Source: James, Demaree & Wolf (1984), J. Applied Psychology 69; r*: Lindell, Brandt & Whitney
    (1999), Applied Psychological Measurement 23; average deviation: Burke, Finkelstein & Dusig
    (1999), Organizational Research Methods 2; a_wg: Brown & Hauenstein (2005), the same
    8; what is agreement: Burke & Dunlap (2002), the same 5, 159–172.

    >>> seen = rwg([[4, 5], [4, 4], [5, 4], [4, 3]], scale=(1, 5))
    >>> [round(item, 3) for item in seen.rwg], round(seen.rwg_j, 3), round(seen.r_star_wg_j, 3)
    ([0.875, 0.667], 0.871, 0.771)
    >>> round(seen.ad_mean, 3), seen.ad_median, round(seen.awg, 3)
    (0.438, 0.375, 0.667)
    """
    expected, ends = null_variance(scale, null), _ends(scale)
    table = table_of(ratings)
    items = [_answers(column, place, ends) for place, column in enumerate(table.T, 1)]
    if not items:
        raise TooFewPoints("Agreement needs at least two people and one item.")
    variances = tuple(float(np.var(item, ddof=1)) for item in items)
    raw = tuple(1 - variance / expected for variance in variances)
    mean_ratio = math.fsum(variances) / len(items) / expected
    awg_items = tuple(_awg(item, ends) for item in items)
    defined = [one for one in awg_items if one is not None]
    n = int(np.sum(~np.isnan(table).all(axis=1)))
    return Agreement(
        rwg=tuple(max(0.0, value) for value in raw),
        rwg_raw=raw,
        rwg_j=_stepped_up(min(mean_ratio, 1.0), len(items)),
        r_star_wg_j=1 - mean_ratio,
        ad_mean=float(np.mean([np.abs(item - item.mean()).mean() for item in items])),
        ad_median=float(np.mean([np.abs(item - np.median(item)).mean() for item in items])),
        awg=math.fsum(defined) / len(defined) if defined else None,
        awg_items=awg_items,
        item_variances=variances,
        n=n,
        null_variance=expected,
        variant=f"{'uniform' if isinstance(null, str) else 'given'} null, variance {expected:.4g}",
        caveat=_agreement_caveat(n, min(map(len, items)), min(raw), bool(np.isnan(table).any())),
    )


def _answers(
    column: NDArray[np.float64], place: int, scale: tuple[float, float]
) -> NDArray[np.float64]:
    given = column[~np.isnan(column)]
    if len(given) < 2:
        raise TooFewPoints(f"Item {place} has fewer than two answers; agreement needs two.")
    if given.min() < scale[0] or given.max() > scale[1]:
        raise MethodError(f"Item {place} has an answer off the scale {scale[0]:g} to {scale[1]:g}.")
    return given


def _awg(item: NDArray[np.float64], scale: tuple[float, float]) -> float | None:
    low, high = scale
    k, mean = len(item), float(item.mean())
    room = min(mean - low, high - mean)
    if room <= _DUST * (high - low):
        return 1.0
    if room * k < (high - low) * (1 - _DUST):
        return None
    most = (mean - low) * (high - mean) * k / (k - 1)
    return 1 - 2 * float(np.var(item, ddof=1)) / most


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
