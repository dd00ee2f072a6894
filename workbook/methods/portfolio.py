"""The best affordable set of initiatives: a 0/1 programme, solved exactly or nearly so."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from time import monotonic
from typing import Any

import numpy as np

from workbook.errors import MethodError, NoFeasibleChoice
from workbook.methods.checks import number_of, series_of, short
from workbook.methods.portfolio_asked import Asked, Pairs, asked
from workbook.methods.portfolio_clash import why_not
from workbook.methods.programme import Programme, Vector
from workbook.methods.search import Found, better

__all__ = ["Choice", "Raise", "choose", "choose_each"]


@dataclass(frozen=True)
class Choice:
    """The set chosen; initiatives and limits are positions, counted from 0.

    `value` is in the unit of the values; `used` holds one figure a limit, in its unit.
    `gap` is how much more, at most, the best set may be worth: 0 where this one is proven best;
    `falls_short` is the same as a share of that best, at most.
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
    def as_vector(self) -> Vector:
        """The set as a 1 or a 0 for each initiative."""
        x = np.zeros(self.n)
        x[list(self.selected)] = 1
        return x

    @property
    def falls_short(self) -> float:
        """By what share of the best possible value this one falls short of it, at most."""
        most = self.value + self.gap
        return self.gap / most if most > 0 else 0.0

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

    def least_raise(self, limit: int, gain: float = 0, within: float = 0) -> "Raise | None":
        """Return by how much one limit has to rise before a better set fits, and that set.

        None where no rise of this limit alone gains anything. Found by looking for the set that
        takes least of it among those that are worth more, by a share `gain` of the value at least.
        With `within`, or where the time proves nothing less, the rise may be more than is needed,
        by that share of what the set takes; it is enough in any case.

        >>> best = choose([16, 22, 12, 8], costs=[[5, 7, 4, 3]], limits=[10])
        >>> raised = best.least_raise(0)
        >>> best.selected, raised.by, raised.choice.selected, raised.choice.value
        ((1, 3), 1.0, (1, 2), 34.0)
        """
        programme, row = self._programme, self._programme.rows[limit]
        size = float(np.abs(programme.values).sum())
        if size == 0:  # nothing is worth anything
            return None
        more = max(programme.step, _BILLIONTH * size, gain * self.value)
        worth_more = replace(
            programme,
            values=-row,
            rows=np.delete(programme.rows, limit, axis=0),
            limits=np.delete(programme.limits, limit),
        ).with_row(-programme.values, -self.value - more)
        least = better(worth_more, seconds=self._seconds, within=within).x
        if least is None:
            return None
        limits = programme.limits.copy()
        limits[limit] = math.fsum(row[least == 1])
        raised = replace(programme, limits=limits)
        found = better(raised, seconds=self._seconds, within=within, known=[least])
        by = float(limits[limit] - programme.limits[limit])
        return Raise(by, _chosen(raised, len(self.used), found, self._seconds))


@dataclass(frozen=True)
class Raise:
    """By how much, at least, one limit is raised for a better set to fit, and that `choice`."""

    by: float
    choice: Choice


_BILLIONTH = 1e-9


def choose(  # noqa: PLR0913, PLR0917 -- the programme has these parts
    values: Iterable[float],
    costs: Iterable[Iterable[float]] | Iterable[float],
    limits: Iterable[float] | float,
    requires: Pairs = (),
    excludes: Pairs = (),
    must: Iterable[int] | int = (),
    seconds: float | None = 60,
    within: float = 0,
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
        within: by what share of its value the set may fall short of the best, from 0 to 1; what
            it may be is stated as the gap.

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
    given = asked(values, costs, limits, requires, excludes, must)
    return _best(given, given.limits, _above_0(seconds), _share(within))


def choose_each(  # noqa: PLR0913, PLR0917 -- the programme has these parts
    values: Iterable[float],
    costs: Iterable[Iterable[float]],
    limits: Iterable[Iterable[float]],
    requires: Pairs = (),
    excludes: Pairs = (),
    must: Iterable[int] | int = (),
    seconds: float | None = 60,
    within: float = 0.001,
) -> tuple[Choice | NoFeasibleChoice, ...]:
    """Return the best set of the same initiatives under each of several lists of limits.

    As `choose` does for one; what is made ready is shared, and a set that was found for one is
    where the search for the next begins. Limits under which the rules cannot be kept have the
    error in place of a set, as that is an answer too.

    Args:
        values, costs, requires, excludes, must: as `choose` has them.
        limits: for each world a list of limits, one for each row of costs.
        seconds: how long to look in all.
        within: by what share of its value each set may fall short of the best. Worlds are guesses,
            so that a thousandth is near enough; 0 asks for a proof.

    Raises:
        TooFewPoints: no initiative at all.
        MethodError: as `choose`.

    >>> both = choose_each([16, 22, 12, 8], [[5, 7, 4, 3]], [[14], [10]])
    >>> [choice.selected for choice in both]
    [(1, 2, 3), (1, 3)]
    """
    worlds = [np.array(series_of(each, 0, "the limits")) for each in limits]
    if not worlds:
        return ()
    given = asked(values, costs, worlds[0], requires, excludes, must)
    time, near = _above_0(seconds), _share(within)
    end = None if time is None else monotonic() + time
    found: list[Choice | NoFeasibleChoice] = []
    for i, each in enumerate(worlds):
        if len(each) != len(given.limits):
            raise MethodError(f"World {i + 1} has {len(each)} limits; give {len(given.limits)}.")
        left = None if end is None else max(end - monotonic(), 0.001) / (len(worlds) - i)
        known = [one.as_vector for one in found if isinstance(one, Choice)]
        try:
            found.append(_best(given, each, left, near, known))
        except NoFeasibleChoice as error:
            found.append(error)
    return tuple(found)


def _best(
    given: Asked,
    top: Vector,
    seconds: float | None,
    within: float,
    known: Iterable[Vector] = (),
) -> Choice:
    programme = given.under(top)
    found = better(programme, seconds=seconds, within=within, known=known)
    if found.x is None and found.most > -math.inf:
        raise MethodError(f"No set was found in {seconds:g} seconds. Allow more of them.")
    if found.x is None:
        raise why_not(given, top)
    return _chosen(programme, len(top), found, seconds)


def _chosen(programme: Programme, m: int, found: Found, seconds: float | None) -> Choice:
    x = found.x
    assert x is not None
    gap = _gap(found, programme)
    return Choice(
        selected=tuple(np.flatnonzero(x == 1).tolist()),
        value=math.fsum(programme.values[x == 1]),
        used=tuple(math.fsum(row[x == 1]) for row in programme.rows[:m]),
        left_out=tuple(np.flatnonzero(x == 0).tolist()),
        gap=gap,
        n=len(x),
        variant=f"0/1 programme, optimum {'not ' if gap else ''}proven",
        caveat=_caveat(bool(x.any()), gap),
        _programme=programme,
        _seconds=seconds,
    )


def _gap(found: Found, programme: Programme) -> float:
    if found.x is None or found.most < programme.values @ found.x + programme.step:
        return 0.0
    return float(found.most - programme.values @ found.x)


def _above_0(seconds: Any) -> float | None:
    if seconds is None:
        return None
    limit = number_of("The time in seconds", seconds)
    if not limit > 0:
        raise MethodError(f"The time in seconds has to be above 0, not {short(seconds)}.")
    return limit


def _share(within: Any) -> float:
    share = number_of("The share by which it may fall short", within)
    if not 0 <= share < 1:
        raise MethodError(f"The share by which it may fall short is from 0 to 1, not {share:g}.")
    return share


def _caveat(any_chosen: bool, gap: float) -> str:
    if gap:
        return f"Not proven to be the best: another set may be worth up to {gap:.3g} more."
    return "" if any_chosen else "No initiative fits and is worth its place: nothing is chosen."
