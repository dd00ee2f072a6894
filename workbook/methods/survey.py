"""Figures from few people: scores and shares with their intervals, and small groups kept hidden.

The intervals are for answers drawn at random from a population, 95% throughout. They do not cover
who chose not to answer: with a low response rate the figure may be off by more than they say.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.answers import answer_of, cells_of
from workbook.methods.bootstrap import Bootstrap, bootstrap
from workbook.methods.checks import not_negative, number_of, short
from workbook.methods.suppression import Suppressed, suppress

__all__ = [
    "NPS",
    "Bootstrap",
    "MeanInterval",
    "ProportionInterval",
    "Suppressed",
    "bootstrap",
    "mean_interval",
    "nps",
    "proportion_interval",
    "suppress",
]

FIRM = 30
_Z = 1.959963984540054  # the 97.5% point of the normal distribution


@dataclass(frozen=True)
class NPS:
    """A net promoter score in points, −100 to 100, with its standard error and 95% intervals."""

    value: float
    se: float
    wald: tuple[float, float]
    adjusted_wald: tuple[float, float]
    n: int
    promoters: int
    passives: int
    detractors: int
    variant: str
    caveat: str


def nps(scores: Iterable[Any]) -> NPS:
    """Return 100·(P − D)/n, se = 100·√((p + d − (p − d)²)/n), and value ± 1.96·se.

    The adjusted interval does the same with n + 3, P + ¾ and D + ¾, around its own centre; at
    small n it is the one to show. Neither is cut off at ±100.

    Args:
        scores: one whole number from 0 to 10 a person: promoters 9–10, detractors 0–6. Missing
            ones (None, NaN) are left out.

    Raises:
        TooFewPoints: no score at all.
        MethodError: a score that is no whole number from 0 to 10.

    Source: Reichheld (2003), Harvard Business Review 81(12); intervals: Rocks (2016), The American
    Statistician 70, 365–372.

    >>> found = nps([1, 8, 8, 10, 5, None, 9])
    >>> found.value, round(found.se, 2), [round(end, 1) for end in found.adjusted_wald]
    (0.0, 33.33, [-51.1, 51.1])
    """
    read = [answer_of(score, f"Score {place}") for place, score in enumerate(cells_of(scores), 1)]
    given = [score for score in read if not math.isnan(score)]
    if not given:
        raise TooFewPoints("A net promoter score needs at least one answer; there is none.")
    for score in given:
        if not (score.is_integer() and 0 <= score <= 10):
            raise MethodError(f"A score is a whole number from 0 to 10; one is {score:g}.")
    n = len(given)
    promoters, detractors = sum(s >= 9 for s in given), sum(s <= 6 for s in given)
    value, se = _net(promoters, detractors, n)
    centre, adjusted_se = _net(promoters + 0.75, detractors + 0.75, n + 3)
    adjusted = (centre - _Z * adjusted_se, centre + _Z * adjusted_se)
    return NPS(
        value=value,
        se=se,
        wald=(value - _Z * se, value + _Z * se),
        adjusted_wald=adjusted,
        n=n,
        promoters=promoters,
        passives=n - promoters - detractors,
        detractors=detractors,
        variant="95%, adjusted Wald: n + 3, ¾ of a count to promoters and to detractors",
        caveat=_nps_caveat(n, adjusted),
    )


def _net(promoters: float, detractors: float, n: int) -> tuple[float, float]:
    p, d = promoters / n, detractors / n
    return 100 * (promoters - detractors) / n, 100 * math.sqrt((p + d - (p - d) ** 2) / n)


def _nps_caveat(n: int, adjusted: tuple[float, float]) -> str:
    said = []
    if n < FIRM:
        who = "1 answer" if n == 1 else f"{n} answers"
        width = adjusted[1] - adjusted[0]
        said.append(f"From {who} only: the interval is {width:.0f} points wide.")
    if max(map(abs, adjusted)) > 100:
        said.append("The interval reaches past 100, where no score can be.")
    return " ".join(said)


@dataclass(frozen=True)
class MeanInterval:
    """A mean with its standard error and 95% interval, in the unit of the values."""

    mean: float
    se: float
    low: float
    high: float
    n: int
    population: int | None
    variant: str
    caveat: str


def mean_interval(mean: float, sd: float, n: int, population: int | None = None) -> MeanInterval:
    """Return mean ± t·se, se = sd/√n·√((N − n)/(N − 1)), t at 97.5% with n − 1 degrees of freedom.

    Args:
        mean: the mean of the answers, any unit.
        sd: their standard deviation (divisor n − 1), in the same unit, 0 or more.
        n: how many answered, at least two.
        population: N, how many there are in all; None leaves out the correction.

    Raises:
        TooFewPoints: fewer than two answers.
        MethodError: a figure that is not finite, sd below 0, or a population below n.

    Source: Cochran (1977), Sampling Techniques, ch. 2. He has (N − n)/N with this sd, which makes
    the interval narrower by about one part in 2N.

    >>> found = mean_interval(24.5, 3.65, 40, population=300)
    >>> round(found.se, 4), round(found.low, 3), round(found.high, 3)
    (0.5382, 23.411, 25.589)
    """
    from scipy.special import stdtrit  # type: ignore[import-untyped]

    n = _count("n", n)
    population = None if population is None else _count("population", population)
    if n < 2:
        raise TooFewPoints(f"The interval of a mean needs at least two answers; there are {n}.")
    mean = number_of("The mean", mean)
    sd = not_negative("sd", sd)
    se = sd / math.sqrt(_endless(n, population))
    reach = float(stdtrit(n - 1, 0.975)) * se
    said = []
    if n < FIRM and n != population:
        said.append(f"From {n} answers: the interval asks that they are not very skewed.")
    if sd == 0:
        said.append("All answers are the same, so the interval has no width.")
    return MeanInterval(
        mean=mean,
        se=se,
        low=mean - reach,
        high=mean + reach,
        n=n,
        population=population,
        variant="95%, Student's t" + _corrected(population),
        caveat=" ".join(said),
    )


@dataclass(frozen=True)
class ProportionInterval:
    """A share of `n` people, 0 to 1; `adjusted` is the centre of the 95% interval, `se` its own."""

    proportion: float
    adjusted: float
    se: float
    low: float
    high: float
    n: int
    population: int | None
    variant: str
    caveat: str


def proportion_interval(
    successes: int, n: int, population: int | None = None
) -> ProportionInterval:
    """Return p̃ ± 1.96·√(p̃(1 − p̃)/(n* + 4)), p̃ = (p·n* + 2)/(n* + 4), p = successes/n.

    n* is n, or with a finite population n(N − 1)/(N − n): as many answers from an endless one
    would say as much. The ends are cut off where the share of all cannot lie, below successes/N
    and above (successes + N − n)/N. Where everybody answered (n = N), the interval is the share
    itself. Over all samples and populations it holds the true share in 96% of cases; where the
    sample or the rest has only one or two people, that can fall to 79%.

    Args:
        successes: how many of the n said so.
        n: how many answered, at least one.
        population: N, how many there are in all; None for an endless one.

    Raises:
        TooFewPoints: nobody answered.
        MethodError: figures that are no whole numbers, successes outside 0 to n, or a population
            below n.

    Source: Agresti & Coull (1998), The American Statistician 52, 119–126; n* is the effective
    sample size of Korn & Graubard (1998), Survey Methodology 24, 193–201.

    >>> found = proportion_interval(18, 26, population=40)
    >>> round(found.adjusted, 4), round(found.se, 4), round(found.low, 4), round(found.high, 4)
    (0.6822, 0.0533, 0.5779, 0.7866)
    """
    n, successes = _count("n", n), _count("successes", successes)
    population = None if population is None else _count("population", population)
    if n < 1:
        raise TooFewPoints("A share needs at least one answer; there is none.")
    if not 0 <= successes <= n:
        raise MethodError(f"{successes} of {n} cannot be: successes go from 0 to {n}.")
    endless = _endless(n, population)
    adjusted = (successes / n + 2 / endless) / (1 + 4 / endless)
    se = math.sqrt(adjusted * (1 - adjusted) / (endless + 4))
    known = (0.0, 1.0) if population is None else _known(successes, n, population)
    return ProportionInterval(
        proportion=successes / n,
        adjusted=adjusted,
        se=se,
        low=max(known[0], adjusted - _Z * se),
        high=min(known[1], adjusted + _Z * se),
        n=n,
        population=population,
        variant="95%, Agresti–Coull +4" + _corrected(population),
        caveat=f"From {n} answers only." if n < FIRM and n != population else "",
    )


def _count(name: str, count: Any) -> int:
    number = number_of(name, count)
    if not number.is_integer():
        raise MethodError(f"{name} has to be a whole number; it is {short(count)}.")
    return int(number)


def _endless(n: int, population: int | None) -> float:
    """Return n*, how many answers from an endless population would say as much as these n."""
    if population is None:
        return n
    if population < n:
        raise MethodError(f"{n} people answered, and the population is only {population}.")
    return math.inf if population == n else n * (population - 1) / (population - n)


def _known(successes: int, n: int, population: int) -> tuple[float, float]:
    """Return the least and the largest share of all that these answers leave open."""
    return successes / population, (successes + population - n) / population


def _corrected(population: int | None) -> str:
    return "" if population is None else f", finite population of {population}"
