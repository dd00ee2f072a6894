"""What a habit of explaining large movements asks for in one series, and what its chart says."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbook.insight.review.kpi_chart import KpiBehaviour
from workbook.insight.review.signal_words import Mark
from workbook.methods.process_behaviour import FalseAlarms, false_alarms

__all__ = ["IN_SHORT", "SIGNAL", "Bill", "bill"]

Values = NDArray[np.float64]
Places = frozenset[int]
"""Complete readings, counted from 0; of a movement, its later reading."""

_RUN = 8
_DUST = 1e-9  # a difference is rounded: what lies on the bound does not pass it

SIGNAL = (
    "A movement is a signal where its later reading lies beyond a natural limit, completes three "
    "of four near one, or steps further than the range limit; where it begins a run of eight or "
    "more on one side of the centre line, or is the eighth of it; and where it leads back from "
    "beyond a limit. All other movements are noise."
)
"""When a movement counts as a signal, exactly."""

IN_SHORT = (
    "A movement is a signal where its later reading is one on the chart, begins a run of eight, or "
    "comes back from beyond a limit. All others are noise."
)
"""The same for those who read the page; of a run, its first and its eighth reading count."""


@dataclass(frozen=True)
class Bill:
    """One series under the habit: `asked` are the movements that it wants explained.

    `signals` are those of them that are signals, and `missed` the signals on the chart about which
    the habit asks nothing: what stands side by side there, or in one run, is one signal. `marked`
    is how many signals the chart has when each rule counts at each reading, as `chance` does, and
    `from_zero` how many of `asked` begin at 0, from where any movement is more than any percentage.
    """

    found: KpiBehaviour
    asked: Places
    signals: Places
    missed: int
    from_zero: int
    marked: int
    chance: FalseAlarms

    @property
    def noise(self) -> int:
        """How many movements would have been explained although nothing had changed."""
        return len(self.asked) - len(self.signals)

    @property
    def provisional(self) -> bool:
        """Whether its limits come from too few readings to be firm."""
        return self.found.limits is not None and self.found.limits.provisional

    @property
    def asked_now(self) -> Places:
        """Those of the quarter under review."""
        before = len(self.found.complete.until(self.found.quarter.previous.end))
        return frozenset(place for place in self.asked if place >= before)

    @property
    def signals_now(self) -> Places:
        """The signals among them."""
        return self.signals & self.asked_now


def bill(found: KpiBehaviour, percent: float) -> Bill:
    """Return what explaining every movement of more than `percent` asks for; it needs limits."""
    values, first = found.complete.values, found.first
    asked = frozenset(first + place for place in _asked(values[first:], percent))
    telling = _telling(found.marks)
    back = {mark.index + 1 for mark in found.marks if mark.rule == "beyond_limits"}
    return Bill(
        found=found,
        asked=asked,
        signals=asked & (telling | back),
        missed=sum(not group & telling & asked for group in _groups(found.marks)),
        from_zero=sum(not values[place - 1] for place in asked),
        marked=len(found.marks),
        chance=false_alarms(len(found.current)),
    )


def _asked(values: Values, percent: float) -> Places:
    """Return the readings that lie further than so many percent from the one before.

    >>> sorted(_asked(np.array([100, 105, 111, 0, 0, 1]), 5.0))
    [2, 3, 5]
    """
    bound = np.abs(values[:-1]) * percent / 100
    moved = np.abs(np.diff(values)) > bound * (1 + _DUST)
    return frozenset((np.flatnonzero(moved) + 1).tolist())


def _telling(marks: Iterable[Mark]) -> Places:
    """Return the readings at which a signal is to be seen; of a run the first and the eighth."""
    runs = {mark.index for mark in marks if mark.rule == "run_of_8"}
    eighth = {place for place in runs if place - 1 not in runs}
    others = {mark.index for mark in marks if mark.rule != "run_of_8"}
    return frozenset(others | eighth | {place - (_RUN - 1) for place in eighth})


def _groups(marks: Iterable[Mark]) -> list[Places]:
    """Return the readings that are part of a signal, those side by side together."""
    part: set[int] = set()
    for mark in marks:
        back = _RUN if mark.rule == "run_of_8" else 1
        part.update(range(mark.index + 1 - back, mark.index + 1))
    groups: list[set[int]] = []
    for place in sorted(part):
        if place - 1 in part:
            groups[-1].add(place)
        else:
            groups.append({place})
    return [frozenset(group) for group in groups]
