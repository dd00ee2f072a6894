"""Do judges rank alike, does a panel disagree? For one round of ratings (see `agreement`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.answers import answer_of, cells_of, complete_table
from workbook.methods.tables import mean_ranks

__all__ = ["Concordance", "Panel", "ipras", "kendall_w"]

FIRM_PANEL = 7
# Below this many items χ² is only a rough guide to the distribution of W (Siegel & Castellan 1988).
FIRM_ITEMS = 8
_DUST = 1e-12


@dataclass(frozen=True)
class Concordance:
    """Kendall's W of `judges` over `n` items: 1 where all rank alike; `s` is Σ(R − mean R)²."""

    w: float
    chi2: float
    p_value: float
    s: float
    n: int
    judges: int
    variant: str
    caveat: str


def kendall_w(ranks: Any) -> Concordance:
    """Return W = 12·S/(m²(n³ − n) − m·ΣT), T = Σ(t³ − t) a judge, and χ² = m(n − 1)W.

    Each judge's column is ranked anew, ties sharing their mean rank, so that scores serve as well
    as ranks; χ² has n − 1 degrees of freedom. W compares judges within a round, not rounds.

    Args:
        ranks: items in rows, judges in columns; every cell filled, at least 2 × 2.

    Raises:
        TooFewPoints: fewer than two items or two judges.
        MethodError: a missing cell, or judges who all tie everything.

    Source: Kendall & Babington Smith (1939), Annals of Mathematical Statistics 10, 275–287; ties
    and χ²: Siegel & Castellan (1988), Nonparametric Statistics for the Behavioral Sciences.

    >>> found = kendall_w([[1, 1, 2, 3], [3, 2, 3, 1], [2, 3, 1, 2]])
    >>> found.w, found.chi2, round(found.p_value, 4)
    (0.0625, 0.5, 0.7788)
    """
    from scipy.special import chdtrc  # type: ignore[import-untyped]

    table = complete_table(ranks)
    if table.size == 0 or min(table.shape) < 2:
        raise TooFewPoints("Concordance needs at least two items and two judges.")
    n, m = table.shape
    sums = np.sum([mean_ranks(judge) for judge in table.T], axis=0)
    s = float(((sums - m * (n + 1) / 2) ** 2).sum())
    most = m * m * (n**3 - n) - m * _ties(table)
    if most == 0:
        raise MethodError("Every judge ties every item, so there is no order to agree on.")
    w = 12 * s / most
    statistic = m * (n - 1) * w
    rough = n < FIRM_ITEMS
    return Concordance(
        w=w,
        chi2=statistic,
        p_value=float(chdtrc(n - 1, statistic)),
        s=s,
        n=n,
        judges=m,
        variant="tie-corrected, χ² approximation",
        caveat=f"With {n} items the p-value is a rough guide only." if rough else "",
    )


def _ties(table: NDArray[np.float64]) -> int:
    counts = (np.unique(column, return_counts=True)[1].tolist() for column in table.T)
    return sum(t**3 - t for column in counts for t in column)


@dataclass(frozen=True)
class Panel:
    """A panel's ratings of one question on the 9-point scale; `disagreement` if ipr > ipras."""

    median: float
    p30: float
    p70: float
    ipr: float
    ipras: float
    disagreement: bool
    central_point: float
    asymmetry: float
    n: int
    variant: str
    caveat: str


def ipras(ratings: Iterable[Any]) -> Panel:
    """Return the range p70 − p30 beside 2.35 + 1.5·|5 − (p30 + p70)/2|, the limit it may have.

    Percentiles are by linear interpolation.

    Args:
        ratings: one rating from 1 to 9 a person, at least two; missing ones are left out.

    Raises:
        TooFewPoints: fewer than two ratings.
        MethodError: a rating outside 1 to 9, or no number.

    Source: Fitch et al. (2001), The RAND/UCLA Appropriateness Method User's Manual.

    >>> panel = ipras([1, 4, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9])
    >>> panel.ipr, round(panel.ipras, 2), panel.disagreement
    (1.0, 6.1, False)
    """
    cells = enumerate(cells_of(ratings), 1)
    read = np.array([answer_of(rating, f"Rating {place}") for place, rating in cells])
    given = read[~np.isnan(read)]
    if len(given) < 2:
        raise TooFewPoints(f"A panel needs at least two ratings; there are {len(given)}.")
    if given.min() < 1 or given.max() > 9:
        raise MethodError("The ratings of a RAND/UCLA panel go from 1 to 9.")
    low, middle, high = (float(p) for p in np.percentile(given, [30, 50, 70]))
    centre = (low + high) / 2
    limit = 2.35 + 1.5 * abs(5 - centre)
    few = len(given) < FIRM_PANEL
    return Panel(
        median=middle,
        p30=low,
        p70=high,
        ipr=high - low,
        ipras=limit,
        disagreement=high - low > limit + _DUST,
        central_point=centre,
        asymmetry=abs(5 - centre),
        n=len(given),
        variant="9-point scale, percentiles by linear interpolation",
        caveat=f"{len(given)} ratings; the test was made for panels of {FIRM_PANEL} to 15."
        if few
        else "",
    )
