"""Were the stated probabilities honest? What was said beforehand against what came true.

Use it on risks, targets or deals whose probabilities were written down beforehand, once it is
known how they ended. Not for probabilities stated afterwards, and not to judge a single forecast:
it was no mistake to give 0.2 to an event that then happened.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.errors import MethodError
from workbook.methods.checks import series_of

__all__ = ["Bin", "Calibration", "brier"]

BINS = 10
ENOUGH = 30
ENOUGH_IN_A_BIN = 5


@dataclass(frozen=True)
class Bin:
    """One row of the reliability table: forecasts from `low` up to `high`, and their outcomes.

    `mean_probability` is what was said on average, `observed` the share that came true, both from
    0 to 1; `n` is how many forecasts the row holds.
    """

    low: float
    high: float
    n: int
    mean_probability: float
    observed: float


@dataclass(frozen=True)
class Calibration:
    """The Brier score and the reliability table of `n` forecasts.

    `score` runs from 0 (certain and right every time) to 1; saying 0.5 always scores 0.25.
    `base_rate` is the share that came true, and `uncertainty` the score of saying it every time.
    Over the tenths, score = reliability − resolution + uncertainty + within: `reliability` is how
    far the probabilities are from what came true (0 is honest), `resolution` how far they tell
    cases apart (0 is not at all), and `within` what the probabilities of one tenth make of their
    differences (0 where each tenth holds one probability; below 0 where they serve). `bins` are
    the tenths that hold a forecast, lowest first.
    """

    score: float
    bins: tuple[Bin, ...]
    base_rate: float
    reliability: float
    resolution: float
    uncertainty: float
    within: float
    n: int
    variant: str
    caveat: str


def brier(probabilities: Iterable[float], outcomes: Iterable[float]) -> Calibration:
    """Return the mean of (probability − outcome)², and how often each tenth came true.

    The tenths are 0 up to 0.1, 0.1 up to 0.2, …, 0.9 to 1, with 1 in the last. This is the
    one-sided score for events that happen or not, half of Brier's sum over both sides. Over the
    tenths k, each with n(k) forecasts of p(k) on average and the share o(k) coming true,
    reliability is Σ n(k)·(p(k) − o(k))²/n, resolution Σ n(k)·(o(k) − base rate)²/n, uncertainty
    base rate·(1 − base rate). `within` is the variance of the probabilities within the tenths less
    twice their covariance with the outcomes.

    Args:
        probabilities: one a forecast, stated beforehand, each from 0 to 1; at least one.
        outcomes: as many, each 1 (or True) where the event came true and 0 (or False) where not.

    Raises:
        TooFewPoints: no forecast at all.
        MethodError: a missing value, a probability outside 0 to 1, an outcome other than 0 or 1,
            or more of the one than of the other.

    Source: Brier, Monthly Weather Review 78 (1950), 1–3; the parts: Murphy, J. Applied Meteorology
        12 (1973), 595–600; within the tenths: Stephenson, Coelho & Jolliffe, Weather and
        Forecasting 23 (2008), 752–757.

    >>> found = brier([0.9, 0.9, 0.3, 0.3], [1, 1, 0, 1])
    >>> round(found.score, 4), found.base_rate, round(found.uncertainty, 4)
    (0.15, 0.75, 0.1875)
    >>> [(row.low, row.high, row.n, row.observed) for row in found.bins]
    [(0.3, 0.4, 2, 0.5), (0.9, 1.0, 2, 1.0)]
    """
    said, came = (
        series_of(probabilities, 1, "the probabilities"),
        series_of(outcomes, 1, "the outcomes"),
    )
    _check(said, came)
    pairs = list(zip(said, came, strict=True))
    base_rate = math.fsum(came) / len(came)
    uncertainty = base_rate * (1 - base_rate)
    score = math.fsum((p - o) ** 2 for p, o in pairs) / len(pairs)
    bins = _bins(pairs)
    shares = [row.n / len(pairs) for row in bins]
    reliability = _weighed(shares, [row.mean_probability - row.observed for row in bins])
    resolution = _weighed(shares, [row.observed - base_rate for row in bins])
    return Calibration(
        score=score,
        bins=bins,
        base_rate=base_rate,
        reliability=reliability,
        resolution=resolution,
        uncertainty=uncertainty,
        within=score - math.fsum([reliability, -resolution, uncertainty]),
        n=len(pairs),
        variant="one-sided (0 to 1), parts over tenths",
        caveat=_caveat(len(pairs), base_rate, bins),
    )


def _check(said: Sequence[float], came: Sequence[Any]) -> None:
    if len(said) != len(came):
        raise MethodError(
            f"There are {len(said)} probabilities and {len(came)} outcomes. "
            "Leave out forecasts that are still open."
        )
    for place, (probability, outcome) in enumerate(zip(said, came, strict=True), 1):
        if not 0 <= probability <= 1:
            raise MethodError(f"Probability {place} is {probability:g}; it has to be from 0 to 1.")
        if outcome not in (0, 1):
            raise MethodError(f"Outcome {place} is {outcome:g}; it has to be 0 or 1.")


def _weighed(shares: Sequence[float], distances: Sequence[float]) -> float:
    return math.fsum(share * d**2 for share, d in zip(shares, distances, strict=True))


def _bins(pairs: Iterable[tuple[float, float]]) -> tuple[Bin, ...]:
    rows: dict[int, list[tuple[float, float]]] = {}
    for probability, outcome in pairs:
        rows.setdefault(_tenth(probability), []).append((probability, outcome))
    return tuple(_bin(tenth, rows[tenth]) for tenth in sorted(rows))


def _tenth(probability: float) -> int:
    # Rounding may leave a figure a hair below the tenth it is written in.
    return min(BINS - 1, math.floor(probability * BINS + 1e-9))


def _bin(tenth: int, row: Sequence[tuple[float, float]]) -> Bin:
    return Bin(
        low=tenth / BINS,
        high=(tenth + 1) / BINS,
        n=len(row),
        mean_probability=math.fsum(p for p, _ in row) / len(row),
        observed=math.fsum(o for _, o in row) / len(row),
    )


def _caveat(n: int, base_rate: float, bins: Sequence[Bin]) -> str:
    said = []
    if n < ENOUGH:
        forecasts = "1 forecast" if n == 1 else f"{n} forecasts"
        said.append(f"Only {forecasts}: the score can change a lot with the next few.")
    elif any(row.n < ENOUGH_IN_A_BIN for row in bins):
        said.append(f"Some rows hold fewer than {ENOUGH_IN_A_BIN} forecasts and say little.")
    if base_rate in (0, 1):
        said.append("All outcomes are the same, so the forecasts cannot show that they tell apart.")
    return " ".join(said)
