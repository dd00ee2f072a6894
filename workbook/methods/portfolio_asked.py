"""What is asked of a portfolio: its rules and limits as a programme, each figure checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from workbook.errors import MethodError
from workbook.methods.answers import cells_of
from workbook.methods.checks import in_a_row, series_of, short, unmasked
from workbook.methods.programme import Programme, Vector

__all__ = ["Asked", "Pairs", "asked"]

Pairs = Iterable[tuple[int, int]]


@dataclass(frozen=True, eq=False)
class Asked:
    """What is asked for: the rules, what each limit is used by, and the limits."""

    rules: Programme
    table: Vector
    limits: Vector

    def under(self, top: Vector, kept: Any = slice(None)) -> Programme:
        """Put the limits that are `kept` before the rules, so that limit i is row i."""
        rows = np.vstack([self.table[kept], self.rules.rows])
        return replace(self.rules, rows=rows, limits=np.concatenate([top[kept], self.rules.limits]))

    @property
    def indifferent(self) -> "Asked":
        """The same where no initiative is worth anything."""
        return replace(self, rules=replace(self.rules, values=np.zeros_like(self.rules.values)))


def asked(  # noqa: PLR0913, PLR0917 -- the programme has these parts
    values: Any, costs: Any, limits: Any, requires: Pairs, excludes: Pairs, must: Any
) -> Asked:
    """Return what `choose` is asked, checked.

    Raises:
        TooFewPoints: no initiative at all.
        MethodError: a missing figure, a row of the wrong length, a position that does not exist.
    """
    worth = np.array(series_of(values, 1, "the values"))
    listed: Iterable[Any] = limits if isinstance(limits, Iterable) else [limits]
    top: Vector = np.array(series_of(listed, 0, "the limits"))
    table = _table(costs, len(top), len(worth))
    return Asked(_rules(worth, requires, excludes, must), table, top)


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
