"""The best affordable set of initiatives: a 0/1 programme, solved exactly."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from workbook.errors import MethodError, NoFeasibleChoice
from workbook.methods.answers import cells_of
from workbook.methods.checks import in_a_row, number_of, series_of, short, unmasked
from workbook.methods.programme import Programme, Vector
from workbook.methods.search import Found, better

__all__ = ["Choice", "choose"]

Pairs = Iterable[tuple[int, int]]


@dataclass(frozen=True)
class Choice:
    """The set chosen; initiatives and limits are positions, counted from 0.

    `value` is in the unit of the values; `used` holds one figure a limit, in its unit.
    `gap` is how much more, at most, the best set may be worth: 0 where this one is proven best.
    `price_of_one_more`, one figure a limit, is computed when it is first read.
    `n` is the number of initiatives chosen from.
    """

    selected: tuple[int, ...]
    value: float
    used: tuple[float, ...]
    left_out: tuple[int, ...]
    gap: float
    n: int
    variant: str
    caveat: str
    _programme: Programme = field(repr=False, compare=False)
    _seconds: float | None = field(repr=False, compare=False)

    @property
    def price_of_one_more(self) -> tuple[float, ...]:
        """For each limit, by how much the best value grows if it alone is one unit higher.

        Found by solving again, at the first reading and within the same time: a dual price is no
        guide where initiatives cannot be split. Where the time does not suffice, the best set may
        gain more.
        """
        return self._prices

    # Apart, because help() shows the text of a property and not that of a cached one.
    @cached_property
    def _prices(self) -> tuple[float, ...]:
        m = len(self.used)
        # Where all limits raised together gain nothing, none gains alone.
        if not self._gain(slice(m)):
            return (0.0,) * m
        return tuple(self._gain(slice(i, i + 1)) for i in range(m))

    def _gain(self, raised: slice) -> float:
        limits = self._programme.limits.copy()
        limits[raised] += 1
        raised_by_one = replace(self._programme, limits=limits)
        x = better(raised_by_one, self.value, self._seconds).x
        return 0.0 if x is None else math.fsum(self._programme.values[x == 1]) - self.value


def choose(  # noqa: PLR0913, PLR0917 -- the programme has these parts
    values: Iterable[float],
    costs: Iterable[Iterable[float]] | Iterable[float],
    limits: Iterable[float] | float,
    requires: Pairs = (),
    excludes: Pairs = (),
    must: Iterable[int] | int = (),
    seconds: float | None = 60,
) -> Choice:
    """Return the set with the largest total value that keeps every limit and rule.

    Maximise Σ v(j)·x(j) over x(j) in {0, 1}, with Σ c(i, j)·x(j) ≤ limit(i) for each limit i,
    x(child) ≤ x(parent), x(a) + x(b) ≤ 1 and x(must) = 1. The optimum is proven (no gap is
    accepted) where the time allows; else the result is the best set found, and its `gap` and
    `caveat` say how far from the best it may be. Where several sets tie, one of them is returned.
    Most portfolios of a few hundred initiatives take a fraction of a second.

    Args:
        values: the worth of each of the n initiatives, one unit, any sign.
        costs: a row of n figures for each limit, in that limit's unit; a negative figure gives
            back to the limit. For one limit a flat list will do. The rows of a data frame are
            limits as well, whatever their names; turn it (`.T`) if they are initiatives.
        limits: the most that may be used, one for each row of costs; a number if there is one.
        requires: (child, parent) pairs of positions: the child needs the parent, not the reverse.
        excludes: pairs of positions of which at most one may be chosen.
        must: positions that are chosen in any case, or a single one.
        seconds: how long to look for a proof, above 0; None for as long as it takes.

    Raises:
        TooFewPoints: no initiative at all.
        NoFeasibleChoice: the limits and rules cannot all be kept; it names the limits that clash.
        MethodError: a missing figure, a row of the wrong length, a position that does not exist,
            or no set found in so many seconds.

    Source: Lorie and Savage (1955), Three Problems in Rationing Capital, Journal of Business 28,
    229–239. How the best set is found: `workbook.methods.search`.

    >>> best = choose([16, 22, 12, 8], costs=[[5, 7, 4, 3]], limits=[14])
    >>> best.selected, best.value, best.used, best.price_of_one_more
    ((1, 2, 3), 42.0, (14.0,), (4.0,))
    >>> choose([16, 22, 12, 8], [[5, 7, 4, 3]], [14], requires=[(2, 0)], excludes=[(0, 1)]).selected
    (0, 2, 3)
    """
    worth = np.array(series_of(values, 1, "the values"))
    listed: Iterable[Any] = limits if isinstance(limits, Iterable) else [limits]
    top: Vector = np.array(series_of(listed, 0, "the limits"))
    table = _table(costs, len(top), len(worth))
    rules = _rules(worth, requires, excludes, must)
    programme = _under(rules, table, top)
    time = None if seconds is None else _above_0(seconds)
    found = better(programme, seconds=time)
    if found.x is None and found.most > -math.inf:
        raise MethodError(f"No set was found in {seconds} seconds. Allow more of them.")
    if found.x is None:
        raise _why_not(rules, table, top)
    x = found.x
    value = math.fsum(worth[x == 1])
    return Choice(
        selected=tuple(np.flatnonzero(x == 1).tolist()),
        value=value,
        used=tuple(math.fsum(row[x == 1]) for row in table),
        left_out=tuple(np.flatnonzero(x == 0).tolist()),
        gap=(gap := _gap(found, programme)),
        n=len(worth),
        variant=f"0/1 programme, optimum {'not ' if gap else ''}proven",
        caveat=_caveat(bool(x.any()), gap, time),
        _programme=programme,
        _seconds=time,
    )


def _gap(found: Found, programme: Programme) -> float:
    if found.x is None or found.most < programme.values @ found.x + programme.step:
        return 0.0
    return float(found.most - programme.values @ found.x)


def _above_0(seconds: Any) -> float:
    limit = number_of("The time in seconds", seconds)
    if not limit > 0:
        raise MethodError(f"The time in seconds has to be above 0, not {short(seconds)}.")
    return limit


def _caveat(any_chosen: bool, gap: float, seconds: float | None) -> str:
    if gap:
        return f"Not proven in {seconds:g} seconds: another set may be worth up to {gap:.3g} more."
    return "" if any_chosen else "No initiative fits and is worth its place: nothing is chosen."


def _table(costs: Any, m: int, n: int) -> Vector:
    rows = _cost_rows(costs, m)
    if len(rows) != m:
        raise MethodError(f"There are {len(rows)} rows of costs for {m} limits; give each one row.")
    table = np.empty((m, n))
    for i, row in enumerate(rows):
        if not hasattr(row, "__iter__"):
            raise MethodError("Costs need a row for each limit where there are several.")
        try:
            figures = series_of(row, 0)
        except MethodError as error:
            raise MethodError(f"Costs under limit {i + 1}: {error}") from None
        if len(figures) != n:
            raise MethodError(
                f"Limit {i + 1} has {len(figures)} costs for {n} initiatives; give one for each."
            )
        table[i] = figures
    return table


def _cost_rows(costs: Any, m: int) -> list[Any]:
    unmasked(costs)
    # Going through a data frame or a mapping would give its names, which may be numbers.
    plain = costs.to_numpy() if hasattr(costs, "to_numpy") else costs
    if isinstance(plain, Mapping) or not hasattr(plain, "__iter__"):
        raise MethodError(f"Costs need a row for each limit, and no names: {short(costs)}.")
    rows = in_a_row(plain, "a row of costs for each limit")
    flat = m == 1 and rows and not any(hasattr(row, "__iter__") for row in rows)
    return [rows] if flat else rows


def _rules(worth: Vector, requires: Pairs, excludes: Pairs, must: Any) -> Programme:
    n = len(worth)
    low = np.zeros(n)
    low[[_position(j, n) for j in _listed(must)]] = 1
    rules = Programme(worth, np.empty((0, n)), np.empty(0), low, np.ones(n))
    for child, parent in _pairs(requires, n):
        rules = rules.with_row(_row(n, child, 1) + _row(n, parent, -1), 0)
    for a, b in _pairs(excludes, n):
        if a == b:
            raise MethodError(f"Initiative {a} (counted from 0) cannot exclude itself.")
        rules = rules.with_row(_row(n, a, 1) + _row(n, b, 1), 1)
    return rules


def _listed(rules: Any) -> list[Any]:
    # Which rule comes first makes no difference, so that a set will do.
    return cells_of(sorted(rules) if isinstance(rules, set | frozenset) else rules)


def _row(n: int, position: int, figure: float) -> Vector:
    row = np.zeros(n)
    row[position] = figure
    return row


def _pairs(pairs: Any, n: int) -> list[tuple[int, int]]:
    checked = []
    for pair in _listed(pairs):
        try:
            a, b = pair
        except (TypeError, ValueError):
            raise MethodError(
                f"A rule joins two initiatives; this is no pair: {short(pair)}."
            ) from None
        checked.append((_position(a, n), _position(b, n)))
    return checked


def _position(position: Any, n: int) -> int:
    whole = isinstance(position, int | np.integer) and not isinstance(position, bool)
    if not whole or not 0 <= position < n:
        raise MethodError(
            f"There is no initiative {short(position)}; positions run from 0 to {n - 1}."
        )
    return int(position)


def _under(rules: Programme, table: Vector, top: Vector) -> Programme:
    """Put the limits before the rules, so that limit i is row i."""
    return replace(
        rules, rows=np.vstack([table, rules.rows]), limits=np.concatenate([top, rules.limits])
    )


def _why_not(rules: Programme, table: Vector, top: Vector) -> NoFeasibleChoice:
    if better(replace(rules, values=np.zeros_like(rules.values))).x is None:
        return NoFeasibleChoice(
            "The rules contradict each other whatever the limits: what must be chosen, or what it "
            "needs, is excluded. Drop one of these rules."
        )
    alone = [i for i in range(len(top)) if not _possible(rules, table[[i]], top[[i]])]
    if alone:
        said = " ".join(_shortfall(rules, table[i], top[i], i) for i in alone)
        return NoFeasibleChoice(f"{said} Raise the limit or drop a rule.", alone)
    clash = _irreducible(rules, table, top)
    names = ", ".join(str(i + 1) for i in clash[:-1]) + f" and {clash[-1] + 1}"
    return NoFeasibleChoice(
        f"Limits {names} cannot be met together. Raise one of them or drop a rule.", clash
    )


def _possible(rules: Programme, table: Vector, top: Vector) -> bool:
    indifferent = replace(rules, values=np.zeros_like(rules.values))
    return better(_under(indifferent, table, top)).x is not None


def _shortfall(rules: Programme, row: Vector, limit: float, i: int) -> str:
    least = better(replace(rules, values=-row)).x
    needed = math.inf if least is None else math.fsum(row[least == 1])
    return f"Limit {i + 1} ({limit:g}) cannot be met: at least {needed:g} is needed."


def _irreducible(rules: Programme, table: Vector, top: Vector) -> list[int]:
    """Leave out each limit that the others clash without; what stays clashes together."""
    kept = list(range(len(top)))
    for i in range(len(top)):
        without = [j for j in kept if j != i]
        if not _possible(rules, table[without], top[without]):
            kept = without
    return kept
