"""Choosing under uncertainty: one payoff table, read by the six classical criteria.

Use it for a choice to be made once, among options whose payoffs can be put in figures for each of
a few scenarios. Where the criteria disagree, that is the finding: they differ in how much risk the
firm takes, which no figure can settle. Not for options that can be combined (see `portfolio`).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.checks import in_a_row, number_of, series_of, unmasked

__all__ = ["Criteria", "Criterion", "criteria"]

Table = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Criterion:
    """The figure of each option, in the unit of the payoffs, and the options chosen.

    `choices` are positions, counted from 0; options that tie are all in it.
    """

    values: tuple[float, ...]
    choices: tuple[int, ...]


@dataclass(frozen=True)
class Criteria:
    """What each criterion makes of the options; all figures are in the unit of the payoffs.

    `minimax_regret` holds the largest regret of each option, and chooses the smallest of them.
    `expected_value` and `evpi` are None where no probabilities were given. `evpi`, the expected
    value of perfect information, is the most that knowing the scenario beforehand can be worth.
    """

    maximax: Criterion
    maximin: Criterion
    laplace: Criterion
    minimax_regret: Criterion
    hurwicz: Criterion
    expected_value: Criterion | None
    evpi: float | None
    alpha: float
    n_options: int
    n_scenarios: int
    caveat: str


def criteria(
    payoffs: Iterable[Iterable[float]] | Mapping[Any, Iterable[float]],
    probabilities: Iterable[float] | None = None,
    alpha: float = 0.6,
) -> Criteria:
    """Return each option's figure and the choice under each criterion; larger payoffs are better.

    For an option with payoffs x(s) over the scenarios s: maximax max x; maximin (Wald) min x;
    laplace mean x; minimax regret (Savage) max over s of (best payoff in s − x(s)), smallest
    chosen; hurwicz α·max x + (1 − α)·min x; expected value Σ p(s)·x(s). EVPI is
    Σ p(s)·(best payoff in s) − the best expected value.

    Args:
        payoffs: a row for each option, a column for each scenario, in one unit; enter costs as
            negative figures. A mapping of option to its payoffs is read in its own order.
        probabilities: one for each scenario, each 0 to 1, adding up to 1 (what is off by up to
            0.005, as rounded shares are, is scaled to 1, and the caveat says so); or None.
        alpha: the coefficient of optimism, the weight of the best payoff: 0 (only the worst
            counts) to 1 (only the best).

    Raises:
        TooFewPoints: no option, or no scenario.
        MethodError: rows of different lengths, a payoff or probability that is no finite number,
            probabilities that do not fit the scenarios or do not add up to 1, α outside 0 to 1.

    Source: Wald, Statistical Decision Functions (1950); Hurwicz, Cowles Commission Discussion
        Paper, Statistics 356 (1951), where α weighs the worst; Savage, J. Am. Stat. Assoc. 46
        (1951), 55–67; surveyed by Luce & Raiffa, Games and Decisions (1957), ch. 13; EVPI: Raiffa
        & Schlaifer, Applied Statistical Decision Theory (1961).

    >>> found = criteria([[50, 50], [0, 120]], probabilities=[0.5, 0.5])
    >>> found.maximin, found.minimax_regret
    (Criterion(values=(50.0, 0.0), choices=(0,)), Criterion(values=(70.0, 50.0), choices=(1,)))
    >>> found.expected_value, found.evpi
    (Criterion(values=(50.0, 60.0), choices=(1,)), 25.0)
    """
    table = _table(payoffs)
    chances, scaled = None, False
    if probabilities is not None:
        chances, scaled = _chances(probabilities, len(table[0]))
    alpha = number_of("The coefficient of optimism", alpha)
    if not 0 <= alpha <= 1:
        raise MethodError("The coefficient of optimism has to be from 0 to 1.")
    dust = 1e-12 * max(abs(payoff) for row in table for payoff in row)
    best = [max(column) for column in zip(*table, strict=True)]
    regrets = [max(b - x for b, x in zip(best, row, strict=True)) for row in table]
    expected = None if chances is None else _largest((_dot(chances, row) for row in table), dust)
    return Criteria(
        maximax=_largest(map(max, table), dust),
        maximin=_largest(map(min, table), dust),
        laplace=_largest((math.fsum(row) / len(row) for row in table), dust),
        minimax_regret=_smallest(regrets, dust),
        hurwicz=_largest((alpha * max(row) + (1 - alpha) * min(row) for row in table), dust),
        expected_value=expected,
        evpi=None if chances is None or expected is None else _evpi(chances, best, expected),
        alpha=alpha,
        n_options=len(table),
        n_scenarios=len(best),
        caveat=_caveat(len(table), len(best), scaled),
    )


def _table(payoffs: Any) -> Table:
    # Iterating over a data frame would give its column names.
    plain = payoffs.to_numpy() if hasattr(payoffs, "to_numpy") else payoffs
    unmasked(plain)
    listed = plain.values() if isinstance(plain, Mapping) else plain
    several = hasattr(listed, "__iter__") and getattr(listed, "ndim", 1) != 0
    given = list(listed) if several else [listed]
    if not all(hasattr(row, "__iter__") for row in given):
        raise MethodError("The payoffs need a row for each option.")
    # A scenario named in each row may stand elsewhere in another: a row has to be a list.
    rows = [in_a_row(row, "a list of payoffs for each option") for row in given]
    if not rows or not rows[0]:
        raise TooFewPoints("A payoff table needs at least one option and one scenario.")
    for place, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise MethodError(
                f"Option {place} has {len(row)} payoffs and option 1 has {len(rows[0])}. "
                "Give every option one payoff for each scenario."
            )
    return tuple(series_of(row, 1, f"option {place}") for place, row in enumerate(rows, 1))


def _chances(probabilities: Iterable[float], n: int) -> tuple[tuple[float, ...], bool]:
    """Return the probabilities, adding up to 1, and whether they had to be scaled to it."""
    chances = series_of(probabilities, 1, "the probabilities")
    if len(chances) != n:
        raise MethodError(f"There are {len(chances)} probabilities for {n} scenarios.")
    if not all(0 <= chance <= 1 for chance in chances):
        raise MethodError("Each probability has to be from 0 to 1.")
    # Shares typed as 0.333 are meant to be a third; beyond that a scenario is missing.
    total = math.fsum(chances)
    if abs(total - 1) > 0.005:
        raise MethodError(f"The probabilities add up to {total:g}, not to 1.")
    return tuple(chance / total for chance in chances), not math.isclose(total, 1, abs_tol=1e-9)


def _dot(chances: Sequence[float], row: Sequence[float]) -> float:
    return math.fsum(chance * payoff for chance, payoff in zip(chances, row, strict=True))


def _evpi(chances: Sequence[float], best: Sequence[float], expected: Criterion) -> float:
    return max(0.0, _dot(chances, best) - max(expected.values))


def _largest(values: Iterable[float], dust: float) -> Criterion:
    figures = tuple(values)
    top = max(figures)
    # Figures that differ in the last digits only are a tie.
    return Criterion(figures, tuple(i for i, v in enumerate(figures) if v >= top - dust))


def _smallest(values: Sequence[float], dust: float) -> Criterion:
    low = min(values)
    return Criterion(tuple(values), tuple(i for i, v in enumerate(values) if v <= low + dust))


def _caveat(options: int, scenarios: int, scaled: bool) -> str:
    said = []
    if options == 1:
        said.append("There is one option only, so nothing was chosen between.")
    if scenarios == 1:
        said.append("There is one scenario only, so every criterion says the same.")
    if scaled:
        said.append("The probabilities did not add up to 1 exactly and were scaled to it.")
    return " ".join(said)
