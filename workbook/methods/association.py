"""Whether two measures move together; what moves together need not be cause and effect.

Use it to see whether a leading KPI goes with the objective that it is meant to serve, now or some
periods later. Not to show that one brings the other about, and not on two series that both climb
or fall: compare their changes (`lagged(..., changes=True)`).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import NormalDist

import numpy as np

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.checks import in_a_row, series_of, share_of, whole_of, yes_or_no
from workbook.methods.tables import Figures, mean_ranks
from workbook.methods.trend import mann_kendall

__all__ = ["Association", "Screened", "lagged", "screen", "spearman"]

LEAST = 8
FIRM = 25


@dataclass(frozen=True)
class Association:
    """How far the order of x and the order of y agree, over `n` pairs.

    `rho` runs from −1 (opposite order) to 1 (same order), `p_value` is two-sided, `low` and `high`
    bound rho at the given `confidence`. `lag` is how many periods y comes after x, or None where
    the pairs stand in no order of time; `changes` says that not the figures were compared but how
    far they changed from one period to the next.
    """

    rho: float
    p_value: float
    low: float
    high: float
    n: int
    caveat: str
    lag: int | None = None
    changes: bool = False
    confidence: float = 0.95
    variant: str = "Spearman, p from the t distribution, interval after Bonett & Wright"

    @property
    def reading(self) -> str:
        """The sign of rho and of the lag in words, without a word about causes."""
        when = _when(self.lag)
        if self.low <= 0 <= self.high:
            both = "Changes in x and in y" if self.changes else "x and y"
            return f"{both}{when} show no clear association."
        if self.changes:
            return f"Rises in x go with {'rises' if self.rho > 0 else 'falls'} in y{when}."
        return f"Higher x goes with {'higher' if self.rho > 0 else 'lower'} y{when}."


def _when(lag: int | None) -> str:
    if lag is None:
        return ""
    if lag == 0:
        return " in the same period"
    periods = "period" if abs(lag) == 1 else "periods"
    return f" {abs(lag)} {periods} {'later' if lag > 0 else 'earlier'}"


def spearman(x: Iterable[float], y: Iterable[float], confidence: float = 0.95) -> Association:
    """Return the correlation r of the ranks and tanh(atanh r ± z·√((1 + r²/2)/(n − 3))).

    Tied values share their mean rank. The p-value is two-sided, from t = r·√((n − 2)/(1 − r²))
    with n − 2 degrees of freedom (0 where the orders agree in full). The interval is wider than
    the one with Pearson's standard error 1/√(n − 3), which is too narrow for ranks; it is close
    for correlations between −0.95 and 0.95.

    Args:
        x: one figure a pair, at least 8, any unit.
        y: the figure that belongs to each of x, in any unit of its own.
        confidence: of the interval, between 0 and 1.

    Raises:
        TooFewPoints: fewer than 8 pairs.
        MethodError: x and y differ in length, one of them never changes, a value is no finite
            number, or the confidence is out of range.

    Source: Spearman, Am. J. Psychology 15 (1904), 72–101; interval: Bonett & Wright, Psychometrika
        65 (2000), 23–28.

    >>> calls = [31, 25, 40, 28, 36, 22, 45, 30, 38, 27]
    >>> orders = [12, 9, 15, 13, 14, 8, 16, 10, 17, 11]
    >>> found = spearman(calls, orders)
    >>> round(found.rho, 3), round(found.low, 3), round(found.high, 3)
    (0.903, 0.544, 0.983)
    >>> found.reading
    'Higher x goes with higher y.'
    """
    return _associate(series_of(x, 0, "x"), series_of(y, 0, "y"), confidence)


def lagged(
    x: Iterable[float], y: Iterable[float], lags: Iterable[int] | int, changes: bool = False
) -> list[Association]:
    """Return the `spearman` association of x at t with y at t + lag, one for each lag.

    A positive lag looks at y later than x: x leads. A negative one looks at y earlier: y leads.
    R's ccf(x, y) counts the other way round. Each lag leaves |lag| pairs out. Looking through
    many lags finds something sooner or later: give the results to `screen`. Two series that both
    trend are associated at every lag: their caveat says so, and `changes=True` differences them
    first, so that x(t) − x(t−1) is held against y(t + lag) − y(t + lag − 1), on one pair less.

    Args:
        x: one figure a period in time order, any unit.
        y: one figure for each of the same periods, any unit.
        lags: whole periods, of either sign, or a single one; the result is a list in any case.
        changes: compare the changes from one period to the next instead of the figures.

    Raises:
        TooFewPoints: a lag leaves fewer than 8 pairs.
        MethodError: as for `spearman`, or a lag that is no whole number.

    Source: `spearman`, on shifted series.

    >>> visits = [5, 7, 6, 9, 12, 11, 14, 13, 16, 18, 17, 20]
    >>> sales = [40, 41, 44, 43, 47, 52, 50, 55, 54, 58, 61, 60]
    >>> [(found.lag, round(found.rho, 3), found.n) for found in lagged(visits, sales, [0, 1, 2])]
    [(0, 0.909, 12), (1, 1.0, 11), (2, 0.867, 10)]
    >>> [found] = lagged(visits, sales, [1], changes=True)
    >>> round(found.rho, 3), found.reading
    (0.955, 'Rises in x go with rises in y 1 period later.')
    """
    xs, ys = series_of(x, 0, "x"), series_of(y, 0, "y")
    _check_length(xs, ys)
    changes = yes_or_no("changes", changes)
    if changes:
        xs, ys = _changes(xs), _changes(ys)
    said = _trending(xs, ys, changes)
    asked = in_a_row(lags, "a list of lags") if isinstance(lags, Iterable) else [lags]
    for name, series in (("x", xs), ("y", ys)) if changes else ():
        if len(set(series)) == 1:
            raise MethodError(
                f"What {name} gains a period never changes, so nothing can move together with it."
            )
    found = [_at_lag(xs, ys, whole_of("A lag", lag)) for lag in asked]
    return [replace(one, changes=changes, caveat=f"{one.caveat} {said}".strip()) for one in found]


@dataclass(frozen=True)
class Screened:
    """One of several associations that were looked at together.

    `adjusted_p` is its p-value after Benjamini & Hochberg; `stands_out` says that it is at or
    below the rate of false finds that was accepted.
    """

    association: Association
    adjusted_p: float
    stands_out: bool


def screen(associations: Iterable[Association], rate: float = 0.05) -> tuple[Screened, ...]:
    """Return each association with min over k ≥ i of m·p(k)/k, for the i-th smallest p-value of m.

    Of those that stand out, at most the share `rate` is expected to be chance.

    Args:
        associations: all that were looked at, in any order, whether striking or not.
        rate: the accepted false-discovery rate, between 0 and 1.

    Raises:
        MethodError: the rate is out of range, or no list of associations.

    Source: Benjamini & Hochberg, J. R. Stat. Soc. B 57 (1995), 289–300, for independent
        p-values; positively dependent ones: Benjamini & Yekutieli, Annals of Statistics 29 (2001),
        1165–1188.

    >>> calls = [31, 25, 40, 28, 36, 22, 45, 30, 38, 27]
    >>> orders = [12, 9, 15, 13, 14, 8, 16, 10, 17, 11]
    >>> rain = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
    >>> [found.stands_out for found in screen([spearman(calls, orders), spearman(calls, rain)])]
    [True, False]
    """
    rate = share_of("The accepted rate of false finds", rate)
    found = in_a_row(associations, "a list of associations")
    if not all(isinstance(one, Association) for one in found):
        raise MethodError("Screen what `spearman` and `lagged` found: a list of associations.")
    if not found:
        return ()
    adjusted = _adjusted(np.array([one.p_value for one in found]))
    return tuple(
        Screened(one, float(p), bool(p <= rate)) for one, p in zip(found, adjusted, strict=True)
    )


def _adjusted(p_values: Figures) -> Figures:
    m, order = len(p_values), np.argsort(p_values)
    steps = m * p_values[order] / np.arange(1, m + 1)
    adjusted = np.empty(m)
    adjusted[order] = np.minimum.accumulate(steps[::-1])[::-1]
    return np.minimum(adjusted, 1)


def _associate(x: Sequence[float], y: Sequence[float], confidence: float) -> Association:
    _check_pairs(x, y)
    confidence = share_of("The confidence", confidence)
    n = len(x)
    rho = float(np.corrcoef(mean_ranks(x), mean_ranks(y))[0, 1])
    # Beyond the last digits of a computed correlation there is only perfect agreement.
    rho = math.copysign(1.0, rho) if abs(rho) > 1 - 1e-12 else rho
    t = 0.0 if abs(rho) == 1 else rho * math.sqrt((n - 2) / (1 - rho**2))
    low, high = _interval(rho, n, confidence)
    return Association(
        rho=rho,
        p_value=0.0 if abs(rho) == 1 else _as_far_by_chance(t, n - 2),
        low=low,
        high=high,
        n=n,
        caveat=_caveat(rho, n),
        confidence=confidence,
    )


def _as_far_by_chance(t: float, n: int) -> float:
    """Return how likely Student's t is so far from 0, with `n` degrees of freedom, 2 or more.

    For a whole number of them it is a short sum, for which no library has to be loaded.

    Source: Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
    """
    angle, odd = math.atan2(abs(t), math.sqrt(n)), n % 2
    term = total = 1.0
    for k in range(1, n // 2):
        term *= (2 * k - 1 + odd) / (2 * k + odd) * math.cos(angle) ** 2
        total += term
    near = math.sin(angle) * total
    return max(0.0, 1 - (2 / math.pi * (angle + math.cos(angle) * near) if odd else near))


def _interval(rho: float, n: int, confidence: float) -> tuple[float, float]:
    if abs(rho) == 1:
        return rho, rho
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    reach = z * math.sqrt((1 + rho**2 / 2) / (n - 3))
    return math.tanh(math.atanh(rho) - reach), math.tanh(math.atanh(rho) + reach)


def _at_lag(x: Sequence[float], y: Sequence[float], lag: int) -> Association:
    n = max(0, len(x) - abs(lag))
    if n < LEAST:
        raise TooFewPoints(
            f"An association needs at least {LEAST} pairs; a lag of {lag} leaves {n}."
        )
    first_x, first_y = max(0, -lag), max(0, lag)
    found = _associate(x[first_x : first_x + n], y[first_y : first_y + n], 0.95)
    return replace(found, lag=lag)


def _changes(series: Sequence[float]) -> tuple[float, ...]:
    # Steps that differ in the last digits of a float only are equal, and have to tie.
    largest = max(map(abs, series), default=0.0)
    digits = 12 - math.ceil(math.log10(largest)) if largest else 0
    return tuple(round(b - a, digits) for a, b in pairwise(series))


def _trending(x: Sequence[float], y: Sequence[float], changes: bool) -> str:
    # What is too short for pairs at any lag is refused there, with the lag named.
    if len(x) < LEAST or any(mann_kendall(series).p_value > 0.05 for series in (x, y)):
        return ""
    if changes:
        return "The changes of both measures trend too, so they are associated at every lag."
    return (
        "Both measures trend, so they are associated at every lag: "
        "compare their changes from period to period instead (changes=True)."
    )


def _check_length(x: Sequence[float], y: Sequence[float]) -> None:
    if len(x) != len(y):
        raise MethodError(f"x has {len(x)} values and y has {len(y)}; they have to come in pairs.")


def _check_pairs(x: Sequence[float], y: Sequence[float]) -> None:
    _check_length(x, y)
    if len(x) < LEAST:
        raise TooFewPoints(f"An association needs at least {LEAST} pairs; there are {len(x)}.")
    for name, series in (("x", x), ("y", y)):
        if min(series) == max(series):
            raise MethodError(f"{name} never changes, so nothing can move together with it.")


def _caveat(rho: float, n: int) -> str:
    said = []
    if n < FIRM:
        said.append(f"Only {n} pairs: take this as a hint to look further.")
    if abs(rho) == 1:
        said.append(
            "The orders agree in full, so the interval has no width and the p-value is 0 by its "
            "formula; that proves nothing."
        )
    elif abs(rho) > 0.95:
        said.append("So near to full agreement the interval is rough.")
    return " ".join(said)
