"""Where a measure is heading, and a modest forecast of its next figures.

Use `mann_kendall` to see whether a KPI rises or falls over its whole history, straight or not; not
for a measure with seasons, nor to find when something changed (see `process_behaviour`). Use
`exponential_smoothing` for a level that wanders, `holt` for one that also climbs or falls; neither
knows seasons, and neither is a plan: they only draw on what was.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from workbook.errors import MethodError
from workbook.methods.checks import number_of, series_of, whole_of
from workbook.methods.tables import Figures

__all__ = ["Forecast", "Trend", "exponential_smoothing", "holt", "mann_kendall"]

LEAST = 3
FIRM = 10
# From this many points on, the normal approximation serves even where there are no ties.
_LONG = 50
# Beyond so many points the slopes are not all kept: so many pairs tell where the median lies.
_MANY = 2000
_SAMPLED = 100_000
_ALIKE = 500  # slopes of one lag, from which on it is worth looking for equal ones


@dataclass(frozen=True)
class Trend:
    """A test for a rise or fall that need not be straight.

    `s` is the number of pairs that rise less the number that fall, `tau` is `s` over the number
    of pairs (−1 to 1), `p_value` is two-sided, `sen_slope` is in the unit of the values a period.
    """

    s: int
    tau: float
    p_value: float
    sen_slope: float
    n: int
    variant: str
    caveat: str


def mann_kendall(values: Iterable[float]) -> Trend:
    """Return S = Σ sign(x(j) − x(i)) over i < j, its p-value, and the median of all pair slopes.

    τ = S / (n(n − 1)/2), Kendall's tau-a: ties draw it towards 0 (R's packages print tau-b, which
    leaves tied pairs out of the divisor; S is the same). Without ties and below 50 points
    the p-value is exact, from the number of permutations with at least |S|. Otherwise it is
    normal, z = (|S| − 1)/√V, where V = [n(n−1)(2n+5) − Σ t(t−1)(2t+5)]/18 over the groups of t
    tied values.

    The test takes the points as independent: figures that carry over from one period to the next
    make its p-value too small, and seasons distort it.

    Args:
        values: one figure a period, evenly spaced, in time order; at least 3, any unit.

    Raises:
        TooFewPoints: fewer than 3 values.
        MethodError: a value that is no finite number.

    Source: Mann, Econometrica 13 (1945), 245–259; Kendall, Rank Correlation Methods (4th ed.
        1975); slope: Theil (1950) and Sen, J. Am. Stat. Assoc. 63 (1968), 1379–1389.

    >>> trend = mann_kendall([12, 14, 13, 17, 19, 18])
    >>> trend.s, round(trend.tau, 3), round(trend.p_value, 4), round(trend.sen_slope, 3)
    (11, 0.733, 0.0556, 1.667)
    >>> trend.variant
    'exact p-value'
    """
    series = np.array(series_of(values, LEAST))
    n = len(series)
    # Lag by lag, so that the pairs of a long series do not fill the memory.
    s = sum(int(np.sign(series[lag:] - series[:-lag]).sum()) for lag in range(1, n))
    ties = [int(t) for t in np.unique(series, return_counts=True)[1]]
    exact = max(ties) == 1 and n < _LONG
    return Trend(
        s=s,
        tau=s / (n * (n - 1) // 2),
        p_value=_exact_p(s, n) if exact else _normal_p(s, n, ties),
        sen_slope=_median_slope(series),
        n=n,
        variant="exact p-value" if exact else "normal p-value, corrected for continuity and ties",
        caveat=_trend_caveat(n, len(ties)),
    )


def _slopes(series: Figures) -> Iterator[Figures]:
    """Yield the slopes of the pairs that are 1 apart, 2 apart, and so on."""
    for lag in range(1, len(series)):
        yield (series[lag:] - series[:-lag]) / lag


def _median_slope(series: Figures) -> float:
    n = len(series)
    if n > _MANY:
        rng = np.random.default_rng(0)
        one, other = rng.integers(n, size=(2, _SAMPLED))
        apart = one != other
        sample = (series[one] - series[other])[apart] / (one - other)[apart]
        for width in (0.01, 0.1):
            found = _median_within(series, *np.quantile(sample, [0.5 - width, 0.5 + width]))
            if found is not None:
                return found
    return float(np.median(np.concatenate(list(_slopes(series)))))


def _median_within(series: Figures, low: float, high: float) -> float | None:
    """Return the median of all slopes, or None where it does not lie from low to high.

    What lies outside is only counted; of many, equal slopes are kept once.
    """
    below, kept = 0, []
    for slopes in _slopes(series):
        below += int(np.count_nonzero(slopes < low))
        inside = slopes[(slopes >= low) & (slopes <= high)]
        once = (inside, np.ones(len(inside), dtype=np.intp))
        kept.append(np.unique(inside, return_counts=True) if len(inside) > _ALIKE else once)
    values, counts = (np.concatenate(parts) for parts in zip(*kept, strict=True))
    order = np.argsort(values)
    reached = below + np.cumsum(counts[order])
    pairs = len(series) * (len(series) - 1) // 2
    middle = [(pairs - 1) // 2, pairs // 2]
    if not len(values) or below > middle[0] or reached[-1] <= middle[1]:
        return None
    return float(values[order][np.searchsorted(reached, middle, side="right")].mean())


def _exact_p(s: int, n: int) -> float:
    # A permutation with d falling pairs has S = pairs − 2d; the k-th value adds 0 to k − 1 of them.
    falling = np.ones(1)
    for k in range(2, n + 1):
        falling = np.convolve(falling, np.full(k, 1 / k))
    least = (n * (n - 1) // 2 - abs(s)) // 2
    return min(1.0, 2 * math.fsum(falling[: least + 1]))


def _normal_p(s: int, n: int, ties: Sequence[int]) -> float:
    tied = sum(t * (t - 1) * (2 * t + 5) for t in ties)
    variance = (n * (n - 1) * (2 * n + 5) - tied) / 18
    if s == 0 or variance == 0:
        return 1.0
    return math.erfc((abs(s) - 1) / math.sqrt(2 * variance))


def _trend_caveat(n: int, different: int) -> str:
    if different == 1:
        return "The figures never change, so there is no trend to test."
    if n < 5:
        return f"{n} points are too few for any trend to stand out from chance."
    if n < FIRM:
        few = f"Only {n} points: a trend has to be almost unbroken to stand out from chance."
        return few if different == n else f"{few} With ties among them, the p-value is rough."
    return ""


@dataclass(frozen=True)
class Forecast:
    """A smoothed series and its next figures, all in the unit of the values.

    `fitted` holds one figure for each value but the first: what was forecast for it one period
    before, so that `fitted[0]` belongs to the value at position 1, and `values[1:]` less `fitted`
    are the errors (their squares add up to the handbook's SSE). `forecast` is a tuple with one
    figure for each period of the horizon, so `forecast[0]` is for the next period, with a horizon
    of 1 too. `level` is where the series stands after the last of the `n` values, and `slope`
    what it gains a period (0 without a trend).
    """

    fitted: tuple[float, ...]
    forecast: tuple[float, ...]
    level: float
    slope: float
    n: int
    variant: str
    caveat: str


def exponential_smoothing(values: Iterable[float], alpha: float, horizon: int = 1) -> Forecast:
    """Return level(t) = α·x(t) + (1 − α)·level(t−1), started at the first value, and its forecast.

    What is fitted at t is level(t−1), the handbook's S(t); the first value has none. The forecast
    for every period ahead is the last level.

    Args:
        values: one figure a period in time order, at least 2, any unit.
        alpha: α, the weight of the newest value, above 0 and at most 1.
        horizon: how many periods ahead, 1 or more.

    Raises:
        TooFewPoints: fewer than 2 values.
        MethodError: α or the horizon out of range, or a value that is no finite number.

    Source: Brown, Exponential Smoothing for Predicting Demand (1956); NIST/SEMATECH e-Handbook of
        Statistical Methods, 6.4.3.1–2.

    >>> outlook = exponential_smoothing([71, 70, 69, 68], alpha=0.1)  # NIST 6.4.3.1, its start
    >>> [round(fit, 2) for fit in outlook.fitted], round(outlook.forecast[0], 3)
    ([71.0, 70.9, 70.71], 70.439)
    """
    series = series_of(values, 2)
    alpha = _weight("alpha", alpha)
    return _smooth(series, (alpha, 0.0), (series[0], 0.0), horizon, f"level only, α = {alpha:g}")


def holt(  # noqa: PLR0913, PLR0917 -- the published recursion has these parameters
    values: Iterable[float],
    alpha: float,
    beta: float,
    level: float,
    slope: float,
    horizon: int = 1,
) -> Forecast:
    """Return Holt's linear trend: a smoothed level, a smoothed slope, and the line that they draw.

    level(t) = α·x(t) + (1 − α)·(level(t−1) + slope(t−1)),
    slope(t) = β·(level(t) − level(t−1)) + (1 − β)·slope(t−1), from the second value on: the given
    level and slope are those at the first value, the handbook's S(1) and b(1), which is itself not
    smoothed. What is fitted at t is level(t−1) + slope(t−1); the forecast h periods ahead is
    level + h·slope. It draws on without end: look only a little ahead.

    Args:
        values: one figure a period in time order, at least 2, any unit.
        alpha: α, the weight of the newest value in the level, above 0 and at most 1.
        beta: β, the weight of the newest step in the slope, 0 to 1; the handbook calls it γ.
        level: the level at the first value, usually that value itself; in the unit of the values.
        slope: the slope at the first value, a period: the first step, or the mean of the first
            three steps or of all, as the handbook suggests.
        horizon: how many periods ahead, 1 or more.

    Raises:
        TooFewPoints: fewer than 2 values.
        MethodError: a weight or the horizon out of range, or a figure that is no finite number.

    Source: Holt, ONR Memorandum 52 (1957); NIST/SEMATECH e-Handbook of Statistical Methods,
        6.4.3.3–4.

    >>> sales = [6.4, 5.6, 7.8, 8.8, 11, 11.6, 16.7, 15.3, 21.6, 22.4]  # NIST 6.4.3.4
    >>> outlook = holt(sales, alpha=0.3623, beta=1.0, level=6.4, slope=0.8, horizon=3)
    >>> [round(figure, 1) for figure in outlook.forecast]
    [25.8, 28.7, 31.7]
    """
    series = series_of(values, 2)
    alpha, beta = _weight("alpha", alpha), number_of("beta", beta)
    if not 0 <= beta <= 1:
        raise MethodError("beta, the weight of the newest step, has to be between 0 and 1.")
    start = number_of("The level to start from", level), number_of("The slope to start from", slope)
    variant = f"level and slope, α = {alpha:g}, β = {beta:g}"
    return _smooth(series, (alpha, beta), start, horizon, variant)


def _smooth(
    series: Sequence[float],
    weights: tuple[float, float],
    start: tuple[float, float],
    horizon: int,
    variant: str,
) -> Forecast:
    horizon = whole_of("The horizon", horizon, 10_000)
    if horizon < 1:
        raise MethodError("A forecast looks 1 period ahead or more.")
    (alpha, beta), (level, slope) = weights, start
    fitted = []
    for value in series[1:]:
        before, expected = level, level + slope
        fitted.append(expected)
        level = alpha * value + (1 - alpha) * expected
        slope = beta * (level - before) + (1 - beta) * slope
    return Forecast(
        fitted=tuple(fitted),
        forecast=tuple(level + h * slope for h in range(1, horizon + 1)),
        level=level,
        slope=slope,
        n=len(series),
        variant=variant,
        caveat=_forecast_caveat(len(series), horizon),
    )


def _weight(name: str, weight: float) -> float:
    number = number_of(name, weight)
    if not 0 < number <= 1:
        raise MethodError(
            f"{name}, the weight of the newest value, has to be above 0 and at most 1."
        )
    return number


def _forecast_caveat(n: int, horizon: int) -> str:
    said = []
    if n < FIRM:
        said.append(f"The forecast rests on {n} points only.")
    if horizon > n // 2:
        said.append(f"It looks {horizon} periods ahead, far for a history of {n}.")
    return " ".join(said)
