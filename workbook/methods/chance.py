"""How many signals chance alone gives (offered by `process_behaviour`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

import numpy as np

from workbook.errors import MethodError, TooFewPoints
from workbook.methods.checks import in_a_row, one_of, short, whole_of

__all__ = ["RULES", "FalseAlarms", "Rule", "false_alarms", "recent_alarms"]

Rule = Literal["beyond_limits", "run_of_8", "near_limit", "range"]
RULES: tuple[Rule, ...] = get_args(Rule)

# Of 20,000 series of independent normal figures for each length, each with the limits of its own
# points: how many signals of each rule a series has on average, and what share of the series has
# one at all under each set of rules. `tests/methods/test_chance.py` draws them again.
_SETS = [frozenset(some) for k in range(1, 5) for some in combinations(RULES, k)]
# fmt: off
_SIGNALS = {
    6: (0.013, 0.000, 0.003, 0.010),
    8: (0.016, 0.000, 0.008, 0.019),
    10: (0.023, 0.000, 0.016, 0.031),
    12: (0.027, 0.002, 0.019, 0.048),
    16: (0.039, 0.012, 0.031, 0.083),
    20: (0.050, 0.028, 0.041, 0.119),
    24: (0.064, 0.052, 0.052, 0.158),
    36: (0.096, 0.117, 0.084, 0.269),
    52: (0.140, 0.233, 0.119, 0.410),
    104: (0.277, 0.611, 0.236, 0.883),
}
_SHARES = {
    6: (
        0.013, 0.000, 0.002, 0.010, 0.013, 0.014, 0.019, 0.002,
        0.010, 0.011, 0.014, 0.019, 0.020, 0.011, 0.020,
    ),
    8: (
        0.015, 0.000, 0.004, 0.019, 0.015, 0.018, 0.029, 0.004,
        0.019, 0.022, 0.018, 0.029, 0.032, 0.022, 0.032,
    ),
    10: (
        0.022, 0.000, 0.009, 0.031, 0.022, 0.028, 0.046, 0.009,
        0.031, 0.038, 0.028, 0.046, 0.051, 0.039, 0.051,
    ),
    12: (
        0.026, 0.002, 0.011, 0.048, 0.027, 0.035, 0.064, 0.012,
        0.049, 0.056, 0.035, 0.065, 0.071, 0.057, 0.072,
    ),
    16: (
        0.037, 0.009, 0.017, 0.081, 0.044, 0.050, 0.101, 0.025,
        0.087, 0.094, 0.057, 0.108, 0.112, 0.100, 0.118,
    ),
    20: (
        0.048, 0.020, 0.024, 0.112, 0.064, 0.067, 0.136, 0.042,
        0.127, 0.131, 0.081, 0.149, 0.152, 0.144, 0.163,
    ),
    24: (
        0.062, 0.034, 0.031, 0.146, 0.089, 0.087, 0.176, 0.060,
        0.170, 0.169, 0.111, 0.197, 0.196, 0.190, 0.215,
    ),
    36: (
        0.092, 0.070, 0.050, 0.237, 0.148, 0.131, 0.275, 0.112,
        0.285, 0.271, 0.183, 0.317, 0.304, 0.314, 0.343,
    ),
    52: (
        0.131, 0.126, 0.071, 0.336, 0.230, 0.186, 0.381, 0.181,
        0.410, 0.376, 0.274, 0.446, 0.416, 0.442, 0.474,
    ),
    104: (
        0.242, 0.286, 0.141, 0.585, 0.446, 0.337, 0.636, 0.375,
        0.696, 0.635, 0.509, 0.730, 0.676, 0.728, 0.756,
    ),
}
# Of the same kind of series, the share with a signal of any rule among the newest 1, 3 or 13.
_NEWEST = (1, 3, 13)
_RECENT = {
    6: (0.008, 0.010, 0.018),
    8: (0.011, 0.016, 0.032),
    10: (0.014, 0.022, 0.052),
    12: (0.014, 0.026, 0.072),
    16: (0.016, 0.032, 0.102),
    20: (0.013, 0.032, 0.120),
    24: (0.017, 0.037, 0.128),
    36: (0.017, 0.041, 0.146),
    52: (0.018, 0.043, 0.161),
    104: (0.021, 0.048, 0.171),
}
# fmt: on
_LENGTHS = tuple(_SIGNALS)


@dataclass(frozen=True)
class FalseAlarms:
    """What chance alone gives on the charts of `kpis` KPIs of `points` points each.

    `signals` is how many signals to expect on all of them, `charts` on how many of them there is
    one at least, and `any` the probability, 0 to 1, that there is one on any.
    """

    signals: float
    charts: float
    any: float
    points: int
    kpis: int
    rules: tuple[Rule, ...]
    variant: str
    caveat: str


def false_alarms(points: int, kpis: int = 1, rules: Iterable[Rule] = RULES) -> FalseAlarms:
    """Return how many signals KPIs give in which nothing but chance is at work.

    From a table of simulated series (independent normal figures, limits from all points of each,
    mean ± 2.66 × mean moving range), straight lines between its lengths; with p the share of
    series with a signal, `charts` is p·kpis and `any` is 1 − (1 − p)^kpis.

    Args:
        points: how many points each KPI has, at least 6.
        kpis: how many KPIs are looked at together, at least 1.
        rules: which of the four rules count; all of them if not said.

    Raises:
        TooFewPoints: fewer than 6 points.
        MethodError: no whole number of points or of KPIs, or an unknown rule.

    Source: own simulation; the rules are those of `xmr`.

    >>> found = false_alarms(points=24, kpis=20)
    >>> round(found.signals, 1), round(found.charts, 1), round(found.any, 2)
    (6.5, 4.3, 0.99)
    >>> round(false_alarms(24, 20, ["beyond_limits"]).charts, 1)
    1.2
    """
    points, kpis = whole_of("The number of points", points), whole_of("The number of KPIs", kpis)
    if points < _LENGTHS[0]:
        raise TooFewPoints(f"Limits need at least {_LENGTHS[0]} points; there are {points}.")
    if kpis < 1:
        raise MethodError("There has to be at least one KPI.")
    asked = [rules] if isinstance(rules, str) else in_a_row(rules, "a list of rules")
    for rule in asked or [None]:
        one_of(RULES, rule, f"The rules are {', '.join(RULES)}, not {short(rules)}.")
    counted = tuple(rule for rule in RULES if rule in asked)
    signals = [sum(_SIGNALS[n][RULES.index(rule)] for rule in counted) for n in _LENGTHS]
    shares = [_SHARES[n][_SETS.index(frozenset(counted))] for n in _LENGTHS]
    # A longer chart is like several of the longest one that was simulated.
    times = max(1.0, points / _LENGTHS[-1])
    none = (1 - _between(points, shares)) ** times
    return FalseAlarms(
        signals=kpis * times * _between(points, signals),
        charts=kpis * (1 - none),
        any=1 - none**kpis,
        points=points,
        kpis=kpis,
        rules=counted,
        variant="independent normal figures, limits from all points",
        caveat=_caveat(points),
    )


def recent_alarms(points: int, newest: int) -> float:
    """Return how likely a KPI shows a signal among its newest points by chance alone, 0 to 1.

    All four rules count, on limits from all points. From a table of simulated series, as for
    `false_alarms`, straight lines between its numbers of points and of newest points.

    Args:
        points: how many points the KPI has, at least 6.
        newest: how many of them are looked at, such as the 13 weeks of a quarter; 0 to `points`.

    Raises:
        TooFewPoints: fewer than 6 points.
        MethodError: no whole number, or more newest points than there are.

    Source: own simulation; the rules are those of `xmr`.

    >>> round(recent_alarms(points=78, newest=13), 2), round(recent_alarms(18, 3), 3)
    (0.17, 0.032)
    """
    newest = whole_of("The number of newest points", newest)
    every = false_alarms(points).charts
    if not 0 <= newest <= points:
        raise MethodError(f"Of {points} points the newest {newest} were asked for.")
    shares = [_between(points, list(column)) for column in zip(*_RECENT.values(), strict=True)]
    known = {0: 0.0, **dict(zip(_NEWEST, shares, strict=True))}
    known = {n: share for n, share in known.items() if n < points} | {points: every}
    return float(np.interp(newest, list(known), list(known.values())))


def _between(points: int, figures: list[float]) -> float:
    return float(np.interp(points, _LENGTHS, figures))


def _caveat(points: int) -> str:
    said = "Figures that carry over from one period to the next give more false alarms."
    if points > _LENGTHS[-1]:
        return f"{said} Beyond {_LENGTHS[-1]} points the figures are drawn on from there."
    return said
